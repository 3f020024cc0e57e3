"""Rings the worker that sends mails. The row is the truth: a queue that is out loses nothing."""

import logging

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError as QueueError
from redis.exceptions import RedisError

log = logging.getLogger("dealportaal.doorbell")
SEND_MAILS = "foundation.tasks.send_mails"


def ring_for_mails():
    """Once the transaction is stored, and once for all the mails in it."""
    transaction.on_commit(_enqueue)


def _enqueue():
    try:
        current_app.send_task(SEND_MAILS, expires=60, retry=False)
    except (QueueError, RedisError, OSError) as error:
        log.warning("queue out of reach, the mails wait for the sweep: %s", error)
