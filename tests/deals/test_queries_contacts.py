"""The people behind a partner, kept up to date by the team of the deal."""

import pytest
from django.urls import reverse

from foundation.models import AuditEvent
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(client):
    """A partner of a deal, its page, and its dealmaker logged in."""
    participation = factories.participation(attached_executive="ja")
    client.force_login(factories.dealmaker(participation.deal))
    return participation


def page_of(participation):
    return reverse("deals:participation_edit", args=[participation.deal.slug, participation.pk])


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()


def test_the_people_of_a_partner_stand_by_level_with_their_function(client, at):
    factories.contact(organisation=at.organisation, name="Wies", function="wethouder", level="bestuurlijk")
    factories.contact(organisation=at.organisation, name="Ben", function="adviseur")
    factories.contact(organisation=at.organisation, name="Vera Vroeger", until_on="2020-01-01")
    factories.contact(name="Elders")
    card = text_of(client.get(page_of(at))).partition('id="contacten"')[2]
    words = [
        "Ambtelijk",
        "Ben</b>, adviseur",
        "Directie",
        "nog niemand",
        "Bestuurlijk",
        "aangehaakt",
        "Wies</b>, wethouder",
    ]
    places = [card.index(word) for word in words]
    assert places == sorted(places)
    assert "Vera Vroeger" not in card
    assert "Elders" not in card


def test_the_dealmaker_adds_mends_and_replaces_a_contact_and_comes_back(client, at):
    page = page_of(at)
    add = reverse("partners:contact_add", args=[at.organisation.pk])
    assert f"{add}?next={page}%23contacten" in text_of(client.get(page))
    data = {"name": "Jasn", "level": "ambtelijk"}
    assert client.post(f"{add}?next={page}%23contacten", data).url == f"{page}#contacten"
    contact = at.organisation.contacts.get()
    words = [at.organisation.pk, contact.pk]
    edit, replace = (reverse(f"partners:{name}", args=words) for name in ("contact_edit", "contact_replace"))
    shown = text_of(client.get(page))
    assert edit in shown
    assert replace in shown
    assert client.post(edit, data | {"name": "Jansen", "version": "1"}).status_code == 302
    assert client.post(replace, data | {"name": "Opvolger", "from_on": "2030-01-01"}).status_code == 302
    assert sorted(at.organisation.contacts.values_list("name", flat=True)) == ["Jansen", "Opvolger"]
    assert AuditEvent.objects.filter(subject_kind="organisation", subject_key=at.organisation.pk).count() == 3


@pytest.mark.parametrize(
    ("stage", "basis", "status"),
    [
        ("in_gesprek", "", 200),
        ("ondertekend", "", 200),
        ("", "genoemd", 200),
        ("", "afgeleid", 403),
        ("benaderd", "", 403),
        ("vertrokken", "", 403),
        ("afgezien", "", 403),
    ],
)
def test_only_of_who_is_at_the_table_of_the_own_deal(client, at, stage, basis, status):
    at.stage, at.basis = stage, basis
    at.save()
    other = factories.participation()
    assert client.get(reverse("partners:contact_add", args=[at.organisation_id])).status_code == status
    assert client.get(reverse("partners:contact_add", args=[other.organisation_id])).status_code == 403
    page = text_of(client.get(page_of(at)))
    assert ("Contactpersoon toevoegen" in page) == (status == 200)
    assert ("Zet eerst het stadium goed" in page) == (status == 403)


def test_a_form_never_sends_to_another_site(client, at):
    add = reverse("partners:contact_add", args=[at.organisation_id])
    away = client.post(f"{add}?next=https://elders.invalid/", {"name": "A", "level": "ambtelijk"})
    assert away.url == at.organisation.get_absolute_url()
