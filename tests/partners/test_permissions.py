"""Who may do what with organisations, contacts and the log."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from partners.permissions import require
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    participation = factories.participation()
    organisation = participation.organisation
    contact = factories.user()
    factories.contact(organisation=organisation, user=contact)
    former = factories.user()
    factories.contact(organisation=organisation, user=former, until_on="2020-01-01")
    return organisation, {
        "anonymous": AnonymousUser(),
        "contact": contact,
        "former contact": former,
        "dealmaker": factories.dealmaker(participation.deal),
        "other dealmaker": factories.dealmaker(factories.deal()),
        "staff": factories.staff(),
        "administrator": factories.administrator(),
    }


@pytest.mark.parametrize(
    ("permission", "allowed"),
    [
        ("partners.edit_organisation", {"contact", "staff", "administrator"}),
        ("partners.read_contacts", {"contact", "dealmaker", "staff", "administrator"}),
        ("partners.edit_contacts", {"dealmaker", "staff", "administrator"}),
        ("partners.add_organisation_entry", {"staff", "administrator"}),
        ("partners.read_log", {"staff", "administrator"}),
        ("partners.manage_accounts", {"administrator"}),
    ],
)
def test_only_these_may(people, permission, allowed):
    organisation, users = people
    assert {name for name, user in users.items() if user.has_perm(permission, organisation)} == allowed


def _may_change(contact, users):
    return {name for name, user in users.items() if user.has_perm("partners.change_contacts", contact)}


def test_a_team_changes_the_contacts_of_its_partners(people):
    organisation, users = people
    contact = factories.contact(organisation=organisation)
    assert _may_change(contact, users) == {"dealmaker", "staff", "administrator"}


def test_a_number_that_belongs_to_something_else_gives_no_right(people):
    organisation, users = people
    factories.contact(organisation=organisation, pk=organisation.pk + 1000)
    namesake = factories.organisation(pk=organisation.pk + 1000)
    assert _may_change(namesake, users) == {"staff", "administrator"}


def test_a_team_does_not_change_the_contacts_of_one_in_a_deal_of_another_team(people):
    """Those contacts get the questionnaires of the other deal as well."""
    organisation, users = people
    contact = factories.contact(organisation=organisation)
    factories.participation(organisation=organisation, stage="benaderd")
    assert _may_change(contact, users) == {"staff", "administrator"}
    assert users["dealmaker"].has_perm("partners.edit_contacts", organisation)


def test_what_is_not_allowed_is_refused(people):
    organisation, users = people
    require(users["staff"], "partners.edit_organisation", organisation)
    with pytest.raises(PermissionDenied):
        require(users["former contact"], "partners.edit_organisation", organisation)
