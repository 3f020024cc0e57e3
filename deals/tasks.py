"""What the worker does for deals; every task may safely run twice."""

from celery import shared_task
from django.utils import timezone

from deals.actions import removing, sheet_undo


@shared_task
def discard_removed():
    removing.discard_removed(now=timezone.now())
    sheet_undo.forget_old_imports(now=timezone.now())
