"""What the worker does for reports."""

from reports import tasks


def test_keys_of_links_that_ended_are_forgotten(monkeypatch):
    called = []
    monkeypatch.setattr(tasks.partner_mails, "forget_keys", lambda now: called.append(now))
    tasks.forget_report_keys()
    assert len(called) == 1
