"""Whose figures somebody has seen decides what over deals that person is shown (docs/rules.md 5.4)."""

from itertools import combinations

import pytest

from impacttool.audience import Contributions, compared
from impacttool.disclosure import Thresholds

LIMITS = Thresholds()
SIX = frozenset(range(1, 7))


def behind(means=SIX, ranges=SIX, **phases):
    return Contributions(
        LIMITS, {1: frozenset(means)}, {1: frozenset(ranges)}, {k: frozenset(v) for k, v in phases.items()}
    )


@pytest.mark.parametrize(
    ("deals", "seen", "is_shown"),
    [
        (3, 0, True),
        (3, 1, False),  # the own deal leaves two, each of which knows itself
        (3, 2, False),  # the third follows exactly
        (3, 3, True),
        (6, 3, True),
        (6, 4, False),
    ],
)
def test_what_is_not_seen_is_none_or_three(deals, seen, is_shown):
    shown = compared(behind(range(deals), range(deals)), 1, [frozenset(range(seen))])
    assert (shown.mean, shown.range) == (is_shown, is_shown)


def test_the_range_asks_it_of_its_own_deals():
    shown = compared(behind(ranges=[1, 2, 3, 4]), 1, [frozenset({1, 2})])
    assert (shown.mean, shown.range) == (True, False)


def test_without_the_mean_there_is_no_range():
    shown = compared(behind(means=[1, 2, 3], ranges=[4, 5, 6]), 1, [frozenset({1, 2})])
    assert (shown.mean, shown.range) == (False, False)


def test_several_readers_get_what_the_one_who_has_seen_most_may_have():
    assert compared(behind(), 1, [frozenset(), SIX]).mean
    assert not compared(behind(), 1, [frozenset(), frozenset({1, 2, 3, 4}), SIX]).mean


def test_a_phase_by_itself_and_what_all_phases_leave_over():
    of_nine = {"means": range(1, 10), "ranges": range(1, 10)}
    made = behind(**of_nine, uitvoering=[1, 2, 3, 4], afronding=[5, 6, 7], idee=[8, 9])
    assert compared(made, 1, [frozenset()]).phases == {"uitvoering"}  # both would leave 8 and 9 over
    assert compared(made, 1, [frozenset({8, 9})]).phases == {"uitvoering", "afronding", "idee"}
    assert compared(made, 1, [frozenset({5})]).phases == {"uitvoering"}  # 6 and 7 are left of afronding


def test_no_subset_of_shown_phases_leaves_one_or_two():
    deals = range(1, 12)
    phases = {"a": [1, 2, 3, 4], "b": [5, 6, 7], "c": [8, 9, 10], "d": [11]}
    made = behind(means=deals, ranges=deals, **phases)
    for number in range(6):
        for seen in map(frozenset, combinations(deals, number)):
            shown = compared(made, 1, [seen])
            for some in range(len(shown.phases) + 1):
                for chosen in combinations(shown.phases, some):
                    left = set(deals) - seen - {deal for phase in chosen for deal in phases[phase]}
                    assert len(left) not in (1, 2)
