"""Planning a talk and saying who was there; the guide as a page; nothing before the round closes."""

import page as tags
import pytest
from django.utils import timezone

from foundation.models import AuditEvent
from reports.models import Report, Session
from tests import factories
from tests.reports.report_figures import figures, indicator
from tests.reports.talks import HOSTILE, browser, setting, talk, url
from tests.reports.test_guide import NOBODY

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    made = setting()
    made.client = browser(made.dealmaker)
    return made


def issued(world, chosen):
    made = Report(survey=world.survey, version=1, method_version="1", input_hash="a" * 64)
    made.figures, made.issued_at = chosen, timezone.now()
    made.save()


@pytest.mark.parametrize("state", ["open", "concept"])
def test_before_the_round_closes_there_is_only_a_sentence(state):
    world = setting(state)
    client = browser(world.dealmaker)
    assert "Het gesprek komt na de sluiting" in client.get(url(world, "sessions")).content.decode()
    assert client.get(url(world, "guide")).url == url(world, "sessions")
    assert client.get(url(world, "session_add")).status_code == 404


def given(**fields):
    return {"held_on": "2026-01-20", "form": "hybride", "context": "Sinds 2021."} | fields


def test_a_talk_is_planned_with_what_the_deal_wants_to_learn(world):
    wish = {"may_be_paired": "on", "wish-1": "gegroeid", "wish-2": "hulp"}
    world.client.post(url(world, "session_add"), given(**wish))
    session = Session.objects.get()
    assert (str(session), session.context, session.may_be_paired) == (
        "20 januari 2026, deels online",
        "Sinds 2021.",
        True,
    )
    assert list(session.wishes.values_list("indicator__number", "kind")) == [(1, "gegroeid"), (2, "hulp")]
    shown = world.client.get(url(world, "session", session.pk)).content.decode()
    assert "2. Indicator 2: wij willen hulp" in shown
    assert "Sinds 2021." not in str(list(AuditEvent.objects.values()))


def test_without_the_consent_no_wish_is_kept(world):
    session = talk(world, may_be_paired=True)
    session.wishes.create(indicator=world.indicators[0], kind="hulp")
    edit = url(world, "session_edit", session.pk)
    assert '<option value="hulp" selected>' in world.client.get(edit).content.decode()
    world.client.post(edit, given(**{"version": 1, "wish-1": "hulp"}))
    session.refresh_from_db()
    assert (session.may_be_paired, session.wishes.count()) == (False, 0)


def test_two_people_at_one_talk_see_both_texts(world):
    session = talk(world)
    edit = url(world, "session_edit", session.pk)
    world.client.post(edit, given(version=1, context="van de een"))
    answer = browser(world.staff).post(edit, given(version=1, context="van de ander")).content.decode()
    assert "Intussen opgeslagen: “van de een”." in answer
    assert Session.objects.get().context == "van de een"


def test_who_was_there_by_organisation_and_function(world):
    session = talk(world)
    partner = factories.participation(deal=world.deal).organisation
    add = url(world, "attendee_add", session.pk)
    for _twice in range(2):
        world.client.post(add, {"organisation": partner.pk, "function": "wethouder"})
    attendee = session.attendees.get()
    shown = world.client.get(url(world, "session", session.pk)).content.decode()
    assert f"{partner}, wethouder" in shown
    assert shown.index("Partners van deze deal") < shown.index("Andere organisaties")
    world.client.post(url(world, "attendee_delete", session.pk, attendee.pk))
    assert not session.attendees.exists()


def test_an_attendee_without_a_function_is_asked_again(world):
    session = talk(world)
    answer = world.client.post(url(world, "attendee_add", session.pk), {"function": "w" * 201})
    said = answer.content.decode()
    assert "Maak een keuze bij “Organisatie”." in said
    assert "200 tekens" in said


def test_the_page_of_the_deal_and_the_report_lead_to_the_talk(world):
    own = url(world, "sessions")
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
