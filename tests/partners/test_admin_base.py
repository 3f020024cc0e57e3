"""The back door puts nothing back that somebody else changed, and no address of it breaks."""

import pytest
from django.contrib import admin
from django.urls import reverse

from foundation.concurrent_edit import ChangedMeanwhile, save_over
from foundation.models import AuditEvent
from partners.admin.base import LockedAdmin
from partners.models import Contact
from tests import factories
from tests.audit_log import verb

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    person = factories.administrator()
    factories.log_in(client, person)
    return person


def contact_data(contact, **fields):
    kept = {"organisation": contact.organisation_id, "name": contact.name, "email": contact.email}
    return kept | {"level": contact.level, "version": contact.version} | fields


def test_a_save_over_a_newer_version_shows_both_values(client, administrator):
    contact = factories.contact(function="oud")
    address = reverse("admin:partners_contact_change", args=[contact.pk])
    page = client.get(address).content.decode()
    assert '<input type="hidden" name="version" value="1"' in page
    newer = Contact.objects.get(pk=contact.pk)
    newer.function = "van de dealmaker"
    save_over(newer, version=1)
    answer = client.post(address, contact_data(contact, function="van de beheerder"))
    shown = answer.content.decode()
    assert "Iemand anders heeft dit intussen gewijzigd." in shown
    assert "Intussen opgeslagen: “van de dealmaker”." in shown
    contact.refresh_from_db()
    assert contact.function == "van de dealmaker"
    assert not AuditEvent.objects.exists()
    assert client.post(address, contact_data(contact, function="samen")).status_code == 302
    contact.refresh_from_db()
    assert (contact.function, contact.version) == ("samen", 3)


def test_a_new_contact_is_signed_by_the_administrator_who_wrote_the_address_down(client, administrator):
    data = contact_data(factories.contact(), name="Nieuw", email="nieuw@voorbeeld.invalid")
    assert client.post(reverse("admin:partners_contact_add"), data).status_code == 302
    made = Contact.objects.get(name="Nieuw")
    assert (made.address_by, made.version) == (administrator, 1)
    assert [verb(line) for line in AuditEvent.objects.all()] == ["voegde een contactpersoon toe"]


def test_a_save_without_a_version_saves_nothing(client, administrator):
    contact = factories.contact(function="oud")
    data = contact_data(contact, function="nieuw")
    del data["version"]
    client.post(reverse("admin:partners_contact_change", args=[contact.pk]), data)
    contact.refresh_from_db()
    assert contact.function == "oud"


def test_a_save_that_was_overtaken_at_the_last_moment_is_tried_on_what_is_stored_then(
    client, administrator, monkeypatch
):
    """Between reading and saving lies a moment, in which somebody else may save."""
    contact, tries = factories.contact(function="oud"), []

    def overtaken_once(record, *, version):
        tries.append(version)
        if len(tries) == 1:
            raise ChangedMeanwhile
        save_over(record, version=version)

    monkeypatch.setattr("partners.actions.save_over", overtaken_once)
    address = reverse("admin:partners_contact_change", args=[contact.pk])
    assert client.post(address, contact_data(contact, function="nieuw")).status_code == 302
    assert tries == [1, 1]


def test_every_model_with_a_version_is_locked():
    with_version = {
        model
        for model in admin.site._registry
        if any(field.name == "version" for field in model._meta.fields)
    }
    assert len(with_version) == 4
    assert all(isinstance(admin.site._registry[model], LockedAdmin) for model in with_version)


ODD = [
    "r/10/1/",
    "r/1/x/",
    "partners/user/abc/change/",
    "partners/user/99999999999999999999999/change/",
    "partners/user/-1/change/",
    "partners/user/1_00/history/",
    "partners/user/%00/change/",
    "partners/user/?o=99.-7.x",
    "partners/user/?p=99999999999999999999",
    "partners/user/?p=x",
    "partners/user/?q=%00",
    "partners/user/?is_active__exact=zz",
    "partners/user/?password__startswith=a",
    "partners/user/?deal_roles__deal__slug=x",
    "partners/user/?id__in=a,b",
    "partners/user/?e=1",
    "partners/user/?_to_field=password",
    "partners/user/?_popup=1&_to_field=%00",
    "partners/organisation/?networks__id__exact=99999999999999999999999",
    "partners/organisation/?type__exact=%00",
    "partners/user/add/?email=%00&is_administrator=x",
    "partners/contact/add/?organisation=abc",
    "partners/contact/add/?organisation=99999999999999999999999",
    "partners/contact/add/?user=%00",
    "autocomplete/",
    "autocomplete/?app_label=x&model_name=y&field_name=z",
    "autocomplete/?app_label=partners&model_name=contact&field_name=user&term=%00",
    "autocomplete/?app_label=partners&model_name=contact&field_name=user&page=zz",
    "jsi18n/?language=x",
    "bestaat-niet/",
    "partners",
]


@pytest.mark.parametrize("address", ODD)
def test_an_odd_address_is_no_fault_of_ours(client, administrator, address):
    client.raise_request_exception = False
    answer = client.get(f"/beheer/{address}", follow=True)
    assert answer.status_code < 500


def test_a_page_of_the_back_door_leads_to_the_page_of_the_portal(client, administrator):
    deal = factories.deal()
    page = client.get(reverse("admin:deals_deal_change", args=[deal.pk])).content.decode()
    assert f'href="{deal.get_absolute_url()}"' in page
    assert "/beheer/r/" not in page


@pytest.mark.parametrize("odd", ["abc", "9" * 24, "-1", "1\x00"])
@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("partners/user/", {"action": "send_link", "_selected_action": ""}),
        ("partners/apitoken/", {"action": "revoke", "_selected_action": ""}),
        ("partners/apitoken/add/", {"user": ""}),
        ("partners/contact/add/", {"organisation": ""}),
        ("deals/deal/add/", {"roles-TOTAL_FORMS": "1", "roles-INITIAL_FORMS": "0", "roles-0-user": ""}),
    ],
)
def test_an_odd_key_in_what_is_sent_is_no_fault_of_ours(client, administrator, address, fields, odd):
    client.raise_request_exception = False
    data = {name: value or odd for name, value in fields.items()}
    assert client.post(f"/beheer/{address}", data).status_code == 400
