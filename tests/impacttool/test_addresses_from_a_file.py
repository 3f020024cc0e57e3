"""Contacts that come in with a list: whoever brought them is not the second one who sees their address."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from impacttool.actions.invitations import Person, invite
from impacttool.models import Invitation, InvitationRequest
from impacttool.queries.invitations import contacts_to_invite, token_of
from partners.models import Contact
from tests import factories
from tests.impacttool.respondents import NOW, Respondent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]


@pytest.fixture
def organisation(survey):
    return factories.participation(
        deal=survey.deal, organisation=factories.organisation(name="Bureau Vast")
    ).organisation


@pytest.fixture
def maker(client, survey):
    user = factories.dealmaker(survey.deal)
    client.force_login(user)
    return user


def bring_in(client, deal, *rows):
    """The page after storing."""
    lines = "\n".join(["Organisatie;Naam;E-mailadres;Niveau", *rows])
    address = reverse("deals:sheet_import", args=[deal.slug])
    file = SimpleUploadedFile("contactpersonen.csv", lines.encode())
    page = client.post(address, {"file": file}, follow=True).content.decode()
    print_ = page.partition('name="fingerprint" value="')[2].partition('"')[0]
    assert print_, page
    confirm = reverse("deals:sheet_confirm", args=[deal.slug])
    return client.post(confirm, {"fingerprint": print_}, follow=True).content.decode()


def invitations_of(survey, part=""):
    return reverse("impacttool:invitations", args=[survey.round.year, survey.deal.slug]) + part


def test_four_mailboxes_from_a_file_wait_for_a_second_person(client, survey, organisation, maker):
    bring_in(
        client,
        survey.deal,
        *(f"Bureau Vast;Bus {n};bus{n}@x.nl;ambtelijk" for n in ("een", "twee", "drie", "vier")),
    )
    ticked = list(contacts_to_invite(survey, NOW.date()).values_list("pk", flat=True))
    page = client.post(invitations_of(survey, "contacten/"), {"contacts": ticked}, follow=True)
    assert "4 contactpersonen vulde u pas zelf in." in page.content.decode()
    assert (Invitation.objects.count(), InvitationRequest.objects.count()) == (0, 4)


@pytest.fixture
def invited(survey, organisation):
    contact = factories.contact(organisation=organisation, email="jan.fout@x.nl", name="Jan Vast")
    invite(survey=survey, people=[Person(contact.email, contact=contact)], by=None, now=NOW)
    return Respondent(Invitation.objects.get())


def test_an_address_that_is_mended_in_a_file_takes_its_link_along_and_waits(client, survey, invited, maker):
    page = bring_in(client, survey.deal, "Bureau Vast;Jan Vast;jan@x.nl;ambtelijk")
    assert "De nieuwe wacht op akkoord van een tweede persoon" in page
    assert invited.get().status_code == 410
    asked = InvitationRequest.objects.get()
    assert (asked.email, asked.asked_by, asked.contact.address_by) == ("jan@x.nl", maker, maker)


def test_a_file_that_is_taken_back_gives_the_old_link_back(client, survey, invited, maker):
    bring_in(client, survey.deal, "Bureau Vast;Jan Vast;jan@x.nl;ambtelijk")
    undo = reverse("deals:sheet_undo", args=[survey.deal.slug])
    assert "werkt weer" in client.post(undo, follow=True).content.decode()
    assert Contact.objects.get().email == "jan.fout@x.nl"
    assert not InvitationRequest.objects.exists()
    assert token_of(Invitation.objects.get(revoked_at=None)) == invited.token
