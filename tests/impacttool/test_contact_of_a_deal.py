"""A contact of another deal of the organisation is none in this round, and reads none of its reports."""

import pytest

from deals.models import ContactDeal
from impacttool.models import Invitation, InvitationRequest, Round, Survey
from impacttool.queries.audiences import people
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]


@pytest.fixture
def contact(survey):
    """Of an organisation in this deal, but for its other deal only."""
    organisation = factories.participation(deal=survey.deal).organisation
    other = factories.participation(organisation=organisation)
    made = factories.contact(
        organisation=organisation, name="Daar Alleen", email="daar@x.nl", user=factories.user()
    )
    ContactDeal.objects.create(contact=made, deal=other.deal)
    return made


def page_of(survey, part=""):
    return f"/impact/{survey.round.year}/{survey.deal.slug}/uitnodigingen/{part}"


@pytest.mark.parametrize("is_here", [False, True])
def test_only_a_contact_of_this_deal_is_proposed_and_invited_by_one_person(client, survey, contact, is_here):
    if is_here:
        ContactDeal.objects.create(contact=contact, deal=survey.deal)
    client.force_login(factories.dealmaker(survey.deal))
    assert ("Daar Alleen" in client.get(page_of(survey)).content.decode()) == is_here
    client.post(page_of(survey, "contacten/"), {"contacts": [contact.pk]})
    assert Invitation.objects.exists() == is_here
    if not is_here:
        client.post(page_of(survey, "adressen/"), {"addresses": "daar@x.nl"})
        assert not Invitation.objects.exists() and InvitationRequest.objects.get().email == "daar@x.nl"


def test_it_reads_reports_of_its_own_deal_alone(survey, contact):
    Round.objects.update(state=Round.State.CLOSED)
    other = contact.deal_ties.get().deal
    there = factories.survey(round=survey.round, deal=other)
    for readable in (Survey.objects.reports_visible_to, Survey.objects.of_own_deals):
        assert list(readable(contact.user)) == [there]


def test_who_became_contact_of_one_deal_still_knows_what_was_read_of_the_other(survey, contact):
    other = contact.deal_ties.get().deal_id
    assert people(user=contact.user)[contact.user_id] == ({other}, {other, survey.deal_id})
    contact.deal_ties.all().delete()
    now, ever = people(user=contact.user)[contact.user_id]
    assert now == ever == {other, survey.deal_id}
