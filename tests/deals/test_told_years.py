"""On every side of New Year, 1 April and 1 November."""

from datetime import date

import pytest

from deals.told_years import asked_year, open_years, told_year


@pytest.mark.parametrize(
    ("day", "told", "asked"),
    [
        (date(2026, 10, 31), 2026, None),
        (date(2026, 11, 1), 2026, 2026),
        (date(2026, 12, 31), 2026, 2026),
        (date(2027, 1, 1), 2026, 2026),
        (date(2027, 3, 31), 2026, 2026),
        (date(2027, 4, 1), 2027, None),
    ],
)
def test_the_year_that_is_told_and_asked(day, told, asked):
    assert (told_year(day), asked_year(day)) == (told, asked)


def test_the_year_that_is_told_comes_first_and_the_other_stays_open():
    assert open_years(date(2027, 1, 1)) == (2026, 2027)
    assert open_years(date(2027, 4, 1)) == (2027, 2026)
