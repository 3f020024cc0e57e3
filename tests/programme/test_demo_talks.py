"""The talks of the demo: every state of a learning report, everything marked as made up, made once."""

import pytest
from django.db import transaction

from deals.models import ActionPoint
from programme.demo import talks
from reports.models import (
    ElementNote,
    Finding,
    LearningReport,
    LearningReportFile,
    LearningWish,
    SurveyAttention,
    SurveyLesson,
    Talk,
    TalkAttendee,
)
from tests import factories
from tests.programme.test_demo import make
from tests.reports.talks import browser

pytestmark = pytest.mark.django_db
SLUGS = ["energieke-wijken", "fietsen-voor-iedereen", "impact-ondernemen", "tijdloze-grachten"]
STORED = [ActionPoint, LearningReport, LearningReportFile, ElementNote, Finding, LearningWish, Talk]
STORED += [TalkAttendee, SurveyAttention, SurveyLesson]


def real_deals():
    """Four deals of the demo, with a questionnaire that has something to talk about."""
    for indicator in factories.instrument().indicators.all():
        for number in range(1, 5):
            indicator.elements.create(text=f"Onderwerp {number}", position=number)
    tilburg = factories.organisation(name="Gemeente Tilburg")
    for slug in SLUGS:
        deal = factories.deal(slug=slug)
        for organisation in (tilburg, factories.organisation(type="marktpartij")):
            factories.participation(deal=deal, organisation=organisation)


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """Made once for all tests that look at it; what a test changes is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        real_deals()
        make()
        yield
        transaction.set_rollback(True)


def test_reports_get_as_far_as_planned_and_what_is_final_has_its_files(demo):
    found = {(one.survey.deal.slug, one.survey.round.year): one for one in LearningReport.objects.all()}
    assert {key: one.state for key, one in found.items()} == {
        ("energieke-wijken", 2024): "definitief",
        ("fietsen-voor-iedereen", 2024): "definitief",
        ("energieke-wijken", 2025): "akkoord",
        ("fietsen-voor-iedereen", 2025): "definitief",
    }
    final = found["fietsen-voor-iedereen", 2025]
    assert set(final.files.values_list("format", flat=True)) == {"pdf", "pptx", "xlsx"}
    assert final.content.figures.indicators == final.survey.web_reports.get().figures.indicators
    assert final.agreed_by.email == "dealmaker@demo.invalid" and final.final_by.is_programme_staff
    assert not found["energieke-wijken", 2025].files.exists()


def test_talks_are_of_closed_rounds_and_also_where_nothing_may_be_shown(demo):
    held = set(Talk.objects.values_list("survey__deal__slug", "survey__round__year"))
    assert {year for _slug, year in held} == {2024, 2025}
    assert {("impact-ondernemen", 2025), ("tijdloze-grachten", 2025)} <= held


def test_everything_says_that_it_is_made_up(demo):
    texts = [
        *Talk.objects.values_list("context", flat=True),
        *(text for model in (ElementNote, Finding, SurveyLesson, SurveyAttention, ActionPoint)
          for text in model.objects.values_list("text", flat=True)),
    ]  # fmt: skip
    assert len(texts) > 30 and all(text.startswith("Voorbeeld: ") for text in texts)
    people = [
        *TalkAttendee.objects.values_list("function", flat=True),
        *ActionPoint.objects.values_list("owner", flat=True),
    ]
    assert people and all(function.endswith(" (verzonnen)") for function in people)
    client = browser(factories.staff())
    talk = Talk.objects.first()
    overview = talk.get_absolute_url().rpartition("/gesprek/")[0] + "/gesprek/"
    for address in (talk.get_absolute_url(), overview):
        assert "Verzonnen gegevens: wie er waren" in client.get(address).content.decode()


def test_what_was_agreed_a_year_ago_is_done_and_the_rest_is_open(demo):
    states = set(
        SurveyAttention.objects.exclude(action_point=None).values_list(
            "survey__round__year", "action_point__state"
        )
    )
    assert states == {(2024, "gedaan"), (2025, "open")}
    assert SurveyAttention.objects.filter(action_point=None).exists()


def test_wishes_to_learn_come_with_consent(demo):
    paired = set(LearningWish.objects.values_list("talk__may_be_paired", flat=True))
    assert paired == {True}
    assert not Talk.objects.filter(survey__round__year=2024, may_be_paired=True).exists()


def test_a_second_run_changes_nothing_nor_brings_back_what_was_removed(demo):
    Talk.objects.filter(survey__round__year=2025).update(deleted_at=factories.NOON)
    before = {model: list(model.objects.order_by("pk").values()) for model in STORED}
    assert make() == []
    assert {model: list(model.objects.order_by("pk").values()) for model in STORED} == before


def test_every_indicator_of_the_midterm_review_has_something_to_say():
    assert set(talks.talk_plan()["findings"]) == set(range(1, 9))
