"""What the worker of the mails does; it may safely run twice."""

from celery import shared_task
from django.utils import timezone

from foundation.actions.delivery import forget_old, send_due
from foundation.job_queue import ring_for_mails


@shared_task
def send_mails():
    if send_due(clock=timezone.now):
        ring_for_mails()


@shared_task
def forget_old_mails():
    forget_old(now=timezone.now())
