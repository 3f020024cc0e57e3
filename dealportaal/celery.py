"""The Celery application. Work to be done is a row in the database; a task only says that there is some."""

import os

from celery import Celery

from dealportaal import queue_folder

queue_folder.use()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dealportaal.settings")
app = Celery("dealportaal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
