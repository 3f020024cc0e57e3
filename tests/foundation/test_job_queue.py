"""Saving never needs the queue: what could not be rung waits in its row."""

import logging
import socket
from types import SimpleNamespace

import pytest
from django.db import transaction
from kombu.exceptions import OperationalError
from redis.exceptions import ConnectionError as RedisGone

from foundation import job_queue, tasks
from foundation.job_queue import ring
from tests.dealportaal.processes import portal
from tests.dealportaal.test_views import silent_server

pytestmark = pytest.mark.django_db
RING = """
import time
from foundation import tasks
from foundation import job_queue
from foundation.job_queue import ring
for most in (3, 1, 1):  # the first waits; the next do not ask again so soon
    start = time.monotonic()
    ring(tasks.sweep_jobs)
    print(time.monotonic() - start < most)
"""
NO_QUEUE = """
import shutil
from django.conf import settings
shutil.rmtree(settings.DATA_DIR / "broker")
"""


@pytest.mark.parametrize(
    "error", [OperationalError("out"), RedisGone("out"), ConnectionRefusedError(), OSError(28, "full")]
)
def test_a_queue_that_is_out_is_only_written_down(
    error, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    def out(**_options):
        raise error

    monkeypatch.setattr(tasks.run_jobs, "apply_async", out)
    with caplog.at_level(logging.WARNING), django_capture_on_commit_callbacks(execute=True):
        ring(tasks.run_jobs, job_ids=[7])
    assert "waits for the sweep" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_it_rings_after_the_row_is_stored_and_not_when_it_was_taken_back(monkeypatch):
    rung = []
    monkeypatch.setattr(tasks.run_jobs, "apply_async", lambda **options: rung.append(options))
    with transaction.atomic():
        ring(tasks.run_jobs, job_ids=[7])
        assert rung == []
    assert rung == [{"kwargs": {"job_ids": [7]}, "retry": False}]
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        ring(tasks.run_jobs, job_ids=[8])
        raise ZeroDivisionError
    assert len(rung) == 1


def test_a_queue_that_is_gone_costs_seconds_and_raises_nothing():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert portal(RING, CELERY_BROKER_URL=f"redis://127.0.0.1:{port}/0") == ["True"] * 3


def test_a_queue_that_is_silent_costs_seconds_and_raises_nothing():
    with silent_server() as port:
        assert portal(RING, CELERY_BROKER_URL=f"redis://127.0.0.1:{port}/0") == ["True"] * 3


def test_a_queue_whose_folder_is_gone_raises_nothing():
    assert portal(NO_QUEUE + RING) == ["True"] * 3


def test_after_a_silence_it_is_asked_again(monkeypatch):
    rung, clock = [], iter([0, 3, 20, 20, 20])
    monkeypatch.setattr(job_queue, "time", SimpleNamespace(monotonic=lambda: next(clock)))
    monkeypatch.setattr(job_queue, "_silent_at", None)
    answers = iter([job_queue._Silent("no answer"), None])

    def put(number):
        rung.append(number)
        answer = next(answers)
        if answer:
            raise answer

    for number in range(3):
        job_queue._enqueue("een taak", lambda number=number: put(number))
    assert rung == [0, 2]


def test_the_worker_of_the_mails_is_rung_the_same_way(
    monkeypatch, caplog, django_capture_on_commit_callbacks
):
    def out(_name, **_options):
        raise OperationalError("refused")

    monkeypatch.setattr(job_queue.current_app, "send_task", out)
    with django_capture_on_commit_callbacks(execute=True):
        job_queue.ring_for_mails()
    assert "foundation.tasks.send_mails waits for the sweep" in caplog.text


def test_a_refusal_of_the_queue_is_told_at_once():
    def refuse():
        raise RedisGone("out")

    with pytest.raises(RedisGone):
        job_queue._within(60, refuse)
