"""An uploaded file between preview and storing: in the database, for one user and one page, for an hour at
most."""

import json
import zlib
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from deals.actions import held_progress
from deals.models import HeldFile
from rendering.reading.files import MAX_BYTES, is_light, read_file
from rendering.reading.grid import Limits, Tab, Unreadable

KEPT_FOR = timedelta(hours=1)
STORED_WITHIN = timedelta(days=1)
# Up to here the page computes the preview itself; larger files are work for the worker.
SMALL_ROWS, SMALL_CELLS = 600, 20_000
HEAVY = ("content", "tabs", "shown")


def hold(*, content, file_name, owner, place, now, limits=None):
    """Keeps a file, replacing the one before. A light file is read here; a heavy one waits for the worker."""
    limits = limits or Limits()
    held = HeldFile(owner=owner, place=place, file_name=file_name[:200], touched_at=now)
    held.limits = [limits.rows, limits.columns]
    if len(content) > MAX_BYTES or is_light(content):
        _read(held, content)
    else:
        held.content = content
        _wish(held, HeldFile.Wish.READ, now)
    try:
        _put(held)
    except IntegrityError:  # the same person's other page was just ahead: this one is later
        _put(held)
    return held


class BeingStored(Exception):
    """Storing this file was requested and is not done: it is neither discarded nor replaced."""


@transaction.atomic
def _put(held):
    throw_away(owner=held.owner, place=held.place)
    held.pk = None
    held.save(force_insert=True)


def _read(held, content):
    try:
        tabs = read_file(content, Limits(*held.limits))
    except Unreadable as unreadable:
        held.refused, tabs = unreadable.code, []
    held.content, held.tabs = b"", packed([tab.as_data() for tab in tabs])


def read_for_worker(held):
    """Reads a file that waits to be read, and stores its rows; the content is not needed any more.

    Returns whether the file is still there: somebody may have discarded or replaced it in the meantime.
    """
    if held.content:
        _read(held, bytes(held.content))
        return _keep(held, "content", "tabs", "refused")
    return True


def _keep(held, *names):
    return bool(HeldFile.objects.filter(pk=held.pk).update(**{name: getattr(held, name) for name in names}))


def packed(data):
    return zlib.compress(json.dumps(data, ensure_ascii=False, default=str).encode(), 1)


def unpacked(data):
    return json.loads(zlib.decompress(bytes(data))) if data else None


def find(*, owner, place):
    """The file, without its large columns; None when there is none."""
    return HeldFile.objects.defer(*HEAVY).filter(owner=owner, place=place).first()


def tabs_of(held):
    return [Tab.from_data(data) for data in unpacked(held.tabs) or ()]


def is_small(tabs):
    rows = [row for tab in tabs for row in tab.rows if row]
    return len(rows) <= SMALL_ROWS and sum(map(len, rows)) <= SMALL_CELLS


def choose(*, held, choices, now):
    """Stores other choices; the preview made with the earlier ones is dropped."""
    held.choices, held.touched_at, held.shown = choices, now, b""
    _keep(held, "choices", "touched_at", "shown")


def _wish(held, wish, now):
    held.wish, held.wished_at, held.begun_at = wish, now, None


def wish(*, held, what, now):
    """Asks the worker; returns whether this request was the first to ask, and so has to enqueue the task."""
    unasked = HeldFile.objects.filter(pk=held.pk, wish="", wished_at=held.wished_at)
    _wish(held, what, now)
    held.touched_at, held.outcome = now, {}
    asked = ("wish", "wished_at", "begun_at", "touched_at", "outcome")
    held_progress.forget(held.pk)
    return bool(unasked.update(**{name: getattr(held, name) for name in asked}))


def settle(*, held):
    """The worker's result was shown; the file gets a new preview."""
    held.outcome, held.shown = {}, b""
    _keep(held, "outcome", "shown")


def finish(*, held, shown=None, outcome=None):
    """Returns whether the work was still wanted: false for a file that was discarded, replaced, or finished
    by another worker.

    The result is kept as long as a new file: the worker may have been down for hours.
    """
    done = {"wish": "", "begun_at": None, "outcome": outcome or {}, "touched_at": timezone.now()}
    if shown is not None:
        done["shown"] = packed(shown)
    return bool(HeldFile.objects.filter(pk=held.pk, wished_at=held.wished_at).exclude(wish="").update(**done))


def discard(*, owner, place):
    """Deletes the file once it is done."""
    HeldFile.objects.filter(owner=owner, place=place).delete()


def give_up(*, held):
    """Discards a file that no worker has, even when storing was requested; not one that was finished or
    replaced in the meantime."""
    HeldFile.objects.filter(pk=held.pk, wished_at=held.wished_at).exclude(wish="").delete()


def throw_away(*, owner, place):
    """Discards the file unless it is waiting to be stored. Raises BeingStored."""
    HeldFile.objects.filter(owner=owner, place=place).exclude(wish=HeldFile.Wish.STORE).delete()
    if HeldFile.objects.filter(owner=owner, place=place).exists():
        raise BeingStored


def discard_old(*, now):
    """Removes abandoned files, because they hold answers or contact data.

    A file waiting to be stored stays for a day, for a worker that was down.
    """
    old = HeldFile.objects.filter(touched_at__lt=now - KEPT_FOR)
    old.exclude(wish=HeldFile.Wish.STORE, touched_at__gte=now - STORED_WITHIN).delete()
