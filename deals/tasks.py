"""Tasks for deals; idempotent."""

from celery import shared_task
from django.utils import timezone

from deals.actions import digests, held_files, held_turn, held_work, removing, sheet_undo
from deals.actions.held_progress import SILENT_SECONDS
from foundation.job_queue import ring
from foundation.submission import forget_sent


@shared_task
def discard_removed():
    removing.discard_removed(now=timezone.now())
    sheet_undo.forget_old_imports(now=timezone.now())
    forget_sent(now=timezone.now())


@shared_task
def discard_held_files():
    held_files.discard_old(now=timezone.now())


@shared_task
def sweep_held_files():
    for held_id in held_turn.forgotten(now=timezone.now()):
        ring(prepare_held_file, held_id=held_id)


@shared_task(silent_seconds=SILENT_SECONDS)
def prepare_held_file(*, held_id):
    """Reads a file too large for a page, and previews or stores the lists of a deal."""
    held_work.work(held_id=held_id, now=timezone.now())


@shared_task
def sweep_digests():
    digests.plan_digests(now=timezone.now())
