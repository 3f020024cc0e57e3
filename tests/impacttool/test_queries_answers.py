"""Answers are read of closed rounds only, in two queries, and only what was sent."""

import pytest

from impacttool.models import Round
from impacttool.queries.answers import answer_rows, rows_by_survey
from impacttool.scoring import AnswerRow
from tests import factories


@pytest.fixture
def survey(db):
    survey = factories.survey(round=factories.round_(state=Round.State.CLOSED))
    factories.response(survey, [1, 2, 3], is_sent=False)
    return survey


def test_two_queries_give_every_sent_answer(survey, django_assert_num_queries):
    made = factories.response(survey, [4, None], "gemeente")
    other = factories.survey(round=survey.round)
    factories.response(other, [2, 2])
    with django_assert_num_queries(2):
        found = answer_rows([survey, other])
    assert {row.score for row in found[other.pk]} == {2}
    rows = found[survey.pk]
    assert sorted(rows, key=lambda row: row.statement) == [
        AnswerRow(str(made.key), "gemeente", 1, "1.1", 4),
        AnswerRow(str(made.key), "gemeente", 1, "1.2", None),
    ]


def test_an_open_round_gives_nothing(survey):
    factories.response(survey, [4, 4, 4])
    Round.objects.update(state=Round.State.OPEN)
    assert answer_rows([survey]) == {survey.pk: []}
    assert list(rows_by_survey(survey.round)) == []


def test_a_round_is_read_deal_after_deal_in_two_queries(survey, django_assert_num_queries):
    for index in range(3):
        factories.response(factories.survey(round=survey.round), [index + 1] * 3)
    factories.response(survey, [5, 5, 5])
    with django_assert_num_queries(2):
        found = {pk: {row.score for row in rows} for pk, rows in rows_by_survey(survey.round)}
    assert list(found.values()) == [{5}, {1}, {2}, {3}]
