"""What the report is told of the talks, in a fixed number of queries."""

from datetime import date

import pytest
from django.utils import timezone

from deals.models import ActionPoint
from reports.learning_report.content import AttentionPoint, ChapterFindings, TalkContent
from reports.queries.talks import chapters_of
from tests import factories

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 1)


def told(survey):
    """A survey with everything a talk can lead to."""
    process, partners = survey.round.instrument.indicators.all()
    survey.talks.create(held_on=date(2026, 6, 2), context="Later.")
    survey.talks.create(held_on=date(2026, 6, 1), context="Begonnen in 2021.")
    survey.talks.create(held_on=date(2026, 6, 3))
    survey.findings.create(indicator=partners, text="Het Rijk mist.")
    survey.findings.create(indicator=process, text="Tweede", position=2)
    survey.findings.create(indicator=process, text="Eerste", position=1)
    survey.lessons.create(text="Begin samen.")
    action = ActionPoint.objects.create(
        deal=survey.deal,
        text="Rijk uitnodigen",
        owner="projectleider",
        owner_organisation=factories.organisation(),
        due_on=DAY,
        state=ActionPoint.State.DONE,
    )
    survey.attention_points.create(text="Nog niet belegd")
    survey.attention_points.create(text="Rijk uitnodigen", action_point=action, position=1)
    return survey


def test_the_report_hears_context_findings_lessons_and_what_was_agreed():
    survey = told(factories.survey())
    action = ActionPoint.objects.get()
    assert chapters_of(survey) == TalkContent(
        context="Begonnen in 2021.\n\nLater.",
        chapters=(
            ChapterFindings(1, "Indicator 1", ("Eerste", "Tweede")),
            ChapterFindings(2, "Indicator 2", ("Het Rijk mist.",)),
        ),
        lessons=("Begin samen.",),
        attention=(
            AttentionPoint("Nog niet belegd", "", None, is_done=False),
            AttentionPoint(
                "Rijk uitnodigen", f"{action.owner_organisation}, projectleider", DAY, is_done=True
            ),
        ),
    )


def test_a_survey_without_a_talk_has_its_empty_chapters():
    found = chapters_of(factories.survey())
    assert (found.context, found.lessons, found.attention) == ("", (), ())
    assert [chapter.findings for chapter in found.chapters] == [(), ()]


def test_what_was_removed_is_not_told():
    survey = told(factories.survey())
    for kind in (survey.talks, survey.findings, survey.lessons, survey.attention_points):
        kind.update(deleted_at=timezone.now())
    assert chapters_of(survey) == chapters_of(factories.survey(round=survey.round))


@pytest.mark.parametrize("times", [1, 4])
def test_more_rows_cost_no_more_queries(django_assert_num_queries, times):
    survey = factories.survey()
    for _time in range(times):
        told(survey)
    with django_assert_num_queries(5):
        chapters_of(survey)
