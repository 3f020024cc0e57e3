"""Everyone a partner, nobody twice, and no better plan possible."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.pairing import Guest, TableTalk, plan, talks, worth

TOPICS = st.frozensets(st.integers(1, 3), max_size=2)


def guests_of(most, least=0):
    kinds = st.lists(st.tuples(TOPICS, TOPICS), min_size=least, max_size=most)
    return kinds.map(
        lambda rows: [
            Guest(f"deal-{place:02}", asks, knows - asks) for place, (asks, knows) in enumerate(rows)
        ]
    )


def named(made):
    return [[table.guests for table in tables] for tables in made]


def asks(key, *topics):
    return Guest(key, asks=frozenset(topics))


def knows(key, *topics):
    return Guest(key, knows=frozenset(topics))


def test_who_asks_sits_with_who_has_experience_on_the_same_indicator():
    made = plan([asks("a", 1), asks("b", 2), knows("c", 2), knows("d", 1)], 1)
    assert named(made) == [[("a", "d"), ("b", "c")]]
    assert made[0][0].talks == (TableTalk(1, ("a",), ("d",)),)


def test_the_best_pair_gives_way_where_all_together_gain():
    # a and b help each other (4); but then c and d have nothing to say. Apart: a-c and b-d, 2 each, is as much;
    # with a question shared by nobody the sum decides: 2 + 2 < 4 + 1
    a, b = Guest("a", frozenset({1}), frozenset({2})), Guest("b", frozenset({2}), frozenset({1}))
    c, d = asks("c", 2, 3), asks("d", 1, 3)
    assert named(plan([a, b, c, d], 1)) == [[("a", "b"), ("c", "d")]]
    # the greedy choice a-b would leave c and d with nothing: 4 against 2 + 4
    e = Guest("c", frozenset({2}), frozenset({1}))
    assert worth(a, e) == 4 and worth(b, asks("d", 1)) == 2
    assert named(plan([a, b, e, asks("d", 1)], 1)) == [[("a", "c"), ("b", "d")]]


def test_a_shared_question_is_worth_less_than_help():
    one, other = asks("a", 1), asks("b", 1)
    assert (worth(one, other), worth(one, knows("c", 1)), worth(one, knows("d", 2))) == (1, 2, 0)
    assert talks([one, other]) == (TableTalk(1, ("a", "b")),)
    assert talks([one, other, knows("c", 1)]) == (TableTalk(1, ("a", "b"), ("c",)),)
    assert talks([one, knows("d", 2)]) == ()


@pytest.mark.parametrize(("number", "rounds"), [(0, 0), (1, 0), (2, 1), (3, 1), (4, 3), (6, 3)])
def test_few_deals_have_few_rounds(number, rounds):
    made = plan([asks(f"{place}") for place in range(number)], 6)
    assert len(made) >= rounds
    if number < 5:
        assert len(made) == rounds


def test_with_an_odd_number_one_table_has_three():
    made = plan([asks("a", 1), knows("b", 1), asks("c", 1), knows("d", 2), asks("e", 2)], 1)
    assert named(made) == [[("a", "b", "c"), ("d", "e")]]


@settings(max_examples=150, deadline=None)
@given(guests_of(15), st.integers(0, 7))
def test_everyone_is_once_in_every_round_and_nobody_meets_twice(guests, rounds):
    made = plan(guests, rounds)
    assert len(made) <= min(rounds, 6)
    met = []
    for tables in made:
        assert sorted(key for table in tables for key in table.guests) == sorted(one.key for one in guests)
        sizes = sorted(len(table.guests) for table in tables)
        assert sizes == [2] * (len(sizes) - len(guests) % 2) + [3] * (len(guests) % 2)
        met += [pair for table in tables for pair in combinations(table.guests, 2)]
    assert len(met) == len(set(met))


@settings(max_examples=60, deadline=None)
@given(guests_of(20, least=2))
def test_half_as_many_rounds_as_deals_always_fit_with_an_even_number(guests):
    even = guests[: len(guests) // 2 * 2]
    assert len(plan(even, 6)) >= min(6, len(even) // 2)


@settings(max_examples=60, deadline=None)
@given(guests_of(9), st.randoms(use_true_random=False))
def test_the_order_in_which_deals_come_does_not_matter(guests, chance):
    mixed = list(guests)
    chance.shuffle(mixed)
    assert plan(mixed, 3) == plan(guests, 3)


def every_round(people):
    """All ways to seat these people in pairs, with one table of three where the number is odd."""
    if not people:
        yield []
        return
    first, rest = people[0], people[1:]
    for other in rest:
        left = [one for one in rest if one != other]
        yield from ([(first, other), *more] for more in every_round(left))
    if len(people) % 2:
        for two in combinations(rest, 2):
            left = [one for one in rest if one not in two]
            yield from ([(first, *two), *more] for more in every_round(left))


def total(tables, by_key):
    return sum(
        worth(by_key[one], by_key[other]) for table in tables for one, other in combinations(sorted(table), 2)
    )


@settings(max_examples=120, deadline=None)
@given(guests_of(7, least=2), st.integers(1, 3))
def test_no_round_can_be_better_than_the_one_that_was_made(guests, rounds):
    by_key = {one.key: one for one in guests}
    met = set()
    made = named(plan(guests, rounds))
    for number in range(rounds):
        possible = [
            tables
            for tables in every_round(sorted(by_key))
            if not met & {pair for table in tables for pair in combinations(sorted(table), 2)}
        ]
        if number == len(made):
            assert not possible
            break
        assert total(made[number], by_key) == max(total(tables, by_key) for tables in possible)
        met |= {pair for table in made[number] for pair in combinations(table, 2)}
