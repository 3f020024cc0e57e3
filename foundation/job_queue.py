"""Tells the workers, after commit, that rows are waiting. The rows are the source of truth, so a queue
outage loses nothing."""

import logging
import time
from collections.abc import Callable
from threading import Thread

from celery import Task, current_app
from django.conf import settings
from django.db import transaction
from kombu.exceptions import OperationalError as QueueError
from redis.exceptions import RedisError

SEND_MAILS = "foundation.tasks.send_mails"
log = logging.getLogger("dealportaal.job_queue")
OUT = (QueueError, RedisError, OSError)
WAIT_SECONDS = 2
REST_SECONDS = 10
_silent_at: float | None = None  # when this process last found the queue unresponsive


class _Silent(OSError):
    """The queue did not answer in time; a connection still being made ends by itself."""


def ring(task: Task, **ids: object) -> None:
    """Enqueues `task` after commit; the sweep picks the rows up when the queue is down.

    An unresponsive queue costs WAIT_SECONDS once, then nothing for REST_SECONDS. For a batch, ring once: its
    sweep.
    """
    transaction.on_commit(lambda: _enqueue(task.name, lambda: task.apply_async(kwargs=ids, retry=False)))


def ring_for_mails() -> None:
    """Wakes the mail worker, once for all mails of a transaction."""
    transaction.on_commit(lambda: _enqueue(SEND_MAILS, _ask_for_mails))


def _ask_for_mails() -> None:
    current_app.send_task(SEND_MAILS, expires=60, retry=False)


def _enqueue(name: str, put: Callable[[], object]) -> None:
    global _silent_at
    if _silent_at is not None and time.monotonic() - _silent_at < REST_SECONDS:
        return
    try:
        if settings.CELERY_EMBEDDED:
            put()
        else:
            _within(WAIT_SECONDS, put)
        _silent_at = None
    except OUT as error:
        if isinstance(error, _Silent):
            _silent_at = time.monotonic()
        log.warning("queue out of reach, %s waits for the sweep: %s", name, error)


def _within(seconds: float, put: Callable[[], object]) -> None:
    """Runs `put` with a time limit: the Redis client itself would try three times, for 2 seconds each."""
    faults: list[Exception] = []

    def work() -> None:
        try:
            put()
        except OUT as error:
            faults.append(error)

    thread = Thread(target=work, name="job_queue", daemon=True)
    thread.start()
    thread.join(seconds)
    if faults:
        raise faults[0]
    if thread.is_alive():
        raise _Silent(f"no answer within {seconds} seconds")
