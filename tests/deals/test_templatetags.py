"""How the things of a deal are written."""

from datetime import date

import pytest

from deals.models import Deal
from deals.templatetags import deals as tags


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        (2021, 2025, "2021–2025"),
        (2021, 2021, "2021"),
        (2021, None, "vanaf 2021"),
        (None, 2025, "tot 2025"),
        (None, None, "looptijd nog niet bekend"),
    ],
)
def test_the_term(start, end, shown):
    deal = Deal(starts_on=start and date(start, 1, 1), ends_on=end and date(end, 1, 1))
    assert tags.term(deal) == shown


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        (2021, 2025, "2021–2025"),
        (None, 2025, "2022–2025"),
        (2021, None, "vanaf 2021"),
        (None, None, "ondertekend 2022, einde niet bekend"),
    ],
)
def test_the_term_begins_at_the_first_signing_where_no_begin_is_known(start, end, shown):
    deal = Deal(starts_on=start and date(start, 1, 1), ends_on=end and date(end, 1, 1))
    deal.first_signed_on = date(2022, 6, 27)
    assert tags.term(deal) == shown


def test_no_partners_are_partners_not_known():
    assert [tags.partners(number) for number in (0, 1, 31)] == [
        "partners nog niet bekend",
        "1 partner",
        "31 partners",
    ]


def test_dots_years_and_states():
    assert "".join(map(tags.dot, ["ja", "nee", "onbekend"])) == "●○–"
    assert tags.year(2026) == "2026"
    assert [tags.variant(state) for state in ("zoals", "minder")] == ["ok", "neutral"]
