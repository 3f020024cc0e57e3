"""Whom a team can still invite."""

import pytest

from impacttool.queries.invitations import contacts_to_invite
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = factories.NOON.date()


@pytest.fixture
def survey():
    return factories.survey()


@pytest.fixture
def contact(survey):
    member = factories.contact()
    factories.participation(deal=survey.deal, organisation=member.organisation)
    return member


def test_a_contact_of_a_partner_is_offered(survey, contact):
    factories.contact()
    assert list(contacts_to_invite(survey, TODAY)) == [contact]


def test_who_has_a_link_is_not_offered_again_until_it_is_withdrawn(survey, contact):
    invitation = factories.invitation(survey=survey, email=contact.email)
    assert not contacts_to_invite(survey, TODAY).exists()
    invitation.revoked_at = factories.NOON
    invitation.save()
    assert contacts_to_invite(survey, TODAY).exists()


@pytest.mark.parametrize("gone", [{"email": ""}, {"until_on": "2026-05-31"}], ids=["no address", "left"])
def test_who_has_no_address_or_left_is_not_offered(survey, contact, gone):
    type(contact).objects.filter(pk=contact.pk).update(**gone)
    assert not contacts_to_invite(survey, TODAY).exists()


def test_contacts_of_a_partner_that_left_are_not_offered(survey, contact):
    survey.deal.participations.update(stage="vertrokken")
    assert not contacts_to_invite(survey, TODAY).exists()
