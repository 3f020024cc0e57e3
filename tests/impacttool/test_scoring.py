"""Worked examples in which a rival rule gives another number, and properties that hold for any answers."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from impacttool.scoring import (
    AnswerRow,
    IndicatorScore,
    all_deals_scores,
    changes,
    deal_scores,
    respondent_scores,
    rounded,
)


def answers(indicator: int = 8, /, **by_respondent: list[int | None]) -> list[AnswerRow]:
    return [
        AnswerRow(respondent, "gemeente", indicator, f"{indicator}.{place}", score)
        for respondent, scores in by_respondent.items()
        for place, score in enumerate(scores, start=1)
    ]


def score_of(rows: list[AnswerRow], indicator: int = 8) -> IndicatorScore:
    return deal_scores(rows, [indicator])[0]


def deal(mean: str, n: int = 20, low: int = 1, high: int = 5) -> list[IndicatorScore]:
    return [IndicatorScore(8, n, Fraction(mean), low, high)]


class TestDealScore:
    def test_mean_of_the_respondents_not_of_all_answers(self):
        rows = answers(R1=[4, 4, 1], R2=[2, 2, None])
        assert respondent_scores(rows) == {8: {"R1": Fraction(3), "R2": Fraction(2)}}
        assert rounded(score_of(rows).mean) == Decimal("2.5")  # all answers pooled would give 13/5 = 2,6

    def test_range_over_the_answers_not_over_the_respondents_means(self):
        score = score_of(answers(R1=[4, 4, 1], R2=[2, 2, None]))
        assert (score.minimum, score.maximum) == (1, 4)  # over the means it would be 2 to 3

    def test_not_applicable_is_left_out_and_is_not_zero(self):
        score = score_of(answers(R1=[4, None], R2=[None, None]))
        assert (score.n, score.mean, score.minimum) == (1, Fraction(4), 4)  # as 0: mean 1, minimum 0

    def test_n_counts_respondents_with_a_score_not_answers_and_not_everyone(self):
        assert score_of(answers(R1=[4, 4, 1], R2=[2, 2, None], R3=[None, None, None])).n == 2

    def test_an_indicator_without_answers_has_no_score(self):
        assert deal_scores([], [1, 2]) == (
            IndicatorScore(1, 0, None, None, None),
            IndicatorScore(2, 0, None, None, None),
        )

    def test_indicators_do_not_mix(self):
        rows = answers(1, R1=[5]) + answers(2, R1=[1])
        assert [score.mean for score in deal_scores(rows, [2, 1])] == [1, 5]

    @pytest.mark.parametrize("score", [0, 6, -1])
    def test_a_score_off_the_scale_is_refused(self, score):
        with pytest.raises(ValueError, match="scale of 1 to 5"):
            score_of(answers(R1=[score]))


class TestAllDeals:
    def test_each_deal_counts_once_however_many_respondents(self):
        [score] = all_deals_scores(
            [deal("2", n=60), deal("4", n=10)], [8], mean_threshold=5, range_threshold=10
        )
        assert (score.mean, score.deals) == (3, 2)  # by respondent it would be 16/7 = 2,3

    def test_reference_range_is_the_mean_of_minima_and_of_maxima(self):
        deals = [deal("3", low=1, high=4), deal("3", low=2, high=5), deal("3", low=2, high=5)]
        [score] = all_deals_scores(deals, [8], mean_threshold=5, range_threshold=10)
        assert (score.minimum_mean, score.maximum_mean) == (
            Fraction(5, 3),
            Fraction(14, 3),
        )  # extremes: 1 and 5

    def test_a_deal_below_the_mean_threshold_is_left_out(self):
        deals = [deal("2", n=5), deal("4", n=5), deal("5", n=4)]
        [score] = all_deals_scores(deals, [8], mean_threshold=5, range_threshold=10)
        assert (score.deals, score.mean, score.smallest_n) == (2, 3, 5)

    def test_a_deal_below_the_range_threshold_gives_its_mean_but_not_its_range(self):
        deals = [deal("2", n=9, low=1, high=2), deal("4", n=10, low=3, high=5)]
        [score] = all_deals_scores(deals, [8], mean_threshold=5, range_threshold=10)
        assert (score.mean, score.range_deals, score.minimum_mean, score.maximum_mean) == (3, 1, 3, 5)
        assert score.range_smallest_n == 10

    def test_no_deals(self):
        [score] = all_deals_scores([], [8], mean_threshold=5, range_threshold=10)
        assert (score.deals, score.mean, score.minimum_mean, score.range_deals) == (0, None, None, 0)


class TestChanges:
    now = answers(R1=[5, 1], R2=[5, 1])
    before = answers(R1=[3, 5], R2=[4, 5])

    def test_only_statements_that_both_rounds_asked(self):
        [change] = changes(self.now, self.before, {8: frozenset({"8.1"})})
        assert (change.difference, change.n, change.n_before) == (Fraction(3, 2), 2, 2)  # on both: -5/4

    def test_no_common_statement_is_not_comparable(self):
        [change] = changes(self.now, self.before, {8: frozenset()})
        assert (change.comparable, change.difference) == (False, None)

    def test_a_round_without_answers_gives_no_difference(self):
        [change] = changes(self.now, [], {8: frozenset({"8.1"})})
        assert (change.comparable, change.difference, change.n_before) == (True, None, 0)


class TestRounded:
    @pytest.mark.parametrize(
        ("exact", "shown"),
        [  # "bankers" and float rounding give 2.2, 2.3 (or 2.4), 0.0, 2.6 (2.65 is below 2,65 as a float)
            (Fraction(225, 100), "2.3"),
            (Fraction(235, 100), "2.4"),
            (Fraction(5, 100), "0.1"),
            (Fraction(265, 100), "2.7"),
            (Fraction(10, 3), "3.3"),
            (Fraction(3), "3.0"),
            (Fraction(-5, 100), "-0.1"),
            (Fraction(-4, 100), "0.0"),
            (Fraction(225, 100) - Fraction(1, 10**40), "2.2"),
        ],
    )
    def test_half_up_from_the_exact_value(self, exact, shown):
        assert rounded(exact) == Decimal(shown)
        assert str(rounded(exact)) == shown

    @given(st.fractions(min_value=-5, max_value=5))
    def test_is_within_half_a_tenth_and_symmetric(self, value):
        assert abs(Fraction(rounded(value)) - value) <= Fraction(1, 20)
        assert rounded(-value) == -rounded(value)


scores = st.one_of(st.none(), st.integers(1, 5))
responses = st.lists(st.lists(scores, min_size=3, max_size=3), max_size=12)


def rows_of(tables: list[list[int | None]]) -> list[AnswerRow]:
    return answers(**{f"R{number}": table for number, table in enumerate(tables)})


class TestProperties:
    @given(responses, st.randoms(use_true_random=False))
    def test_the_order_of_answers_does_not_matter(self, tables, random):
        rows = rows_of(tables)
        shuffled = random.sample(rows, len(rows))
        assert score_of(shuffled) == score_of(rows)

    @given(responses)
    def test_the_names_of_respondents_do_not_matter(self, tables):
        assert score_of(rows_of(tables[::-1])) == score_of(rows_of(tables))

    @given(responses)
    def test_not_applicable_never_changes_a_score(self, tables):
        rows = rows_of(tables)
        assert score_of(rows) == score_of([row for row in rows if row.score is not None])

    @given(responses)
    def test_a_respondent_without_any_score_changes_nothing(self, tables):
        assert score_of(rows_of([*tables, [None, None, None]])) == score_of(rows_of(tables))

    @given(responses)
    def test_the_mean_lies_within_the_range(self, tables):
        score = score_of(rows_of(tables))
        if score.n:
            assert 1 <= score.minimum <= score.mean <= score.maximum <= 5
        else:
            assert score.mean is score.minimum is score.maximum is None

    @given(responses)
    def test_is_the_mean_of_the_respondents_scores(self, tables):
        rows = rows_of(tables)
        per_respondent = respondent_scores(rows).get(8, {})
        if per_respondent:
            assert score_of(rows).mean == sum(per_respondent.values()) / len(per_respondent)

    @given(responses)
    def test_no_change_against_itself(self, tables):
        rows = rows_of(tables)
        [change] = changes(rows, rows, {8: frozenset({"8.1", "8.3"})})
        assert change.difference in (0, None)
