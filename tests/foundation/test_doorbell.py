"""A queue that is out loses no mail."""

import pytest
from kombu.exceptions import OperationalError

from foundation import doorbell


@pytest.mark.django_db
def test_a_queue_that_is_out_is_only_a_line_in_the_log(
    monkeypatch, caplog, django_capture_on_commit_callbacks
):
    def out(_name, **_options):
        raise OperationalError("refused")

    monkeypatch.setattr(doorbell.current_app, "send_task", out)
    with django_capture_on_commit_callbacks(execute=True):
        doorbell.ring_for_mails()
    assert "the mails wait for the sweep" in caplog.text
