"""What the worker does for the programme; every task may safely run twice."""

from celery import shared_task
from django.utils import timezone

from programme.actions import partner_mails


@shared_task
def forget_report_keys():
    partner_mails.forget_keys(now=timezone.now())
