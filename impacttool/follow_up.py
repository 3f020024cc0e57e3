"""Which deals are asked again after their end (nameting), and when: 1, 2 and 3 years after it [001:124].

Counted in calendar years, so that an end of which only the year is known counts as one known to the day (choice).
"""

from datetime import date

YEARS_AFTER = (1, 3)
NEVER_ENDED = frozenset({"idee", "verkenning", "kwartiermaken", "niet_doorgegaan"})
HAS_ENDED = frozenset({"nawerking", "afgerond"})


def years_after(ends_on: date | None, phase: str, year: int) -> int | None:
    """How many years after its end a round of `year` finds a deal; None when it is not asked then.

    `ends_on`: the end as it stands now, so after every extension. A deal that never ran has no end.
    """
    if ends_on is None or phase in NEVER_ENDED:
        return None
    years = year - ends_on.year
    first, last = YEARS_AFTER
    return years if first <= years <= last else None


def is_proposed(phase: str) -> bool:
    """Ticked beforehand: the deal says itself that it has ended. Of others the end may have moved unnoticed."""
    return phase in HAS_ENDED


def years_after_in_words(years: int) -> str:
    return f"{years} jaar na afloop"


def title(years: int) -> str:
    return f"Nameting, {years_after_in_words(years)}"
