"""Who may open the own pages, and what everybody else reads instead."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from impacttool.models import Response
from tests.impacttool.respondents import NOW, Respondent, invite, open_survey

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


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
