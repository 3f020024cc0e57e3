"""A contact whose address was mended: one person, one link, one response, and nobody reads another's answers."""

import pytest
import time_machine
from django.urls import reverse

from impacttool.actions.invitations import Person, invite
from impacttool.models import Invitation, Message, Response
from impacttool.queries.invitations import counts, token_of
from partners.actions import save_contact
from partners.models import LogEntry
from tests import factories
from tests.impacttool.respondents import NOW, Respondent, open_survey

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def survey():
    return open_survey()


@pytest.fixture
def contact(survey):
    organisation = factories.participation(deal=survey.deal).organisation
    return factories.contact(organisation=organisation, email="jan.fout@x.nl", name="Jan")


@pytest.fixture
def old(survey, contact):
    invite(survey=survey, people=[Person(contact.email, "Jan", contact=contact)], by=None, now=NOW)
    return Respondent(Invitation.objects.get())


def mend(contact, email="jan@x.nl", **fields):
    for name, value in fields.items():
        setattr(contact, name, value)
    contact.email = email
    return save_contact(contact=contact, version=contact.version, changes=["email"], by=factories.staff())


def test_the_invitation_stays_with_a_new_link_and_the_old_one_is_dead(survey, contact, old):
    mend(contact)
    moved = Invitation.objects.get()
    assert (moved.email, moved.pk) == ("jan@x.nl", old.invitation.pk)
    assert token_of(moved) != old.token
    assert old.client.get(f"/u/{old.token}/").status_code == 404
    assert old.tap(4).status_code == 403
    assert Respondent(moved).opened.status_code == 302
    assert [message.mail.to for message in Message.objects.filter(mail__state="wacht")] == ["jan@x.nl"]


def test_the_team_and_agenda_stad_see_who_mended_it_and_of_which_organisation(client, survey, contact, old):
    mend(contact)
    contact.refresh_from_db()
    moved = Invitation.objects.get()
    client.force_login(factories.staff())
    address = reverse("impacttool:invitations", args=[survey.round.year, survey.deal.slug])
    assert f"adres aangepast door {contact.address_by}" in client.get(address).content.decode()
    line = LogEntry.objects.get(verb="verplaatste een uitnodiging")
    assert str(moved.organisation) in line.subject_label and "jan@x.nl" not in line.subject_label


def test_an_address_that_is_mended_in_the_back_door_moves_too(client, contact, old):
    factories.log_in(client, factories.administrator())
    data = {"organisation": contact.organisation_id, "name": contact.name, "email": "jan@x.nl"}
    data |= {"level": contact.level, "version": contact.version}
    address = reverse("admin:partners_contact_change", args=[contact.pk])
    assert client.post(address, data).status_code == 302
    assert Invitation.objects.get().email == "jan@x.nl"
    assert old.client.get(f"/u/{old.token}/").status_code == 404
    assert not LogEntry.objects.filter(details__icontains="jan").exists()


def test_what_was_sent_counts_on_is_read_by_nobody_and_is_replaced_once(survey, contact, old):
    old.send(5, 5, 5)
    mend(contact)
    new = Respondent(Invitation.objects.get())
    page = new.get().content.decode()
    assert "checked" not in page
    assert "Uw e-mailadres is aangepast" in page
    assert counts([survey])[survey.pk] == (1, 1)
    mend(contact, "jan.smit@x.nl")
    newest = Respondent(Invitation.objects.get())
    newest.look().send(2, 2, 2)
    assert counts([survey])[survey.pk] == (1, 1)
    assert [set(answers.values()) for answers in newest.stored()] == [{2}]


def test_the_page_is_the_same_when_nothing_was_sent(survey, contact, old):
    old.tap(5)
    mend(contact)
    page = Respondent(Invitation.objects.get()).get().content.decode()
    assert "Uw e-mailadres is aangepast" in page
    assert "checked" not in page
    assert not Response.objects.exists()


def test_capitals_are_no_other_address_and_another_person_takes_no_link_over(contact, old):
    mend(contact, "JAN.FOUT@x.nl")
    assert token_of(Invitation.objects.get()) == old.token
    mend(contact, "opvolger@x.nl", name="Piet Opvolger")
    assert Invitation.objects.get().email == "jan.fout@x.nl"


def test_a_mailbox_that_has_a_link_gets_no_second_one(survey, contact, old):
    invite(survey=survey, people=[Person("jan@x.nl")], by=None, now=NOW)
    mend(contact)
    assert list(Invitation.objects.filter(revoked_at=None).values_list("email", flat=True)) == ["jan@x.nl"]
    assert old.get().status_code == 410


def test_after_the_closing_nothing_moves(survey, contact, old):
    with time_machine.travel(survey.round.closes_at, tick=False):
        mend(contact)
    assert Invitation.objects.get().email == "jan.fout@x.nl"
