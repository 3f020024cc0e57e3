"""When something of a deal asks for attention (docs/rules.md 8)."""

from collections.abc import Iterable
from datetime import date

OFTEN = 2


def times_moved(days: Iterable[date]) -> int:
    """On how many days a date was moved: who changes it twice on one day corrects it. That is a choice of ours.

    >>> times_moved([date(2026, 3, 1), date(2026, 3, 1), date(2026, 5, 2)])
    2
    """
    return len(set(days))


def is_moved_often(days: Iterable[date]) -> bool:
    """A milestone that was moved twice [docs/rules.md 8]."""
    return times_moved(days) >= OFTEN
