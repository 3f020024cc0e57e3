"""Handing over to a colleague, and the organisation's commitments."""

import pytest
import time_machine

from deals.models import CommitmentConfirmation
from impacttool import tasks
from impacttool.models import Invitation, Response
from impacttool.queries.invitations import counts
from partners.models import LogEntry
from tests import factories
from tests.impacttool.respondents import NOW, Respondent, invite, open_survey

pytestmark = pytest.mark.django_db
COLLEAGUE = {"name": "Anna Smit", "email": "Anna@voorbeeld.invalid"}


@pytest.fixture(autouse=True)
def _surroundings(monkeypatch):
    monkeypatch.setattr(tasks.sweep_messages, "apply_async", lambda **_options: None)
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def person():
    organisation = factories.organisation(name="Gemeente Deventer")
    return Respondent(invite(open_survey(year=2026), organisation=organisation, partner_type="gemeente"))


@pytest.fixture
def commitments(person):
    participation = factories.participation(
        deal=person.invitation.survey.deal, organisation=person.invitation.organisation
    )
    factories.commitment(participation=participation, description="van vroeger", year_until=2025)
    return [
        factories.commitment(participation=participation, description=words) for words in ("eerste", "tweede")
    ]


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
    assert Response.objects.count() == 0
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


def test_without_commitments_there_is_nothing_to_confirm(person):
    assert person.get("afspraken/")["Location"] == person.base
    assert "Even nalopen" not in person.get().content.decode()


def test_commitments_are_confirmed_in_the_name_of_the_organisation(person, commitments):
    assert "heeft 2 afspraken" in person.get().content.decode()
    text = person.get("afspraken/").content.decode()
    assert "eerste" in text
    assert "van vroeger" not in text
    first = commitments[0]
    data = {f"a{first.pk}-state": "meer", f"a{first.pk}-note": "mooi", "is_right": "ja"}
    assert person.post("afspraken/", data)["Location"] == person.base
    said = CommitmentConfirmation.objects.get()
    assert (said.commitment, said.year, said.state, said.note) == (first, 2026, "meer", "mooi")
    assert said.confirmed_by == "Gemeente Deventer"
    assert Response.objects.count() == 0
    line = LogEntry.objects.get()
    assert line.verb == "Gemeente Deventer bevestigde 1 afspraak over 2026"
    assert line.actor is None


def test_a_colleague_who_said_something_else_is_not_overwritten_unseen(person, commitments):
    first = commitments[0]
    CommitmentConfirmation.objects.create(commitment=first, year=2026, state="minder", note="tegenslag")
    data = {f"a{first.pk}-state": "meer"}
    page = person.post("afspraken/", data)
    assert page.status_code == 422
    text = page.content.decode()
    assert "minder dan afgesproken" in text
    assert "tegenslag" in text
    assert CommitmentConfirmation.objects.get().state == "minder"
    seen = data | {f"a{first.pk}-was_state": "minder", f"a{first.pk}-was_note": "tegenslag"}
    person.post("afspraken/", seen)
    assert CommitmentConfirmation.objects.get().state == "meer"


def test_everything_may_be_skipped(person, commitments):
    assert person.post("afspraken/", {})["Location"] == person.base
    assert not CommitmentConfirmation.objects.exists()
    assert not LogEntry.objects.exists()


def test_a_note_without_a_choice_is_asked_about(person, commitments):
    page = person.post("afspraken/", {f"a{commitments[0].pk}-note": "hm"})
    assert page.status_code == 422
    assert "Kies ook hoe het ging." in page.content.decode()


def test_a_contact_who_is_no_longer_right_is_told_to_the_team(person, commitments):
    answer = person.post("afspraken/", {"is_right": "nee"})
    assert answer["Location"] == person.base + "overdragen/"
    assert LogEntry.objects.get().verb == "Gemeente Deventer meldde dat de contactpersoon niet meer klopt"


def test_a_strange_choice_is_refused(person, commitments):
    page = person.post("afspraken/", {f"a{commitments[0].pk}-state": "onzin"})
    assert page.status_code == 422
