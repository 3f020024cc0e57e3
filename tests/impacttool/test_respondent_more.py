"""Handing over to a colleague."""

import pytest
import time_machine

from foundation import job_queue
from impacttool.actions import invitations as actions
from impacttool.models import Invitation, Response
from impacttool.queries.invitations import counts
from tests import factories
from tests.impacttool.respondents import NOW, Respondent, invite, open_survey

pytestmark = pytest.mark.django_db
COLLEAGUE = {"name": "Anna Smit", "email": "Anna@voorbeeld.invalid"}


@pytest.fixture(autouse=True)
def _surroundings(monkeypatch):
    monkeypatch.setattr(job_queue.current_app, "send_task", lambda _name, **_options: None)
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def person():
    organisation = factories.organisation(name="Gemeente Deventer")
    return Respondent(invite(open_survey(year=2026), organisation=organisation, partner_type="gemeente"))


def test_handing_over_gives_a_colleague_an_own_link(person):
    person.tap(4)
    page = person.post("overdragen/", COLLEAGUE)
    assert page.status_code == 200
    assert "Anna Smit krijgt een mail" in page.content.decode()
    new = Invitation.objects.get(revoked_at=None)
    assert (new.email, new.organisation, new.partner_type) == (
        "anna@voorbeeld.invalid",
        person.invitation.organisation,
        "gemeente",
    )
    assert new.messages.get().kind == "overdracht"
    assert person.stored() == [{}]
    old = person.client.get(f"/u/{person.token}/")
    assert old.status_code == 410
    assert "overgedragen" in old.content.decode()
    assert person.send(1, 1, 1).status_code == 409
    assert Respondent(new).send(4, 4, 4).status_code == 302
    assert counts([person.invitation.survey]) == {person.invitation.survey_id: (1, 1)}


def test_handing_over_to_who_was_invited_already_looks_the_same(person):
    other = invite(person.invitation.survey, email="anna@voorbeeld.invalid")
    page = person.post("overdragen/", COLLEAGUE)
    assert "Anna Smit krijgt een mail" in page.content.decode()
    assert Invitation.objects.count() == 2
    assert other.messages.get().kind == "overdracht"
    assert "overgedragen" in person.client.get(f"/u/{person.token}/").content.decode()


def test_handing_over_to_a_withdrawn_address_gives_that_place_back(person):
    survey = person.invitation.survey
    anna = Respondent(invite(survey, email="anna@voorbeeld.invalid"))
    anna.send(4, 4, 4)
    actions.withdraw_invitation(invitation=anna.invitation, by=None, now=NOW)
    assert "Anna Smit krijgt een mail" in person.post("overdragen/", COLLEAGUE).content.decode()
    assert anna.get().status_code == 200
    assert "overgedragen" in person.client.get(f"/u/{person.token}/").content.decode()
    assert counts([survey]) == {survey.pk: (1, 1)}


@pytest.mark.parametrize("gone", [False, True])
def test_a_mailbox_never_gets_a_second_place_however_its_address_is_written(person, gone):
    other = invite(person.invitation.survey, email="anna+deals@voorbeeld.invalid")
    if gone:
        actions.withdraw_invitation(invitation=other, by=None, now=NOW)
    person.post("overdragen/", COLLEAGUE)
    assert Invitation.objects.get(revoked_at=None).pk == other.pk
    assert other.messages.get().kind == "overdracht"


def test_a_place_can_be_handed_back(person):
    survey = person.invitation.survey
    person.post("overdragen/", COLLEAGUE)
    anna = Respondent(Invitation.objects.get(revoked_at=None))
    anna.post("overdragen/", {"name": "Piet", "email": person.invitation.email})
    assert person.get().status_code == 200
    assert "overgedragen" in anna.client.get(f"/u/{anna.token}/").content.decode()
    assert counts([survey]) == {survey.pk: (0, 1)}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "Vul de naam van uw collega in."),
        ({"name": "Anna", "email": "kapot"}, "Dit is geen e-mailadres."),
        ({"name": "http://kwaad.nl", "email": "a@x.nl"}, "In de naam staan tekens"),
        ({"name": "Anna\r\nBcc: a@b.nl", "email": "a@x.nl"}, "In de naam staan tekens"),
    ],
)
def test_a_mistake_hands_nothing_over(person, data, words):
    page = person.post("overdragen/", data)
    assert page.status_code == 422
    assert words in page.content.decode()
    assert Invitation.objects.count() == 1


def test_the_own_address_is_no_colleague(person):
    page = person.post("overdragen/", {"name": "Ik", "email": person.invitation.email})
    assert "Dit is uw eigen adres" in page.content.decode()


def test_what_was_sent_is_not_handed_over(person):
    person.send(4, 4, 4)
    assert person.post("overdragen/", COLLEAGUE)["Location"] == person.base + "klaar/"
    assert Response.objects.count() == 1
    assert Invitation.objects.count() == 1
