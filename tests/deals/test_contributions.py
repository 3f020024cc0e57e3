"""Worked examples of what is asked of a partner, with the amounts of [G35]."""

from decimal import Decimal

import pytest

from deals.contributions import Rule, rule_for

MINISTRY = Rule(1, "ministerie", "", Decimal(75_000))
MUNICIPALITY = Rule(2, "gemeente", "", Decimal(15_000))
G4 = Rule(3, "gemeente", "G4", Decimal(40_000))
G40 = Rule(4, "", "G40", Decimal(25_000))
K80 = Rule(5, "", "K80", Decimal(10_000))
ALL = [MINISTRY, MUNICIPALITY, G4, G40, K80]


@pytest.mark.parametrize(
    ("type_", "networks", "expected"),
    [
        ("ministerie", "", MINISTRY),
        ("gemeente", "", MUNICIPALITY),
        ("gemeente", "M50", MUNICIPALITY),  # nothing is said of that network
        ("gemeente", "G4", G4),
        ("gemeente", "G40", G40),  # a network goes before a type
        ("gemeente", "G4 G40", G4),  # a type in a network goes before a network
        ("gemeente", "G40 K80", K80),  # as specific: the lowest
        ("provincie", "", None),
        ("provincie", "G4", None),  # that one is for municipalities
        ("provincie", "G40", G40),
    ],
)
def test_the_most_specific_amount_counts(type_, networks, expected):
    for rules in (ALL, ALL[::-1]):
        assert rule_for(type_, frozenset(networks.split()), rules) == expected


def test_of_the_same_amount_the_first_one_counts():
    later = Rule(9, "", "K80", G40.eur_per_year)
    assert rule_for("gemeente", frozenset({"G40", "K80"}), [later, G40]) == G40


def test_without_amounts_nothing_is_asked():
    assert rule_for("gemeente", frozenset(), []) is None
