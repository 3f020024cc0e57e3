"""Stored scores: right by hand, the same as the rows say, flat in queries."""

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from impacttool.actions.closing import close_round
from impacttool.actions.scores import score_differences, store_scores
from impacttool.disclosure import RoundStillOpen
from impacttool.models import Answer, IndicatorScore
from impacttool.queries.scores import scores_by_survey
from tests import factories
from tests.factories import NOON

CELL = st.sampled_from([None, 1, 2, 3, 4, 5])


def closed(*answers, shape=(2, 1), **fields):
    survey = factories.survey(round=factories.round_(instrument=factories.instrument(shape=shape)), **fields)
    for scores in answers:
        factories.response(survey, scores)
    close_round(round_=survey.round, by=None, now=NOON)
    return survey


def scores_of(survey):
    return scores_by_survey([survey])[survey.pk]


@pytest.mark.django_db
def test_worked_example_of_indicator_eight():
    """R1 answers 4, 4, 1 and R2 answers 2, 2, n.v.t.: 3 and 2, so 2,5; pooled it would be 2,6."""
    score = scores_of(closed([4, 4, 1], [2, 2, None], shape=(3,)))[0]
    assert (score.mean, score.n, score.minimum, score.maximum) == (Fraction(5, 2), 2, 1, 4)
    assert score.mean != Fraction(13, 5)


@pytest.mark.django_db
def test_each_respondent_counts_once_and_not_each_statement():
    """Per statement first: (5 + 1) / 2 and 1 give 2; per respondent first: 3 and 1 ... (3 + 1) / 2 = 2;
    with three respondents the orders part: R1 5, R2 5 and 1, R3 1 and 1 give (5 + 3 + 1) / 3 = 3."""
    score = scores_of(closed([5, None], [5, 1], [1, 1], shape=(2,)))[0]
    per_statement = (Fraction(11, 3) + Fraction(1)) / 2
    pooled = Fraction(5 + 5 + 1 + 1 + 1, 5)
    assert score.mean == 3
    assert score.mean not in (per_statement, pooled)


@pytest.mark.django_db
def test_nvt_and_unanswered_statements_count_nowhere():
    first, second = scores_of(closed([4, None, None], [2, 4], [None, None, None]))
    assert (first.n, first.mean) == (2, Fraction(7, 2))
    assert (second.n, second.mean, second.minimum) == (0, None, None)


@pytest.mark.django_db
def test_a_deal_without_answers_has_empty_scores():
    scores = scores_of(closed())
    assert [(score.indicator, score.n, score.mean) for score in scores] == [(1, 0, None), (2, 0, None)]


@pytest.mark.django_db
def test_nothing_is_computed_of_an_open_round():
    survey = factories.survey()
    with pytest.raises(RoundStillOpen):
        store_scores(round_=survey.round)
    with pytest.raises(RoundStillOpen):
        score_differences(survey.round)


@pytest.mark.django_db
def test_a_changed_answer_and_a_lost_rollup_are_found_and_repaired():
    survey = closed([4, 4, 1], [2, 2, 3])
    assert score_differences(survey.round) == []
    Answer.objects.filter(statement__code="2.1", score=3).update(score=5)
    IndicatorScore.objects.filter(indicator__number=1).delete()
    first, second = survey.round.instrument.indicators.all()
    assert score_differences(survey.round) == [(survey.pk, first.pk), (survey.pk, second.pk)]
    store_scores(round_=survey.round)
    assert score_differences(survey.round) == []
    assert scores_of(survey)[1].mean == 3


@pytest.mark.django_db
@pytest.mark.parametrize("deals", [2, 9])
def test_the_number_of_queries_does_not_grow_with_the_deals(deals, django_assert_num_queries):
    round_ = factories.round_()
    for _ in range(deals):
        factories.response(factories.survey(round=round_), [4, 4, 1])
    close_round(round_=round_, by=None, now=NOON)
    with django_assert_num_queries(6):
        assert score_differences(round_) == []


class RollupsAreTheRows(TestCase):
    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.tuples(CELL, CELL, CELL), max_size=6))
    def test_against_a_plain_calculation(self, answers):
        survey = closed(*answers)
        own = [[Fraction(sum(kept), len(kept)) for row in answers if (kept := present(row[:2]))]]
        own.append([Fraction(row[2]) for row in answers if row[2] is not None])
        for score, means in zip(scores_of(survey), own, strict=True):
            assert score.n == len(means)
            assert score.mean == (sum(means) / len(means) if means else None)
        assert score_differences(survey.round) == []


def present(cells):
    return [cell for cell in cells if cell is not None]
