"""Which worker handles a waiting file, and what the page says while it waits."""

from datetime import timedelta

from django.db.models import Q

from deals.actions import held_progress
from deals.actions.held_progress import LOST_AFTER
from deals.models import HeldFile

# A running worker takes a file within seconds.
SILENT_AFTER, GIVEN_UP_AFTER = timedelta(seconds=30), timedelta(minutes=10)
SECONDS_TO_LOOK_AGAIN, SECONDS_WHEN_SILENT = 2, 10


def waiting(held, *, now):
    """The state of a file that waits for the worker; `again`: seconds until the page asks again, None to stop
    asking.

    `stage` is "busy" while a worker has it, "silent" when none took it or its worker died, else "waiting".
    """
    if held is None or not held.wish:
        return None
    since = now - held.wished_at
    said = held_progress.of(held.pk) if held.begun_at is not None else None
    if held.begun_at is not None:
        stage = "silent" if now - _last_sign(held.begun_at, said) > LOST_AFTER else "busy"
    else:
        stage = "silent" if since > SILENT_AFTER else "waiting"
    again = SECONDS_WHEN_SILENT if stage == "silent" else SECONDS_TO_LOOK_AGAIN
    return {
        "stage": stage,
        "stores": held.wish == HeldFile.Wish.STORE,
        "seconds": int(since.total_seconds()),
        "again": None if since > GIVEN_UP_AFTER else again,
        "far": held_progress.progress_in_words(said) if stage == "busy" else "",
        "done": said["done"] if said else 0,
        "total": said["total"] if said else 0,
    }


def _last_sign(begun_at, said):
    return max(begun_at, said["at"]) if said else begun_at


def _lives(held_id, now):
    said = held_progress.of(held_id)
    return said is not None and now - said["at"] <= LOST_AFTER


def begin(*, held_id, now):
    """Claims the file for one worker; None when another has it or nobody is waiting any more."""
    waiting = HeldFile.objects.filter(pk=held_id).exclude(wish="")
    taken = waiting.exclude(begun_at__gt=now - LOST_AFTER)
    if _is_begun(waiting) and _lives(held_id, now):
        return None
    return HeldFile.objects.filter(pk=held_id).first() if taken.update(begun_at=now) else None


def _is_begun(files):
    return files.filter(begun_at__isnull=False).exists()


def forgotten(*, now):
    """Ids of files whose task was lost, or whose worker died."""
    unheard = Q(begun_at=None, wished_at__lt=now - SILENT_AFTER)
    lost = Q(begun_at__lt=now - LOST_AFTER)
    return list(HeldFile.objects.exclude(wish="").filter(unheard | lost).values_list("pk", flat=True))
