"""Lists of contacts that go out and come in, where a contact may be of one deal only."""

import csv

import pytest
from django.urls import reverse

from deals.models import ContactDeal
from partners.models import Contact
from tests import factories
from tests.deals.test_views_sheet_import import csv_of, store, upload, url
from tests.deals.test_views_sheets import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def deal():
    return factories.deal(slug="een-deal", name="Een deal")


@pytest.fixture
def organisation(deal):
    """In this deal and in another."""
    made = factories.organisation(name="Gemeente Zon")
    factories.participation(deal=deal, organisation=made)
    factories.participation(organisation=made)
    return made


@pytest.fixture
def maker(client, deal):
    sign_in(client, factories.dealmaker(deal))
    return client


def deals_of(name):
    return list(ContactDeal.objects.filter(contact__name=name).values_list("deal__slug", flat=True))


def line(organisation, name, reach=""):
    return csv_of("Organisatie;Naam;Contact voor", f"{organisation.name};{name};{reach}")


def exported(client):
    answer = client.get(reverse("deals:sheet_export", args=["een-deal", "contactpersonen", "csv"]))
    assert answer.status_code == 200, answer["Location"]
    return answer.content.decode("utf-8-sig")


def test_who_comes_with_a_file_is_of_this_deal_where_the_organisation_has_others(maker, deal, organisation):
    alone = factories.participation(deal=deal).organisation
    there = factories.contact(organisation=organisation, name="Daar")
    ContactDeal.objects.create(contact=there, deal=organisation.participations.exclude(deal=deal).get().deal)
    assert "Nora Nieuw (alleen deze deal)" in upload(maker, line(organisation, "Nora Nieuw"))
    store(maker)
    upload(maker, line(alone, "Otto Ook"))
    store(maker)
    upload(maker, line(organisation, "Alles An", "alle deals van de organisatie"))
    store(maker)
    assert deals_of("Nora Nieuw") == ["een-deal"] and Contact.objects.get(name="Nora Nieuw").new_at is None
    assert deals_of("Otto Ook") == deals_of("Alles An") == []


def test_taking_the_file_back_takes_the_contact_with_its_deal(maker, organisation):
    factories.contact(organisation=organisation, name="Er Al")
    upload(maker, line(organisation, "Nora Nieuw", "alleen deze deal"))
    store(maker)
    page = maker.post(url("sheet_undo"), follow=True).content.decode()
    assert "Teruggedraaid" in page
    assert not ContactDeal.objects.exists()
    assert [one.name for one in Contact.objects.all()] == ["Er Al"]


def test_the_list_holds_contacts_of_this_deal_and_says_which(maker, deal, organisation):
    here, there, both, _everywhere = (
        factories.contact(organisation=organisation, name=name)
        for name in ("Hier", "Daar", "Beide", "Overal")
    )
    other = organisation.participations.exclude(deal=deal).get().deal
    pairs = ((here, deal), (there, other), (both, deal), (both, other))
    ContactDeal.objects.bulk_create(ContactDeal(contact=contact, deal=of) for contact, of in pairs)
    text = exported(maker)
    assert "Daar" not in text and "Overal" in text
    said = {row[3]: row[-1] for row in csv.reader(text.splitlines()[1:], delimiter=";")}
    assert said == {
        "Hier": "alleen deze deal",
        "Beide": "deze en andere gekozen deals",
        "Overal": "alle deals van de organisatie",
    }
    assert "3 staan er al" in upload(maker, text.encode())


def test_a_file_does_not_change_of_which_deals_somebody_is(maker, deal, organisation):
    contact = factories.contact(organisation=organisation, name="Hier")
    ContactDeal.objects.create(contact=contact, deal=deal)
    page = upload(maker, line(organisation, "Hier", "alle deals van de organisatie"))
    assert "kiest u bij de contactpersoon zelf" in page


def test_the_own_contact_of_a_shared_organisation_is_changed_by_a_file(maker, deal, organisation):
    contact = factories.contact(organisation=organisation, name="Hier")
    ContactDeal.objects.create(contact=contact, deal=deal)
    upload(maker, csv_of("Organisatie;Naam;Functie", f"{organisation.name};Hier;adviseur"))
    store(maker)
    contact.refresh_from_db()
    assert contact.function == "adviseur"
