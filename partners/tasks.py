"""Cleans up the logs; idempotent."""

from celery import shared_task
from django.utils import timezone

from partners.api_log import forget_calls
from partners.audit import forget_addresses


@shared_task
def forget_visitors():
    forget_calls(day=timezone.localdate())
    forget_addresses(now=timezone.now())
