"""The worker of the mails: its own queue, and a run that goes on while there is more."""

import pytest
from django.conf import settings

from dealportaal.celery import app
from foundation import tasks

pytestmark = pytest.mark.django_db


def test_mails_have_a_queue_of_their_own_that_does_not_pile_up():
    assert settings.CELERY_TASK_ROUTES[tasks.send_mails.name] == {"queue": "mail"}
    entry = settings.CELERY_BEAT_SCHEDULE["send-mails"]
    assert entry["task"] == tasks.send_mails.name
    assert entry["options"]["expires"] <= entry["schedule"]
    assert app.amqp.router.route({}, tasks.send_mails.name)["queue"].name == "mail"


@pytest.mark.parametrize("more", [True, False])
def test_a_run_rings_for_the_next_only_when_there_is_more(more, monkeypatch):
    rung = []
    monkeypatch.setattr(tasks, "send_due", lambda clock: more)
    monkeypatch.setattr(tasks, "ring_for_mails", lambda: rung.append(1))
    tasks.send_mails()
    assert bool(rung) == more


def test_old_mails_are_forgotten(monkeypatch):
    called = []
    monkeypatch.setattr(tasks, "forget_old", lambda now: called.append(now))
    tasks.forget_old_mails()
    assert len(called) == 1
