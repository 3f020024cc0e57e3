"""The room's Celery tasks: ids in, one action; all idempotent."""

from celery import shared_task
from django.utils import timezone

from reports.actions import partner_mails


@shared_task
def forget_report_keys():
    partner_mails.forget_keys(now=timezone.now())
