"""Days as precisely as people plan them."""

from datetime import date

import pytest

from deals.rough import MONTHS, RoughDay, day_in_words, last_day, month_number, rough_day
from deals.sheet.cells import read
from deals.sheet.tables import MILESTONES


@pytest.mark.parametrize(
    ("text", "on", "precision"),
    [
        ("apr 2026", date(2026, 4, 30), "maand"),
        ("Febr. 2028", date(2028, 2, 29), "maand"),
        ("04-2026", date(2026, 4, 30), "maand"),
        ("Q2 2026", date(2026, 6, 30), "kwartaal"),
        ("2026-Q3", date(2026, 9, 30), "kwartaal"),
        ("4e kwartaal 2026", date(2026, 12, 31), "kwartaal"),
        ("eind 2028", date(2028, 12, 31), "kwartaal"),
        ("tweede helft 2027", date(2027, 12, 31), "halfjaar"),
        ("H1 2027", date(2027, 6, 30), "halfjaar"),
        ("2027", date(2027, 12, 31), "jaar"),
    ],
)
def test_what_is_rougher_than_a_day_is_its_last_day(text, on, precision):
    assert rough_day(text) == RoughDay(on, precision)


@pytest.mark.parametrize("text", ["1-4-2026", "13-2026", "Q5 2026", "3e helft 2027", "foo 2026", "", "0000"])
def test_what_is_no_rough_day(text):
    assert rough_day(text) is None


def test_every_month_is_known_by_its_name_and_its_short_forms():
    for number, names in enumerate(MONTHS, 1):
        for name in names:
            assert month_number(name) == number
            for written in (f"1-{name}-2027", f"1 {name}. 2027", f"01 {name.upper()} 2027"):
                found = read(MILESTONES.column("planned_on"), written, {})
                assert (found.on, found.precision) == (date(2027, number, 1), "dag")


@pytest.mark.parametrize(
    ("precision", "on", "words"),
    [
        ("dag", date(2026, 5, 10), "10 mei 2026"),
        ("maand", date(2026, 5, 31), "mei 2026"),
        ("kwartaal", date(2026, 6, 30), "2e kwartaal 2026"),
        ("halfjaar", date(2026, 6, 30), "eerste helft van 2026"),
        ("jaar", date(2026, 12, 31), "2026"),
    ],
)
def test_a_rough_day_in_words(precision, on, words):
    assert last_day(date(2026, 5, 10), precision) == on
    assert day_in_words(on, precision) == words
