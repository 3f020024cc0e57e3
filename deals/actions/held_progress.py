"""The worker's progress with a file, and its sign of life, reported at most once a second.

Kept in the shared cache: what is stored in the database becomes visible only on commit.
"""

from datetime import timedelta
from time import monotonic

from django.core.cache import cache
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation import hard_limit

# A worker that is silent this long is ended; only then may another take the file.
SILENT_SECONDS = 40
LOST_AFTER = timedelta(seconds=SILENT_SECONDS + 10)
TOLD_EVERY_SECONDS, KEPT_SECONDS = 1, 600
OPENS, LOOKS, STORES = "opens", "looks", "stores"


class Unseen:
    """Progress that nobody follows."""

    def begin(self, stage, total=0):
        """Starts a stage of so many rows."""

    def step(self, number=1):
        """So many more rows are done."""


class Progress(Unseen):
    def __init__(self, held_id):
        self.key, self.told_at = _key(held_id), 0.0

    def begin(self, stage, total=0):
        self.stage, self.total, self.done = stage, total, 0
        self._tell()

    def step(self, number=1):
        self.done += number
        if monotonic() - self.told_at >= TOLD_EVERY_SECONDS:
            self._tell()

    def _tell(self):
        self.told_at = monotonic()
        said = {"stage": self.stage, "done": self.done, "total": self.total, "at": timezone.now()}
        cache.set(self.key, said, KEPT_SECONDS)
        hard_limit.sign_of_life()


def _key(held_id):
    return f"held-file-{held_id}"


def of(held_id):
    """The last report, or None."""
    return cache.get(_key(held_id))


def forget(held_id):
    cache.delete(_key(held_id))


def progress_in_words(said):
    """ "1.200 van 5.000 rijen bekeken", or nothing when unknown."""
    if not said or not said["total"]:
        return ""
    done, total = (number_format(said[name], 0, force_grouping=True) for name in ("done", "total"))
    if said["stage"] == STORES:
        rows = ngettext(
            "%(done)s van %(total)s rij klaargezet", "%(done)s van %(total)s rijen klaargezet", said["total"]
        )
        return f"{rows % {'done': done, 'total': total}}; {_('alles wordt in één keer bewaard')}"
    rows = ngettext(
        "%(done)s van %(total)s rij bekeken", "%(done)s van %(total)s rijen bekeken", said["total"]
    )
    return rows % {"done": done, "total": total}
