"""Sums over deals: how many answered, how many deals stand behind a mean of all (docs/rules.md 5.13)."""

import pytest

from impacttool.disclosure import Thresholds, publishable_sum

LIMITS = Thresholds()


@pytest.mark.parametrize(
    ("counts", "public", "shown"),
    [
        ({"a": 5, "b": 6, "c": 7}, "", 18),  # three that are not public
        ({"a": 5, "b": 6, "c": 7}, "abc", 18),
        ({"a": 5, "b": 6, "c": 7}, "ab", None),  # 18 less 11 is c
        ({"a": 5, "b": 6, "c": 7}, "a", None),  # b and c, each of which knows itself
        ({"a": 5, "b": 6, "c": 7, "d": 8}, "a", 26),
        ({"a": 5, "b": 6}, "", None),
        ({}, "", None),
    ],
)
def test_a_sum_over_deals_leaves_none_or_three_that_are_not_public(counts, public, shown):
    assert publishable_sum(counts, set(public), LIMITS) == shown


def test_a_sum_over_deals_follows_a_stricter_round():
    counts = dict.fromkeys("abcd", 5)
    assert publishable_sum(counts, set(), Thresholds(deals=5)) is None
    assert publishable_sum(counts, {"a"}, Thresholds(deals=4)) is None
