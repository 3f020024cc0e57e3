"""Who may open the own pages, and what everybody else reads instead."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from impacttool.actions.message_texts import moment_in_words
from impacttool.models import Response, Round
from tests.impacttool.respondents import NOW, Respondent, invite, open_survey

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]


@pytest.fixture
def person():
    return Respondent(invite(open_survey()))


def test_a_wrong_link_has_its_own_page(client):
    page = client.get("/u/dit-is-geen-sleutel/")
    assert page.status_code == 404
    assert "Deze link werkt niet" in page.content.decode()
    assert client.get("/invullen/00000000-0000-0000-0000-000000000000/").status_code == 404


def test_without_the_link_the_page_stays_shut(person):
    page = Client().get(person.base)
    assert page.status_code == 403
    text = page.content.decode()
    assert "Open de link uit uw mail" in text
    assert "Energieke" not in text


def test_somebody_elses_key_opens_nothing(person):
    other = Respondent(invite(person.invitation.survey))
    other.send(1, 1, 1)
    person.client.cookies["sleutel"] = other.token
    assert person.get().status_code == 403
    assert person.tap(5).status_code == 403
    assert Response.objects.count() == 1


def test_a_withdrawn_invitation_says_so(person):
    person.invitation.revoked_at = NOW
    person.invitation.save()
    assert person.client.get(f"/u/{person.token}/").status_code == 410
    page = person.get()
    assert page.status_code == 410
    assert "ingetrokken" in page.content.decode()
    assert person.send(1, 1, 1).status_code == 409
    assert Response.objects.count() == 0


def test_before_opening_the_page_says_when():
    survey = open_survey()
    with time_machine.travel(survey.round.opens_at - timedelta(seconds=1), tick=False):
        person = Respondent(invite(survey))
        assert person.opened.status_code == 403
        assert "nog niet open" in person.opened.content.decode()


def test_the_key_outlives_the_closing_moment_so_that_putting_it_off_prolongs_an_open_form(person):
    closes_at = person.invitation.survey.round.closes_at
    assert person.opened.cookies["sleutel"]["max-age"] > (closes_at - NOW).total_seconds() + 30 * 24 * 3600
    person.look()
    later = closes_at + timedelta(days=7)
    Round.objects.update(closes_at=later)
    with time_machine.travel(closes_at + timedelta(hours=1), tick=False):
        saved = person.tap(4)
        assert saved.status_code == 200
        assert saved.json()["closes"] == moment_in_words(later)
        assert person.send(4, 4, 4).status_code == 302


def test_from_the_closing_moment_on_the_page_says_so_with_and_without_a_key(person):
    """Also before the worker came by: nobody is sent to the mail for a form that is over."""
    with time_machine.travel(person.invitation.survey.round.closes_at, tick=False):
        for page in (person.get(), Respondent(person.invitation, opens=False).get()):
            assert page.status_code == 410
            assert "De meting is afgerond" in page.content.decode()


def test_who_sent_a_second_too_late_reads_that_it_does_not_count(person):
    person.look()
    with time_machine.travel(person.invitation.survey.round.closes_at, tick=False):
        late = person.send(4, 4, 4)
        assert late.status_code == 409
        assert "kwam na het sluiten binnen en telt niet mee" in late.content.decode()
        assert "na het sluiten binnen" not in person.get().content.decode()


def test_once_the_round_is_closed_the_key_is_thrown_away(person):
    Round.objects.update(state=Round.State.CLOSED)
    assert person.get().cookies["sleutel"].value == ""
