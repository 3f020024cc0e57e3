"""The worker never loses work in silence, and arguments are ids only."""

from dealportaal.celery import app
from tests.dealportaal.processes import portal


def test_a_killed_worker_gives_its_work_back():
    assert app.conf.task_acks_late and app.conf.task_reject_on_worker_lost
    assert app.conf.worker_prefetch_multiplier == 1
    assert app.conf.task_time_limit < 300


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
