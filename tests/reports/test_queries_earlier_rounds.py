"""Which earlier rounds a report is compared with, and on which statements."""

from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from impacttool.actions.closing import close_round
from impacttool.models import Statement
from impacttool.queries.answers import answer_rows
from reports.queries.earlier_rounds import earlier_rounds, overlap_of, statement_lines
from reports.web_report.figures import SharedStatements
from tests import factories
from tests.factories import NOON

pytestmark = pytest.mark.django_db


def continued(before, now, pairs):
    """`pairs`: {code now: code before} of statements that are the same."""
    for code, old in pairs.items():
        same = Statement.objects.get(indicator__instrument=before, code=old)
        Statement.objects.filter(indicator__instrument=now, code=code).update(previous=same)


def held(deal, year, scores, instrument, **fields):
    """A closed survey of this deal in which five people gave these scores."""
    round_ = factories.round_(year=year, instrument=instrument, **fields)
    survey = factories.survey(round=round_, deal=deal)
    for _person in range(5):
        factories.response(survey, scores)
    close_round(round_=round_, by=None, now=NOON)
    survey.round.refresh_from_db()
    return survey


def earlier_of(survey):
    return earlier_rounds([survey], answer_rows([survey]))[survey.pk]


def test_the_nulmeting_and_the_round_before_it_is_compared_with():
    deal, instrument = factories.deal(), factories.instrument()
    held(deal, 2022, (1, 1, 1), instrument)
    held(deal, 2023, (2, 2, 2), instrument, is_baseline=True)
    before = held(deal, 2024, (3, 3, 3), instrument)
    found = earlier_of(held(deal, 2025, (5, 5, 5), instrument))
    assert (found.baseline.year, found.previous.year) == (2023, 2024)
    assert [change.difference for change in found.previous.changes] == [2, 2]
    # of 2024 the nulmeting is also the round before: compared once
    assert (earlier_of(before).baseline.year, earlier_of(before).previous) == (2023, None)


def test_a_deal_in_its_first_round_is_compared_with_nothing():
    found = earlier_of(held(factories.deal(), 2025, (5, 5, 5), factories.instrument()))
    assert (found.baseline, found.previous) == (None, None)


def test_an_indicator_that_got_another_number_is_compared_with_itself():
    """The old indicator 1 is gone, so the old 2 is the new 1: compared by number it would be 4 less 1."""
    deal, old = factories.deal(), factories.instrument(shape=(2, 1))
    new = factories.instrument(shape=(1, 1))
    continued(old, new, {"1.1": "2.1"})
    held(deal, 2024, (1, 1, 3), old)
    found = earlier_of(held(deal, 2025, (4, 5), new)).baseline
    assert [(score.indicator, score.mean) for score in found.scores] == [(1, Fraction(3))]
    assert [(change.difference, change.comparable) for change in found.changes] == [(1, True), (None, False)]
    assert found.overlaps[1].counted == SharedStatements(number=2, shared=1, asked=1, asked_then=1)
    assert found.overlaps[2].counted == SharedStatements(number=None, shared=0, asked=1, asked_then=0)


def test_two_versions_made_from_the_same_one_share_its_statements():
    """Neither continues the other: looked for among its forebears alone, 1.1 would be not comparable."""
    first, short, second = (factories.instrument(shape=shape) for shape in ((2, 1), (1,), (2, 1)))
    continued(first, short, {"1.1": "1.2"})
    continued(first, second, {"1.1": "1.1", "1.2": "1.2"})
    _places, overlaps = overlap_of(statement_lines(), short.pk, second.pk)
    assert overlaps[1].counted == SharedStatements(number=1, shared=1, asked=1, asked_then=2)


def test_an_indicator_put_together_from_two_has_no_single_one_to_compare_with():
    old, new = factories.instrument(shape=(1, 1)), factories.instrument(shape=(2,))
    continued(old, new, {"1.1": "1.1", "1.2": "2.1"})
    _places, overlaps = overlap_of(statement_lines(), new.pk, old.pk)
    assert (overlaps[1].number, overlaps[1].shared) == (None, {"1.1", "1.2"})


def test_the_number_of_queries_does_not_grow_with_the_years():
    deal, instrument = factories.deal(), factories.instrument()
    held(deal, 2022, (1, 1, 1), instrument, is_baseline=True)
    held(deal, 2023, (1, 1, 1), instrument)
    counts = []
    for year in (2024, 2025):
        survey = held(deal, year, (2, 2, 2), instrument)
        rows = answer_rows([survey])
        with CaptureQueriesContext(connection) as asked:
            earlier_rounds([survey], rows)
        counts.append(len(asked))
    assert counts == [4, 4]
