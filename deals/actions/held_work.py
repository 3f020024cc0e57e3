"""The worker's part for a file too large for a page: reads it, previews what storing would do, and stores
it."""

from django.db import transaction
from django.utils import timezone

from deals.actions import held_files, held_turn
from deals.actions.held_progress import OPENS, Progress
from deals.actions.sheet_page import page_of
from deals.actions.sheets import ImportRefused, import_file, look_at
from deals.models import Deal, HeldFile

LISTS = "lists-"


def place_of(deal):
    return f"{LISTS}{deal.pk}"


def work(*, held_id, now):
    """Idempotent: leaves a file alone that another worker has or nobody waits for."""
    held = held_turn.begin(held_id=held_id, now=now)
    if held is None:
        return
    progress = Progress(held.pk)
    progress.begin(OPENS)
    if not held_files.read_for_worker(held):
        return
    deal = _deal(held)
    if deal is None or held.refused:
        held_files.finish(held=held)
    elif held.wish == HeldFile.Wish.STORE:
        _store(held, deal, progress)
    else:
        look = _look(held, deal, progress)
        held_files.finish(held=held, shown=page_of(look, day=timezone.localdate(now)))


def _deal(held):
    """None for a file of another page, which only needs reading."""
    if not held.place.startswith(LISTS):
        return None
    return Deal.objects.filter(pk=held.place.removeprefix(LISTS)).first()


def _look(held, deal, progress):
    day = timezone.localdate()
    tabs = held_files.tabs_of(held)
    return look_at(deal=deal, tabs=tabs, day=day, by=held.owner, choices=held.choices, progress=progress)


@transaction.atomic
def _store(held, deal, progress):
    """Stores the rows together with the result: a killed worker leaves neither, and the next one does
    both. Nothing is stored for a file that was discarded in the meantime."""
    if not held_files.finish(held=held, outcome=_stored(held, deal, progress)):
        transaction.set_rollback(True)


def _stored(held, deal, progress):
    try:
        done, told = import_file(
            deal=deal,
            tabs=held_files.tabs_of(held),
            file_name=held.file_name,
            by=held.owner,
            day=timezone.localdate(),
            fingerprint=held.choices.get("fingerprint", ""),
            choices=held.choices,
            progress=progress,
        )
    except ImportRefused:
        return {"refused": True}
    return {"new": done.new_count, "changed": done.changed_count, "told": told}
