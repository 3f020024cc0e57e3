from datetime import date

import pytest
from django import forms
from django.http import QueryDict
from django.urls import reverse

from foundation.forms import DutchDateField, PortalForm
from partners.forms.organisation import ContactForm, OrganisationForm
from partners.models import Contact, Network
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("text", ["2026-11-21", "21-11-2026", "21/11/2026", "21 november 2026"])
def test_dates_as_dutch_readers_write_them(text):
    assert DutchDateField().clean(text) == date(2026, 11, 21)


def test_the_register_and_what_is_for_the_programme_are_not_typed_by_a_contact():
    public_body = factories.organisation(tooi_uri="https://identifier.overheid.nl/tooi/id/gemeente/gm0001")
    own = OrganisationForm(instance=public_body, is_for_programme=False)
    assert set(own.fields) == {"name", "abbreviation", "former_names", "website", "version", "read"}
    staff = OrganisationForm(instance=public_body, is_for_programme=True)
    assert "type" not in staff.fields
    assert "type" in OrganisationForm(instance=factories.organisation(), is_for_programme=True).fields


def test_saving_over_a_newer_version_shows_both_values_and_keeps_the_own_text():
    organisation = factories.organisation(name="Gemeente Nu", version=2)
    data = {"name": "Gemeente Van Mij", "version": "1"}
    form = OrganisationForm(data, instance=organisation, is_for_programme=False)
    assert not form.is_valid()
    assert "intussen gewijzigd" in str(form.non_field_errors())
    assert "Gemeente Nu" in str(form.errors["name"])
    assert form["name"].value() == "Gemeente Van Mij"
    assert form["version"].value() == "2"


def test_a_contact_ends_after_it_began():
    data = {"name": "Anna", "level": "ambtelijk", "from_on": "2026-05-01", "until_on": "2026-04-01"}
    form = ContactForm(data, instance=Contact(organisation=factories.organisation()))
    assert "einddatum" in str(form.errors["until_on"])


def test_a_contact_that_was_replaced_meanwhile_is_not_set_back(client):
    client.force_login(factories.staff())
    contact = factories.contact()
    old = {"name": contact.name, "level": "ambtelijk", "email": contact.email, "version": "1"}
    successor = {"name": "Opvolger", "level": "ambtelijk", "from_on": "2026-06-01"}
    client.post(reverse("partners:contact_replace", args=[contact.organisation_id, contact.pk]), successor)
    edit = reverse("partners:contact_edit", args=[contact.organisation_id, contact.pk])
    assert "intussen gewijzigd" in client.post(edit, old).content.decode()
    contact.refresh_from_db()
    assert contact.until_on.isoformat() == "2026-05-31" and contact.version == 2


class EveryKindForm(PortalForm, forms.Form):
    name = forms.CharField(label="Naam")
    kind = forms.ChoiceField(label="Soort", choices=[("a", "a")])
    parts = forms.MultipleChoiceField(label="Onderdelen", choices=[("a", "a")])
    is_sure = forms.BooleanField(label="Ik weet het zeker")
    file = forms.FileField(label="Verslag")
    planned_on = DutchDateField(label="Gepland op")
    own = forms.CharField(label="Reden", error_messages={"required": "Vul in waarom."})


def test_an_empty_field_says_what_to_fill_in():
    assert {name: errors[0] for name, errors in EveryKindForm({}).errors.items()} == {
        "name": "Vul “Naam” in.",
        "kind": "Maak een keuze bij “Soort”.",
        "parts": "Kies er minstens één bij “Onderdelen”.",
        "is_sure": "Vink “Ik weet het zeker” aan.",
        "file": "Kies een bestand bij “Verslag”.",
        "planned_on": "Vul een datum in bij “Gepland op”.",
        "own": "Vul in waarom.",
    }


def test_the_page_of_an_organisation_says_what_to_fill_in(client):
    client.force_login(factories.staff())
    address = reverse("partners:edit", args=[factories.organisation().pk])
    page = client.post(address, {"name": ""}).content.decode()
    assert "Vul “Naam” in." in page
    assert "Maak een keuze bij “Soort”." in page


def test_the_way_in_says_what_to_fill_in(client):
    page = client.post(reverse("account_login"), {}).content.decode()
    assert "Vul “E-mail" in page
    assert "Vul “Wachtwoord” in." in page
    page = client.post(reverse("account_reset_password"), {}).content.decode()
    assert "Vul “E-mail" in page


def test_an_end_of_line_is_one_sign_and_no_change():
    organisation = factories.organisation(name="Gemeente Nu", former_names="een\r\ntwee")
    data = {"name": "Gemeente Nu", "former_names": "een\r\ntwee", "version": "1"}
    form = OrganisationForm(data, instance=organisation, is_for_programme=False)
    assert form.is_valid()
    assert (form.cleaned_data["former_names"], form.changed_data) == ("een\ntwee", [])
    form = OrganisationForm(data | {"former_names": "drie"}, instance=organisation, is_for_programme=False)
    assert form.is_valid() and form.changed_data == ["former_names"]


def test_a_list_that_was_changed_meanwhile_is_shown_by_its_names():
    network, other = Network.objects.create(code="G4"), Network.objects.create(code="G40")
    organisation = factories.organisation(name="Gemeente Nu", version=2)
    organisation.networks.set([network])
    data = QueryDict(f"name=Gemeente Nu&type=gemeente&version=1&networks={other.pk}")
    form = OrganisationForm(data, instance=organisation, is_for_programme=True)
    assert "Intussen opgeslagen: “G4”." in form.errors["networks"]
    organisation.networks.clear()
    form = OrganisationForm(data, instance=organisation, is_for_programme=True)
    assert "Intussen opgeslagen: niets." in form.errors["networks"]


def test_a_browser_never_cuts_what_is_pasted():
    form = ContactForm({"name": "n" * 201, "level": "ambtelijk"})
    assert "maxlength" not in form.as_p()
    assert "200 tekens" in str(form.errors["name"])
