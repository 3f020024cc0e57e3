"""The worker never loses work in silence, and arguments are ids only."""

from types import SimpleNamespace

from celery import signals
from django.db import connections

from dealportaal.celery import app, tidy_connections
from tests.dealportaal.processes import portal


def test_a_killed_worker_gives_its_work_back():
    assert app.conf.task_acks_late and app.conf.task_reject_on_worker_lost
    assert app.conf.worker_prefetch_multiplier == 1
    assert app.conf.task_time_limit < 300


def test_a_task_keeps_a_good_connection_and_drops_a_broken_one(monkeypatch):
    looked_at = []
    monkeypatch.setattr(connections["default"], "close_if_unusable_or_obsolete", lambda: looked_at.append(1))
    for is_eager in (False, True):
        task = SimpleNamespace(request=SimpleNamespace(is_eager=is_eager))
        tidy_connections(sender=task)
    assert len(looked_at) == 1
    for moment in (signals.task_prerun, signals.task_postrun):
        assert any(receiver() is tidy_connections for _key, receiver in moment.receivers)
    assert app.conf.CELERY_DB_REUSE_MAX > 100


def test_messages_are_plain_json_and_no_answer_is_kept():
    assert app.conf.task_serializer == "json"
    assert list(app.conf.accept_content) == ["json"]
    assert app.conf.task_ignore_result


def test_redis_is_given_up_on_within_seconds():
    lines = "from dealportaal.celery import app\nprint(*sorted(app.conf.broker_transport_options.items()))"
    found = portal(lines, CELERY_BROKER_URL="redis://127.0.0.1:6379/9")[0]
    assert "'socket_timeout', 2" in found
    assert "'socket_connect_timeout', 2" in found
    assert "'visibility_timeout', 300" in found
