"""Closed rounds with reports, and learning reports that deal teams agreed to."""

from reports.models import LearningReport
from reports.queries.learning_reports import live_content
from tests.factories import NOON
from tests.reports.test_web_reports import closed_round, issue_all

State = LearningReport.State
FIVE = [(4, 4, 4)] * 5


def reported_round(deals=3, answers=None, *, public=True, **fields):
    """A closed round with the report of every deal; deals are called Deal 1, Deal 2 ..."""
    round_ = closed_round([FIVE] * deals if answers is None else answers, **{"year": 2025} | fields)
    for number, survey in enumerate(round_.surveys.order_by("pk"), start=1):
        survey.is_published = public
        survey.save()
        survey.deal.name = f"Deal {number}"
        survey.deal.save()
    issue_all(round_)
    return round_


def agree(survey, *, lessons=(), attention=(), state=State.AGREED):
    """A learning report as the deal team agreed to it; the talk it came from may change afterwards."""
    for text in lessons:
        survey.lessons.create(text=text)
    for text in attention:
        survey.attention_points.create(text=text)
    return LearningReport.objects.create(
        survey=survey,
        state=state,
        content=live_content(survey),
        agreed_at=NOON,
        final_at=NOON if state == State.FINAL else None,
    )


def survey_of(round_, number):
    return round_.surveys.select_related("deal", "round").get(deal__name=f"Deal {number}")
