"""Planning a talk and saying who was there; the guide as a page; nothing before the round closes."""

import page as tags
import pytest
from django.utils import timezone

from foundation.models import AuditEvent
from reports.models import Talk, WebReport
from tests import factories
from tests.reports.talks import HOSTILE, browser, hold_talk, setting, url
from tests.reports.test_guide import NOBODY
from tests.reports.web_report_figures import figures, indicator

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    made = setting()
    made.client = browser(made.dealmaker)
    return made


def issued(world, chosen):
    made = WebReport(survey=world.survey, version=1, method_version="1", input_hash="a" * 64)
    made.figures, made.issued_at = chosen, timezone.now()
    made.save()


@pytest.mark.parametrize("state", ["open", "concept"])
def test_before_the_round_closes_there_is_only_a_sentence(state):
    world = setting(state)
    client = browser(world.dealmaker)
    assert "Het gesprek komt na de sluiting" in client.get(url(world, "talks")).content.decode()
    assert client.get(url(world, "guide")).url == url(world, "talks")
    assert client.get(url(world, "talk_add")).status_code == 404


def given(**fields):
    return {"held_on": "2026-01-20", "form": "hybride", "context": "Sinds 2021."} | fields


def test_a_talk_is_planned_with_what_the_deal_wants_to_learn(world):
    wish = {"may_be_paired": "on", "wish-1": "gegroeid", "wish-2": "hulp"}
    world.client.post(url(world, "talk_add"), given(**wish))
    talk = Talk.objects.get()
    assert (str(talk), talk.context, talk.may_be_paired) == (
        "20 januari 2026, deels online",
        "Sinds 2021.",
        True,
    )
    assert list(talk.wishes.values_list("indicator__number", "kind")) == [(1, "gegroeid"), (2, "hulp")]
    shown = world.client.get(url(world, "talk", talk.pk)).content.decode()
    assert "2. Indicator 2: wij willen hulp" in shown
    assert "Sinds 2021." not in str(list(AuditEvent.objects.values()))


def test_without_the_consent_no_wish_is_kept(world):
    talk = hold_talk(world, may_be_paired=True)
    talk.wishes.create(indicator=world.indicators[0], kind="hulp")
    edit = url(world, "talk_edit", talk.pk)
    assert '<option value="hulp" selected>' in world.client.get(edit).content.decode()
    world.client.post(edit, given(**{"version": 1, "wish-1": "hulp"}))
    talk.refresh_from_db()
    assert (talk.may_be_paired, talk.wishes.count()) == (False, 0)


def test_two_people_at_one_talk_see_both_texts(world):
    talk = hold_talk(world)
    edit = url(world, "talk_edit", talk.pk)
    world.client.post(edit, given(version=1, context="van de een"))
    answer = browser(world.staff).post(edit, given(version=1, context="van de ander")).content.decode()
    assert "Intussen opgeslagen: “van de een”." in answer
    assert Talk.objects.get().context == "van de een"


def test_who_was_there_by_organisation_and_function(world):
    talk = hold_talk(world)
    partner = factories.participation(deal=world.deal).organisation
    add = url(world, "attendee_add", talk.pk)
    for _twice in range(2):
        world.client.post(add, {"organisation": partner.pk, "function": "wethouder"})
    attendee = talk.attendees.get()
    shown = world.client.get(url(world, "talk", talk.pk)).content.decode()
    assert f"{partner}, wethouder" in shown
    assert shown.index("Partners van deze deal") < shown.index("Andere organisaties")
    world.client.post(url(world, "attendee_delete", talk.pk, attendee.pk))
    assert not talk.attendees.exists()


def test_an_attendee_without_a_function_is_asked_again(world):
    talk = hold_talk(world)
    answer = world.client.post(url(world, "attendee_add", talk.pk), {"function": "w" * 201})
    said = answer.content.decode()
    assert "Maak een keuze bij “Organisatie”." in said
    assert "200 tekens" in said


def test_the_page_of_the_deal_and_the_report_lead_to_the_talk(world):
    own = url(world, "talks")
    assert own in world.client.get(f"/impact/deal/{world.deal.slug}/").content.decode()
    partner = browser(factories.partner_contact(world.deal))
    assert own not in partner.get(f"/impact/deal/{world.deal.slug}/").content.decode()


# The guide


def test_the_guide_says_why_and_asks_the_elements(world):
    rows = [indicator(1, minimum=1, maximum=5), indicator(2, minimum=3)]
    issued(world, figures(indicators=rows, remarks=[{"number": 1, "texts": [HOSTILE]}]))
    shown = world.client.get(url(world, "guide")).content.decode()
    assert "Verdeeld: de antwoorden lopen van 1 tot 5 (24 invullers)." in shown
    assert "Vraag 2" in shown
    assert "Vraag 3" not in shown
    assert "&lt;script&gt;alert(1)" in shown
    everything = world.client.get(url(world, "guide") + "?alle").content.decode()
    assert "Vraag 3" in everything
    assert 'href="#indicator-2">Volgende' in everything


def test_a_deal_without_answers_gets_a_sentence_and_all_questions(world):
    issued(world, figures(respondents=None, indicators=[indicator(n, **NOBODY) for n in (1, 2)]))
    shown = world.client.get(url(world, "guide")).content.decode()
    assert "Niemand vulde de vragenlijst in" in shown
    assert "Vraag 3" in shown


def test_the_guide_on_paper(world):
    issued(world, figures(remarks=[{"number": 1, "texts": [HOSTILE, "#" * 10_000]}]))
    answer = world.client.get(url(world, "guide_file"))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "private, no-store"
    assert tags.validate_pdf_bytes(answer.content, profile="ua1").is_compliant


def test_before_the_report_the_guide_is_a_sentence(world):
    assert "Het rapport is er nog niet" in world.client.get(url(world, "guide")).content.decode()
    assert world.client.get(url(world, "guide_file")).status_code == 404
