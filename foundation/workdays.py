"""Working days of Dutch government: no weekends or public holidays.

Statutory holidays and Good Friday, and 5 May every year: shops close on it once in five years, government
offices always (choice).
"""

from datetime import date, timedelta
from functools import lru_cache

import holidays

ONE_DAY = timedelta(days=1)
SATURDAY = 5


@lru_cache(maxsize=64)
def _feast_days(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("NL", years=year, categories=("public", "optional")))


def is_workday(day: date) -> bool:
    return day.weekday() < SATURDAY and day not in _feast_days(day.year)


def workday_from(day: date) -> date:
    """This day, or the first workday after it."""
    while not is_workday(day):
        day += ONE_DAY
    return day


def workday_until(day: date) -> date:
    """This day, or the last workday before it."""
    while not is_workday(day):
        day -= ONE_DAY
    return day
