"""What the worker does for deals; every task may safely run twice."""

from celery import shared_task
from django.utils import timezone

from deals.actions import removing


@shared_task
def discard_removed():
    removing.discard_removed(now=timezone.now())
