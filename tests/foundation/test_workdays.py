"""Feast days and weekends are known; 5 May too, in every year."""

from datetime import date

import pytest

from foundation.workdays import is_workday, workday_from, workday_until


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 11, 28),  # Saturday
        date(2026, 11, 29),  # Sunday
        date(2026, 1, 1),
        date(2026, 4, 3),  # Good Friday
        date(2026, 4, 6),  # Easter Monday
        date(2026, 4, 27),
        date(2025, 4, 26),  # King's Day, a day early: the 27th was a Sunday
        date(2026, 5, 5),  # no lustrum: offices of the government are closed all the same
        date(2025, 5, 5),
        date(2026, 5, 14),
        date(2026, 5, 25),
        date(2026, 12, 25),
        date(2028, 12, 26),  # Boxing Day, a Tuesday
    ],
)
def test_nobody_works(day):
    assert not is_workday(day)


@pytest.mark.parametrize(
    "day", [date(2026, 12, 24), date(2026, 5, 4), date(2026, 12, 31), date(2026, 11, 27)]
)
def test_people_work(day):
    assert is_workday(day) and workday_from(day) == day == workday_until(day)


def test_the_nearest_workday_on_either_side():
    """Christmas of 2026 falls on Friday and Saturday."""
    assert workday_until(date(2026, 12, 27)) == date(2026, 12, 24)
    assert workday_from(date(2026, 12, 25)) == date(2026, 12, 28)
    assert workday_from(date(2027, 1, 1)) == date(2027, 1, 4)
