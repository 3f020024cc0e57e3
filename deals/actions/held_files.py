"""An uploaded file between preview and storing: in the database, for one user and one page, for an hour at most."""

import json
import zlib
from datetime import timedelta

from django.db import transaction

from deals.models import HeldFile
from rendering.reading.files import MAX_BYTES, is_light, read_file
from rendering.reading.grid import Limits, Tab, Unreadable

KEPT_FOR = timedelta(hours=1)
RUNG_AGAIN_AFTER = timedelta(minutes=2)
# A worker that is there takes a file within seconds.
SILENT_AFTER, GIVEN_UP_AFTER = timedelta(seconds=30), timedelta(minutes=10)
SECONDS_TO_LOOK_AGAIN, SECONDS_WHEN_SILENT = 2, 10
# Up to here a page lays it beside what is stored on its way; more is work for the worker.
SMALL_ROWS, SMALL_CELLS = 600, 20_000
HEAVY = ("content", "tabs", "shown")


@transaction.atomic
def hold(*, content, file_name, owner, place, now, limits=None):
    """Keeps a file in the place of the one before. What is light is read here; what is not waits for the worker."""
    discard(owner=owner, place=place)
    limits = limits or Limits()
    held = HeldFile(owner=owner, place=place, file_name=file_name[:200], touched_at=now)
    held.limits = [limits.rows, limits.columns]
    if len(content) > MAX_BYTES or is_light(content):
        _read(held, content)
    else:
        held.content = content
        _wish(held, HeldFile.Wish.READ, now)
    held.save()
    return held


def _read(held, content):
    try:
        tabs = read_file(content, Limits(*held.limits))
    except Unreadable as unreadable:
        held.refused, tabs = unreadable.code, []
    held.content, held.tabs = b"", packed([tab.as_data() for tab in tabs])


def read_for_worker(held):
    """What waits to be read; the rows are stored, the file itself is not needed any more."""
    if held.content:
        _read(held, bytes(held.content))
        held.save(update_fields=["content", "tabs", "refused"])


def packed(data):
    return zlib.compress(json.dumps(data, ensure_ascii=False, default=str).encode(), 1)


def unpacked(data):
    return json.loads(zlib.decompress(bytes(data))) if data else None


def find(*, owner, place):
    """The file, without what is heavy; None when there is none."""
    return HeldFile.objects.defer(*HEAVY).filter(owner=owner, place=place).first()


def tabs_of(held):
    return [Tab.from_data(data) for data in unpacked(held.tabs) or ()]


def is_small(tabs):
    rows = [row for tab in tabs for row in tab.rows if row]
    return len(rows) <= SMALL_ROWS and sum(map(len, rows)) <= SMALL_CELLS


def choose(*, held, choices, now):
    """Another choice: what was found out with the one before no longer counts."""
    held.choices, held.touched_at, held.shown = choices, now, b""
    held.save(update_fields=["choices", "touched_at", "shown"])


def _wish(held, wish, now):
    held.wish, held.wished_at, held.begun_at = wish, now, None


def wish(*, held, what, now):
    """Asks the worker; whether it was this request that asked, which then rings the bell. A second one asks nothing."""
    unasked = HeldFile.objects.filter(pk=held.pk, wish="", wished_at=held.wished_at)
    _wish(held, what, now)
    held.touched_at, held.outcome = now, {}
    asked = ("wish", "wished_at", "begun_at", "touched_at", "outcome")
    return bool(unasked.update(**{name: getattr(held, name) for name in asked}))


def waiting(held, *, now):
    """What a page says of a file that the worker has to do, and after how many seconds it asks `again`, None for no more.

    `stage` is "busy" while a worker has it, "silent" when none took it or it fell away, else "waiting".
    """
    if held is None or not held.wish:
        return None
    since = now - held.wished_at
    if held.begun_at is not None:
        stage = "silent" if now - held.begun_at > RUNG_AGAIN_AFTER else "busy"
    else:
        stage = "silent" if since > SILENT_AFTER else "waiting"
    again = SECONDS_WHEN_SILENT if stage == "silent" else SECONDS_TO_LOOK_AGAIN
    return {
        "stage": stage,
        "stores": held.wish == HeldFile.Wish.STORE,
        "seconds": int(since.total_seconds()),
        "again": None if since > GIVEN_UP_AFTER else again,
    }


def begin(*, held_id, now):
    """The file, for the one worker that takes it; None when another has it or nobody waits any more."""
    long_ago = now - RUNG_AGAIN_AFTER
    waiting = HeldFile.objects.filter(pk=held_id).exclude(wish="").exclude(begun_at__gt=long_ago)
    return HeldFile.objects.get(pk=held_id) if waiting.update(begun_at=now) else None


def settle(*, held):
    """What the worker said was told; the file is looked at anew."""
    held.outcome, held.shown = {}, b""
    held.save(update_fields=["outcome", "shown"])


def finish(*, held, shown=None, outcome=None):
    """Nothing is stored of a file that was thrown away or replaced meanwhile, or that another worker finished."""
    done = {"wish": "", "begun_at": None, "outcome": outcome or {}}
    if shown is not None:
        done["shown"] = packed(shown)
    HeldFile.objects.filter(pk=held.pk, wished_at=held.wished_at).exclude(wish="").update(**done)


def forgotten(*, now):
    """Ids of those whose bell was not heard, or whose worker fell away."""
    waiting = HeldFile.objects.exclude(wish="").filter(wished_at__lt=now - RUNG_AGAIN_AFTER)
    return list(waiting.exclude(begun_at__gt=now - RUNG_AGAIN_AFTER).values_list("pk", flat=True))


def discard(*, owner, place):
    HeldFile.objects.filter(owner=owner, place=place).delete()


def discard_old(*, now):
    """Removes what was left behind: it holds answers or contacts of people."""
    HeldFile.objects.filter(touched_at__lt=now - KEPT_FOR).delete()
