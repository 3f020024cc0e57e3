"""A contact whose address was mended: one person, one link, one response, and nobody reads another's answers.

A second person sees the new address before a link goes there: else one dealmaker could answer for a whole deal.
"""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from foundation.events import FieldChange
from foundation.models import AuditEvent
from impacttool.actions.asking import agree, invite_or_ask
from impacttool.actions.invitations import Person, invite, withdraw_invitation
from impacttool.events import InvitationEvent
from impacttool.models import Answer, Invitation, InvitationRequest, Message, Response
from impacttool.queries.invitations import contacts_to_invite, counts, token_of
from partners.actions import save_contact
from partners.models import Contact
from tests import factories
from tests.impacttool.respondents import NOW, Respondent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]


@pytest.fixture
def contact(survey):
    organisation = factories.participation(deal=survey.deal).organisation
    return factories.contact(organisation=organisation, email="jan.fout@x.nl", name="Jan")


@pytest.fixture
def old(survey, contact):
    invite(survey=survey, people=[Person(contact.email, "Jan", contact=contact)], by=None, now=NOW)
    return Respondent(Invitation.objects.get())


def change(contact, email="jan@x.nl", by=None, **fields):
    """What there is to say of it."""
    for name, value in fields.items():
        setattr(contact, name, value)
    contact.email = email
    by = by or factories.staff()
    return save_contact(
        contact=contact, version=contact.version, changes=[FieldChange("email", "e-mailadres")], by=by
    )


def mend(contact, email="jan@x.nl"):
    """With the second person, who agrees."""
    change(contact, email)
    agree(asked=InvitationRequest.objects.get(), by=factories.staff(), now=timezone.now())


def page_of(survey):
    return reverse("impacttool:invitations", args=[survey.round.year, survey.deal.slug])


def decide(client, user, survey, answer="akkoord"):
    client.force_login(user)
    address = f"{page_of(survey)}gevraagd/{InvitationRequest.objects.get().pk}/"
    return client.post(address, {answer: "1"}, follow=True).content.decode()


def test_the_old_link_is_dead_at_once_and_the_new_one_waits_for_a_second_person(client, survey, contact, old):
    dealmaker, officer = factories.dealmaker(survey.deal), factories.staff()
    client.force_login(dealmaker)
    fields = {"name": contact.name, "email": "bus@x.nl", "level": contact.level, "version": contact.version}
    address = reverse("partners:contact_edit", args=[contact.organisation_id, contact.pk])
    page = client.post(address, fields, follow=True).content.decode()
    assert "De nieuwe wacht op akkoord van een tweede persoon" in page
    assert old.get().status_code == 410
    assert old.tap(4).status_code == 409
    assert not Message.objects.filter(mail__state="wacht").exists()
    assert "Wie een adres voordraagt" in decide(client, dealmaker, survey)
    assert "was al uitgenodigd; het adres is aangepast" in client.get(page_of(survey)).content.decode()
    assert not Message.objects.filter(mail__state="wacht").exists()
    assert "bus@x.nl staat klaar" in decide(client, officer, survey)
    moved = Invitation.objects.get()
    assert (moved.pk, moved.email, moved.agreed_by) == (old.invitation.pk, "bus@x.nl", officer)
    assert Message.objects.get(mail__state="wacht").mail.to == "bus@x.nl"


@pytest.mark.parametrize("inviter", ["mender", "colleague"])
def test_an_officer_who_mends_needs_another_officer_whoever_invited(client, survey, contact, inviter):
    mender = factories.staff()
    by = mender if inviter == "mender" else factories.dealmaker(survey.deal)
    invite(survey=survey, people=[Person(contact.email, "Jan", contact=contact)], by=by, now=NOW)
    change(contact, by=mender)
    assert "Wie een adres voordraagt" in decide(client, mender, survey)
    assert not Invitation.objects.filter(revoked_at=None).exists()


def test_an_answer_that_was_sent_stays_one_answer_while_it_waits_and_when_nobody_agrees(
    client, survey, contact, old
):
    old.send(5, 5, 5)
    change(contact)
    assert counts([survey])[survey.pk] == (1, 0)
    decide(client, factories.staff(), survey, "niet")
    assert counts([survey])[survey.pk] == (1, 0)
    invite(survey=survey, people=[Person("jan@x.nl", contact=contact)], by=None, now=NOW)
    Respondent(Invitation.objects.get()).look().send(2, 2, 2)
    assert counts([survey])[survey.pk] == (1, 1)


def test_who_is_mended_again_while_it_waits_is_asked_for_once(survey, contact, old):
    first, second = factories.staff(), factories.staff()
    change(contact, by=first)
    change(contact, "jan.smit@x.nl", by=second)
    asked = InvitationRequest.objects.get()
    assert (asked.email, asked.asked_by) == ("jan.smit@x.nl", second)


def test_a_mistake_that_is_taken_back_needs_nobody(survey, contact, old):
    change(contact, "verkeerd@x.nl")
    told = change(contact, "jan.fout@x.nl")
    assert "werkt weer" in told[0]
    assert not InvitationRequest.objects.exists()
    assert token_of(Invitation.objects.get(revoked_at=None)) == old.token


def test_a_colleague_who_invites_the_mended_contact_is_the_second_person(client, survey, contact, old):
    change(contact)
    client.force_login(factories.dealmaker(survey.deal))
    client.post(f"{page_of(survey)}contacten/", {"contacts": [contact.pk]})
    moved = Invitation.objects.get()
    assert (moved.pk, moved.email, moved.revoked_at) == (old.invitation.pk, "jan@x.nl", None)
    assert not InvitationRequest.objects.exists()


def test_the_part_after_a_plus_is_the_same_mailbox_and_waits_for_nobody(contact, old):
    told = change(contact, "jan.fout+deal@x.nl")
    assert "nieuwe link" in told[0]
    assert Invitation.objects.get(revoked_at=None).email == "jan.fout+deal@x.nl"


def test_who_was_invited_by_address_and_is_a_contact_later_keeps_the_place_too(survey):
    invite(survey=survey, people=[Person("jan.fout@x.nl")], by=None, now=NOW)
    organisation = factories.participation(deal=survey.deal).organisation
    contact = factories.contact(organisation=organisation, email="jan.fout@x.nl", name="Jan")
    old = Respondent(Invitation.objects.get())
    old.send(4, 4, 4)
    mend(contact)
    moved = Invitation.objects.get()
    assert (moved.pk, moved.email, moved.contact) == (old.invitation.pk, "jan@x.nl", contact)
    Respondent(moved).look().send(2, 2, 2)
    assert counts([survey])[survey.pk] == (1, 1)


@pytest.mark.parametrize("is_withdrawn", [False, True])
def test_a_link_given_before_the_contact_was_written_down_goes_along_every_time(survey, is_withdrawn):
    """The record is made on its page, later than the link: that is nobody else on it."""
    organisation = factories.participation(deal=survey.deal).organisation
    invite(survey=survey, people=[Person("jan.fout@x.nl", "Jan", organisation)], by=None, now=NOW)
    Respondent(Invitation.objects.get()).send(4, 4, 4)
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        contact = Contact(organisation=organisation, name="Jan")
        change(contact, "jan.fout@x.nl")
    if is_withdrawn:
        withdraw_invitation(invitation=Invitation.objects.get(), by=None, now=NOW)
        people = [Person("jan.fout@x.nl", contact=contact)]
        invite(survey=survey, people=people, by=None, now=NOW + timedelta(minutes=2))
    for minute, email in ((3, "jan@x.nl"), (4, "jan.smit@x.nl")):
        with time_machine.travel(NOW + timedelta(minutes=minute), tick=False):
            mend(contact, email)
        Respondent(Invitation.objects.get(revoked_at=None)).look().send(2, 2, 2)
        assert Invitation.objects.get().email == email
        assert counts([survey])[survey.pk] == (1, 1)


def test_a_link_of_an_address_that_another_contact_reads_stays_there(survey):
    invite(survey=survey, people=[Person("info@x.nl")], by=None, now=NOW)
    organisation = factories.participation(deal=survey.deal).organisation
    contact, _other = (
        factories.contact(organisation=organisation, email="info@x.nl", name=name) for name in ("Jan", "Els")
    )
    assert change(contact) == []
    assert Invitation.objects.get(revoked_at=None).email == "info@x.nl"


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
    assert f"adres aangepast door {contact.address_by}" in client.get(page_of(survey)).content.decode()
    line = AuditEvent.objects.get(event=InvitationEvent.ADDRESS_CHANGED)
    assert str(moved.organisation) in line.subject_label and "jan@x.nl" not in line.subject_label


def test_an_address_that_is_mended_in_the_back_door_waits_too(client, contact, old):
    factories.log_in(client, factories.administrator())
    data = {"organisation": contact.organisation_id, "name": contact.name, "email": "jan@x.nl"}
    data |= {"level": contact.level, "version": contact.version}
    address = reverse("admin:partners_contact_change", args=[contact.pk])
    page = client.post(address, data, follow=True).content.decode()
    assert "wacht op akkoord" in page
    assert InvitationRequest.objects.get().email == "jan@x.nl"
    assert old.get().status_code == 410
    assert not AuditEvent.objects.filter(data__icontains="jan").exists()


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
    change(contact, "JAN.FOUT@x.nl")
    assert token_of(Invitation.objects.get()) == old.token
    change(contact, "opvolger@x.nl", name="Piet Opvolger")
    assert Invitation.objects.get().email == "jan.fout@x.nl"


def test_a_mailbox_that_has_a_link_gets_no_second_one(survey, contact, old):
    invite(survey=survey, people=[Person("jan@x.nl")], by=None, now=NOW)
    assert "had al een link" in change(contact)[0]
    assert list(Invitation.objects.filter(revoked_at=None).values_list("email", flat=True)) == ["jan@x.nl"]
    assert old.get().status_code == 410


def test_after_the_closing_nothing_moves(survey, contact, old):
    with time_machine.travel(survey.round.closes_at, tick=False):
        change(contact)
    assert Invitation.objects.get().email == "jan.fout@x.nl"


def test_a_draft_of_the_old_link_goes_at_once(contact, old):
    old.tap(5)
    change(contact)
    assert not Answer.objects.exists()


def test_somebody_else_on_the_same_record_does_not_take_over_what_was_sent(client, survey, contact, old):
    old.send(5, 5, 5)
    withdraw_invitation(invitation=old.invitation, by=None, now=NOW)
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        change(contact, "opvolger@x.nl", name="Piet Opvolger")
        invite(survey=survey, people=[Person("opvolger@x.nl", contact=contact)], by=None, now=NOW)
        new = Respondent(Invitation.objects.get(revoked_at=None))
        new.send(2, 2, 2)
    assert new.invitation.pk != old.invitation.pk
    assert counts([survey])[survey.pk] == (2, 1)


def test_who_handed_over_gets_no_second_place_on_a_mended_address(survey, contact, old):
    old.post("overdragen/", {"name": "Een ander", "email": "ander@x.nl"})
    change(contact)
    people = [Person("jan@x.nl", contact=contact)]
    done = invite_or_ask(survey=survey, people=people, by=factories.dealmaker(survey.deal), now=NOW)
    assert (done.made, len(done.asked)) == ([], 1)


def test_of_two_contacts_with_one_mailbox_the_one_that_was_asked_for_gets_the_place(survey, contact, old):
    old.send(5, 5, 5)
    factories.contact(organisation=contact.organisation, email="jan@x.nl", name="Els")
    mend(contact)
    Respondent(Invitation.objects.get()).look().send(2, 2, 2)
    assert counts([survey])[survey.pk] == (1, 1)


def test_whoever_comes_on_a_record_leaves_the_link_of_the_one_before_and_may_be_invited(
    client, survey, contact, old
):
    old.tap(5)
    officer = factories.staff()
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        change(contact, "piet.fout@x.nl", name="Piet")
    with time_machine.travel(NOW + timedelta(minutes=2), tick=False):
        assert change(contact, "piet@x.nl", by=officer) == []
    assert list(contacts_to_invite(survey, NOW.date())) == [contact]
    client.force_login(officer)
    page = client.post(f"{page_of(survey)}contacten/", {"contacts": [contact.pk]}, follow=True)
    assert InvitationRequest.objects.get().email == "piet@x.nl"
    assert "was al uitgenodigd" not in page.content.decode()
    assert old.get().status_code == 200
    assert Answer.objects.exists()


def test_the_own_place_comes_before_one_that_was_once_given_to_the_mailbox(survey, contact, old):
    old.send(5, 5, 5)
    invite(survey=survey, people=[Person("jan@x.nl")], by=None, now=NOW)
    withdraw_invitation(invitation=Invitation.objects.get(email="jan@x.nl"), by=None, now=NOW)
    mend(contact)
    living = Invitation.objects.get(revoked_at=None)
    Respondent(living).look().send(2, 2, 2)
    assert living.pk == old.invitation.pk
    assert counts([survey])[survey.pk] == (1, 1)
