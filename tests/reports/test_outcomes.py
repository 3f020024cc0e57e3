"""What a talk leads to: findings, lessons, attention points that become action points and are followed."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from deals.models import ActionPoint
from deals.tasks import discard_removed
from foundation.concurrent_edit import ChangedMeanwhile
from foundation.models import AuditEvent
from reports.actions import outcomes as actions
from reports.models import ElementNote, Finding, SurveyAttention, SurveyLesson
from tests import factories
from tests.reports.talks import HOSTILE, browser, hold_talk, setting, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    made = setting()
    made.client = browser(made.dealmaker)
    return made


def page(world):
    return world.client.get(url(world, "talks")).content.decode()


def test_outcomes_stand_in_the_order_in_which_they_were_written(world):
    for text in ("Eerste", "Tweede"):
        answer = world.client.post(url(world, "outcome_add", "leerpunten"), {"text": text})
        assert answer.url == url(world, "talks") + "#leerpunten"
    assert list(world.survey.lessons.values_list("text", "position")) == [("Eerste", 1), ("Tweede", 2)]


def test_a_finding_starts_at_its_indicator(world):
    add = url(world, "outcome_add", "bevindingen")
    indicator = world.indicators[1]
    form = world.client.get(f"{add}?indicator={indicator.pk}").content.decode()
    assert f'<option value="{indicator.pk}" selected>' in form
    world.client.post(add, {"text": HOSTILE, "indicator": indicator.pk})
    assert Finding.objects.get().indicator == indicator
    assert "&lt;script&gt;alert(1)" in page(world)


@pytest.mark.parametrize(
    ("given", "said"),
    [({"text": ""}, "Vul “Leerpunt voor andere deals” in."), ({"text": "x" * 5001}, "5000 tekens")],
)
def test_bad_input_is_told_at_the_field(world, given, said):
    answer = world.client.post(url(world, "outcome_add", "leerpunten"), given)
    assert said in answer.content.decode()
    assert not SurveyLesson.objects.exists()


def test_two_people_at_one_finding_see_both_texts(world):
    finding = world.survey.findings.create(indicator=world.indicators[0], text="oud")
    edit = url(world, "outcome_edit", "bevindingen", finding.pk)
    given = {"indicator": world.indicators[0].pk, "version": 1}
    world.client.post(edit, given | {"text": "van de een"})
    answer = browser(world.staff).post(edit, given | {"text": "van de ander"}).content.decode()
    assert "Intussen opgeslagen: “van de een”." in answer
    assert "van de ander</textarea>" in answer
    assert Finding.objects.get().text == "van de een"


def test_what_was_removed_can_be_put_back(world):
    lesson = world.survey.lessons.create(text="Begin samen.")
    world.client.post(url(world, "outcome_delete", "leerpunten", lesson.pk))
    assert not world.survey.lessons.exists()
    undo = url(world, "talk_put_back", "leerpunten", lesson.pk)
    assert undo in page(world)
    for _twice in range(2):
        world.client.post(undo)
    assert list(world.survey.lessons.all()) == [lesson]
    assert "Begin samen." not in str(list(AuditEvent.objects.values()))


def test_a_removed_talk_comes_back_with_its_notes(world):
    talk = hold_talk(world)
    talk.notes.create(element=world.elements[0], text="Te druk", written_at=timezone.now())
    world.client.post(url(world, "talk_delete", talk.pk))
    assert world.client.get(url(world, "talk", talk.pk)).status_code == 404
    world.client.post(url(world, "talk_put_back", "gesprekken", talk.pk))
    assert "Te druk" in world.client.get(url(world, "talk", talk.pk)).content.decode()


def test_the_worker_discards_what_was_removed_long_ago(world):
    old = timezone.now() - timedelta(days=31)
    kept = world.survey.lessons.create(text="kort", deleted_at=timezone.now())
    world.survey.lessons.create(text="lang", deleted_at=old)
    gone = hold_talk(world, deleted_at=old)
    gone.notes.create(element=world.elements[0], text="weg", written_at=old)
    for _twice in range(2):
        discard_removed()
    assert list(SurveyLesson.with_removed.all()) == [kept]
    assert not ElementNote.objects.exists()


# An attention point becomes an action point


def agree(world, attention, **fields):
    given = {"text": "Rijk uitnodigen", "owner": "projectleider", "due_on": "2026-09-01"} | fields
    return world.client.post(url(world, "attention_action", attention.pk), given)


def test_an_attention_point_becomes_an_action_point_in_one_step(world):
    attention = world.survey.attention_points.create(text="Het Rijk mist.")
    form = world.client.get(url(world, "attention_action", attention.pk)).content.decode()
    assert "Het Rijk mist.</textarea>" in form
    agree(world, attention)
    action = ActionPoint.objects.get()
    assert (action.deal, action.owner, action.due_on) == (world.deal, "projectleider", date(2026, 9, 1))
    assert SurveyAttention.objects.get().action_point == action
    assert "projectleider · klaar voor 1 september 2026" in page(world)
    planning = world.client.get(f"/deals/{world.deal.slug}/planning/").content.decode()
    assert "Rijk uitnodigen" in planning


@pytest.mark.parametrize(
    ("fields", "said"), [({"owner": ""}, "Vul in wie dit doet"), ({"due_on": ""}, "Vul een datum in")]
)
def test_who_and_when_are_both_asked(world, fields, said):
    attention = world.survey.attention_points.create(text="Het Rijk mist.")
    assert said in agree(world, attention, **fields).content.decode()
    assert not ActionPoint.objects.exists()


def test_a_second_click_makes_no_second_action_point(world):
    attention = world.survey.attention_points.create(text="Het Rijk mist.")
    for _twice in range(2):
        assert agree(world, attention).status_code == 302
    assert ActionPoint.objects.count() == 1


def test_the_later_of_two_leaves_no_action_point_behind(world):
    attention = world.survey.attention_points.create(text="Het Rijk mist.")
    agree(world, attention)
    late = ActionPoint(deal=world.deal, text="nog een")
    with pytest.raises(ChangedMeanwhile):
        actions.make_action_point(attention=attention, action_point=late, by=world.dealmaker)
    assert ActionPoint.objects.count() == 1


def test_a_later_round_shows_what_was_agreed_before_and_how_it_stands(world):
    before = factories.survey(deal=world.deal, round=factories.round_(year=2024, state="gesloten"))
    state = {"state": "vervallen", "reason": "geen geld", "closed_on": "2025-02-01"}
    action = world.deal.action_points.create(text="x", owner="directeur", due_on="2025-01-01", **state)
    before.attention_points.create(text="Zoek geld.", action_point=action)
    before.attention_points.create(text="Houd het klein.")
    factories.survey(round=before.round).attention_points.create(text="Van een andere deal.")
    shown = page(world)
    assert "Zoek geld." in shown
    assert "directeur · klaar voor 1 januari 2025 · vervallen op 1 februari 2025 · geen geld" in shown
    assert "Hiervan is geen actiepunt gemaakt." in shown
    assert "Van een andere deal." not in shown
    world.survey.attention_points.create(text="Van later.")
    world.survey = before
    assert "Van later." not in page(world)
