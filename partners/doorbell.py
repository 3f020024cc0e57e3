"""Rings the worker after the work to be done was stored. The row is the truth: a queue that is out loses nothing."""

import logging

from django.db import transaction
from kombu.exceptions import OperationalError as QueueError
from redis.exceptions import RedisError

log = logging.getLogger("dealportaal.doorbell")


def ring(task, **ids):
    """Enqueues `task` once the transaction is stored; the sweep picks the rows up when the queue is out.

    Costs at most a few seconds when the queue is silent, so ring once for a batch: ring its sweep.
    """
    transaction.on_commit(lambda: _enqueue(task, ids))


def _enqueue(task, ids):
    try:
        task.apply_async(kwargs=ids, retry=False)
    except (QueueError, RedisError, OSError) as error:
        log.warning("queue out of reach, %s waits for the sweep: %s", task.name, error)
