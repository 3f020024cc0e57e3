from dataclasses import replace
from datetime import date

import pytest

from deals.attention import Partner, State, is_moved_often, is_past_half, points_of, times_moved

MARCH, MAY, JUNE = date(2026, 3, 1), date(2026, 5, 2), date(2026, 6, 3)


@pytest.mark.parametrize(
    ("days", "times", "often"),
    [
        ([], 0, False),
        ([MARCH], 1, False),
        ([MARCH, MARCH], 1, False),  # planned and expected in one go, or a correction
        ([MARCH, MAY], 2, True),
        ([MARCH, MARCH, MAY, JUNE], 3, True),
    ],
)
def test_a_date_that_is_moved_on_two_days_asks_for_attention(days, times, often):
    assert times_moved(days) == times
    assert is_moved_often(days) is often


START, HALF, END = date(2024, 1, 1), date(2025, 1, 1), date(2026, 1, 2)  # 732 days: half is 1 January 2025
TOWN = Partner(1, "Gemeente A", "gemeente")
MINISTRY = Partner(2, "EZ", "ministerie")
DAY = date(2025, 2, 1)


def state(**fields):
    given = {"phase": "uitvoering", "partners": (TOWN, MINISTRY), "has_anchoring": True}
    return State(**given | fields)


def codes(day=DAY, **fields):
    return [one.code for one in points_of(state(**fields), day)]


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "day", "past"),
    [
        (START, END, HALF, False),
        (START, END, date(2025, 1, 2), True),
        (None, END, END, False),
        (None, END, date(2026, 1, 3), True),
        (START, None, END, False),
    ],
)
def test_half_of_the_term(starts_on, ends_on, day, past):
    assert is_past_half(starts_on, ends_on, day) is past
    found = codes(day, starts_on=starts_on, ends_on=ends_on, has_anchoring=False)
    assert found == (["borging"] if past else [])
    assert codes(day, starts_on=starts_on, ends_on=ends_on) == []


@pytest.mark.parametrize(
    ("phase", "asks"),
    [("uitvoering", True), ("afronding", True), ("kwartiermaken", False), ("nawerking", False), ("", False)],
)
def test_in_which_phase_borging_is_asked(phase, asks):
    found = codes(phase=phase, starts_on=START, ends_on=END, has_anchoring=False)
    assert found == (["borging"] if asks else [])


@pytest.mark.parametrize(
    ("partners", "found"),
    [
        ((TOWN, MINISTRY), []),
        ((TOWN,), ["zonder-ministerie"]),
        ((MINISTRY,), ["zonder-gemeente"]),
        ((), []),  # who takes part is not known
        ((TOWN, replace(MINISTRY, has_left=True)), ["zonder-ministerie"]),
        ((replace(TOWN, has_left=True),), []),
        ((Partner(3, "Bank", "marktpartij"),), ["zonder-ministerie", "zonder-gemeente"]),
    ],
)
def test_no_ministry_or_no_municipality_left(partners, found):
    assert codes(partners=partners) == found


def test_who_left_is_named_and_another_that_leaves_is_another_fact():
    gone = replace(MINISTRY, has_left=True)
    (one,) = points_of(state(partners=(TOWN, gone)), DAY)
    assert one.why == "Er doet geen ministerie (meer) mee. Vertrokken: EZ."
    (two,) = points_of(state(partners=(TOWN, gone, Partner(4, "BZK", "ministerie", has_left=True))), DAY)
    assert one.fingerprint != two.fingerprint


def test_partners_without_a_contact_are_named_up_to_three():
    many = tuple(Partner(key, f"Partner {key}", "koepel", has_contact=False) for key in range(5, 10))
    (one,) = points_of(state(partners=(TOWN, MINISTRY, *many)), DAY)
    assert one.why == "Geen contactpersoon van nu bij Partner 5, Partner 6, Partner 7 en 2 andere."
    (fewer,) = points_of(state(partners=(TOWN, MINISTRY, *many[1:])), DAY)
    assert one.fingerprint != fewer.fingerprint
    left = tuple(replace(each, has_left=True) for each in many)
    assert codes(partners=(TOWN, MINISTRY, *left)) == []


@pytest.mark.parametrize(
    ("on", "asks"),
    [(DAY, True), (date(2025, 8, 3), True), (date(2025, 8, 4), False), (date(2025, 1, 31), False)],
)
def test_an_election_within_183_days(on, asks):
    assert codes(elections=((7, "Raadsverkiezingen", on),)) == (["verkiezing-7"] if asks else [])


def test_a_role_of_one_person_and_somebody_else_is_another_fact():
    assert codes(roles=(("dealmaker", (1,)), ("projectleider", (2, 3)))) == ["rol-dealmaker"]
    (one,) = points_of(state(roles=(("dealmaker", (1,)),)), DAY)
    (other,) = points_of(state(roles=(("dealmaker", (2,)),)), DAY)
    assert one.fingerprint != other.fingerprint and one.kind == "rol"


@pytest.mark.parametrize(
    ("phase", "asks"), [("", True), ("idee", True), ("nawerking", False), ("afgerond", False)]
)
def test_contacts_are_asked_until_the_deal_is_over(phase, asks):
    partner = Partner(5, "Bank", "marktpartij", has_contact=False)
    assert codes(phase=phase, partners=(partner,)) == (["contact"] if asks else [])
