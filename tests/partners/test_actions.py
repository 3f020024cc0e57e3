import pytest
from allauth.mfa.models import Authenticator

from foundation.concurrent_edit import ChangedMeanwhile
from foundation.events import FieldChange
from foundation.models import AuditEvent
from partners import actions
from partners.models import Contact, Network, Organisation
from tests import factories
from tests.audit_log import details

pytestmark = pytest.mark.django_db


def test_an_organisation_is_saved_once_per_version_with_a_line_in_the_log():
    staff, organisation = factories.staff(), factories.organisation(name="Gemeente Oud")
    network = Network.objects.create(code="G40")
    organisation.name = "Gemeente Nieuw"
    changes = (FieldChange("name", "naam", "Gemeente Oud", "Gemeente Nieuw"),)
    actions.save_organisation(
        organisation=organisation, networks=[network], version=1, changes=changes, by=staff
    )
    stored = Organisation.objects.get()
    assert (stored.name, stored.version, list(stored.networks.all())) == ("Gemeente Nieuw", 2, [network])
    line = AuditEvent.objects.get()
    assert (line.actor, str(line.subject)) == (staff, f"organisation:{stored.pk}")
    assert details(line) == {"naam": ["Gemeente Oud", "Gemeente Nieuw"]}


def test_a_second_save_over_the_same_version_is_refused_and_changes_nothing():
    organisation = factories.organisation(name="Gemeente Oud")
    actions.save_organisation(organisation=organisation, networks=None, version=1, changes={}, by=None)
    late = Organisation.objects.get()
    late.name = "Gemeente Te Laat"
    with pytest.raises(ChangedMeanwhile):
        actions.save_organisation(organisation=late, networks=None, version=1, changes={}, by=None)
    assert Organisation.objects.get().name == "Gemeente Oud"
    assert AuditEvent.objects.count() == 1


def test_the_log_of_a_contact_names_no_personal_data():
    organisation = factories.organisation()
    contact = Contact(organisation=organisation, name="Anna Geheim", email="anna@voorbeeld.invalid")
    changes = (FieldChange("name", "naam", "", "Anna Geheim"),)
    actions.save_contact(contact=contact, version=1, changes=changes, by=factories.staff())
    line = AuditEvent.objects.get()
    assert line.subject == organisation.audit_subject
    assert details(line) == {"gewijzigd": "naam"}


def test_who_lost_the_phone_gets_a_new_second_step():
    person, administrator = factories.user(), factories.administrator()
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={})
    other = Authenticator.objects.create(user=administrator, type=Authenticator.Type.TOTP, data={})
    actions.reset_second_factor(user=person, by=administrator)
    assert list(Authenticator.objects.all()) == [other]
    assert AuditEvent.objects.get().subject == person.audit_subject
