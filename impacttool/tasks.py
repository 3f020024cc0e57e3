"""Tasks for rounds: one action each; idempotent."""

from celery import shared_task
from django.utils import timezone

from foundation.clock import database_now
from impacttool.actions import closing, messages


@shared_task
def close_due_rounds():
    closing.close_due_rounds(now=database_now())


@shared_task
def send_due_reminders():
    messages.plan_reminders(now=timezone.now())
