"""The Celery application. Work is a row in the database; a task only says that there is some."""

import os

from celery import Celery, signals
from django.conf import settings
from django.db import close_old_connections

from dealportaal import cpu_affinity, queue_folder, queue_redis
from foundation import hard_limit

queue_folder.use()
queue_redis.use()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dealportaal.settings")
app = Celery("dealportaal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# Celery would open a new connection for every task, which doubles its time on PostgreSQL. Connections are handled as
# between two requests instead: kept for CONN_MAX_AGE, checked before use, closed after an error.
app.conf.CELERY_DB_REUSE_MAX = 1000


@signals.task_prerun.connect
@signals.task_postrun.connect
def tidy_connections(sender=None, **_signal):
    if not sender.request.is_eager:  # run in place, within the caller's transaction
        close_old_connections()


@signals.task_prerun.connect
def begin_the_time(sender=None, **_signal):
    if not sender.request.is_eager:
        hard_limit.start(app.conf.task_time_limit, getattr(sender, "silent_seconds", None))


@signals.task_postrun.connect
def end_the_time(sender=None, **_signal):
    if not sender.request.is_eager:
        hard_limit.stop()


@signals.worker_process_init.connect
def work_on_one_core(**_signal):
    if settings.WORKER_OWN_CORES:
        cpu_affinity.take(settings.DATA_DIR / "cores")
