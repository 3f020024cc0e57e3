"""The year whose agreements are confirmed, and when the portal asks for it.

A year is asked about from November on, when most of it is known, and can be confirmed until 1 April of the
next: in January one looks back on the year that ended, not on the one that just began (choice).
"""

from datetime import date

FROM_MONTH, UNTIL_MONTH = 11, 4


def told_year(day: date) -> int:
    """The year that pages report on: until 1 April the previous one."""
    return day.year - 1 if day.month < UNTIL_MONTH else day.year


def is_asked(day: date) -> bool:
    return day.month < UNTIL_MONTH or day.month >= FROM_MONTH


def asked_year(day: date) -> int | None:
    """The year that is asked about on this day; None from April to October."""
    return told_year(day) if is_asked(day) else None


def open_years(day: date) -> tuple[int, int]:
    """The years that can still be confirmed or corrected; the one that pages report on first."""
    years = (day.year, day.year - 1)
    return years if told_year(day) == day.year else years[::-1]
