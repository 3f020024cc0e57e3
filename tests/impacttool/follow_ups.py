"""A deal that ended, asked while it ran and again after it, beside deals that run."""

from datetime import date

from impacttool.actions.closing import close_round
from impacttool.actions.short_instruments import make_short
from impacttool.models import Answer, Response, Statement
from tests import factories
from tests.factories import NOON
from tests.reports.test_web_reports import issue_all

SHAPE = (2, 1, 1)


def short_of(whole, codes=("1.1", "2.1", "3.1")):
    statements = Statement.objects.filter(indicator__instrument=whole, code__in=codes)
    return make_short(whole=whole, statements=statements, name="Kort", source="", minutes=2, by=None)


def ended_deal(**fields):
    return factories.deal(**{"phase": "nawerking", "ends_on": date(2024, 12, 31)} | fields)


def asked(round_, deal, answers, years_after=None):
    """A survey of this deal in the round, with these answers."""
    survey = factories.survey(round=round_, deal=deal, years_after=years_after)
    for scores in answers:
        answer(survey, scores)
    return survey


def answer(survey, scores):
    made = Response.objects.create(survey=survey, is_sent=True)
    statements = Statement.objects.filter(indicator__instrument=survey.instrument_id).order_by("position")
    Answer.objects.bulk_create(
        Answer(response=made, statement=statement, score=score)
        for statement, score in zip(statements, scores, strict=True)
    )


def reported(round_):
    close_round(round_=round_, by=None, now=NOON)
    round_.refresh_from_db()
    issue_all(round_)


def rounds(whole=None, codes=("1.1", "2.1", "3.1")):
    """2024, when the deal ran, and 2026, two years after its end; neither is closed."""
    whole = whole or factories.instrument(shape=SHAPE)
    last = factories.round_(year=2024, instrument=whole)
    after = factories.round_(year=2026, instrument=whole, follow_up_instrument=short_of(whole, codes))
    return last, after
