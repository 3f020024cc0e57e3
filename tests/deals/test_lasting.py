"""The contacts who stay reachable after the end of a deal."""

from datetime import date

import pytest
from django.urls import reverse

from deals.actions.lasting import mark_lasting_contacts
from deals.queries import contacts_to_mark, lasting_contacts_of
from foundation.models import AuditEvent
from tests import factories

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)


@pytest.fixture
def deal():
    return factories.deal(phase="afronding")


def partner(deal, name, **fields):
    participation = factories.participation(deal=deal, **fields)
    return factories.contact(organisation=participation.organisation, name=name)


def names(deal, day=DAY):
    return [contact.name for contact in lasting_contacts_of(deal, day)]


def test_they_are_kept_with_the_participation_of_their_own_organisation(deal):
    one, other = partner(deal, "Een"), partner(deal, "Ander")
    mark_lasting_contacts(deal=deal, contacts=[one, other], by=None)
    assert set(names(deal)) == {"Een", "Ander"}
    assert [p.lasting_contacts.count() for p in deal.participations.all()] == [1, 1]
    mark_lasting_contacts(deal=deal, contacts=[other], by=None)
    assert names(deal) == ["Ander"]
    assert "Ander" not in str(AuditEvent.objects.values_list("data", flat=True))


def test_elsewhere_the_same_person_is_not_marked(deal):
    one = partner(deal, "Een")
    elsewhere = factories.participation(organisation=one.organisation).deal
    mark_lasting_contacts(deal=deal, contacts=[one], by=None)
    assert names(elsewhere) == []


def test_who_took_over_is_asked_instead(deal):
    first = partner(deal, "Eerst")
    last = factories.contact(organisation=first.organisation, name="Laatst")
    second = factories.contact(
        organisation=first.organisation, name="Toen", until_on="2026-03-01", successor=last
    )
    mark_lasting_contacts(deal=deal, contacts=[first], by=None)
    assert names(deal) == ["Eerst"]
    first.until_on, first.successor = date(2025, 12, 31), second
    first.save()
    assert names(deal) == ["Laatst"]
    last.until_on = date(2026, 5, 1)
    last.save()
    assert names(deal) == []
    last.successor = first  # a circle ends
    last.save()
    assert names(deal) == []


def test_a_partner_that_left_is_not_asked(deal):
    one = partner(deal, "Weg")
    mark_lasting_contacts(deal=deal, contacts=[one], by=None)
    deal.participations.update(stage="vertrokken")
    assert names(deal) == []


def test_the_page_offers_the_contacts_of_today_and_keeps_the_ticks(client, deal):
    one = partner(deal, "Nu Hier")
    factories.contact(organisation=one.organisation, name="Al Weg", until_on="2020-01-01")
    partner(factories.deal(), "Andere Deal")
    assert [contact.name for contact in contacts_to_mark(deal, DAY)] == ["Nu Hier"]
    client.force_login(factories.dealmaker(deal))
    url = reverse("deals:lasting_contacts", args=[deal.slug])
    text = client.get(url).content.decode()
    assert "Nu Hier" in text and "Al Weg" not in text and "Andere Deal" not in text
    assert client.post(url, {"contacts": [one.pk], "seen": ""}).status_code == 302
    assert names(deal) == ["Nu Hier"] and "checked" in client.get(url).content.decode()


def test_who_saves_over_somebody_else_is_told_first(client, deal):
    one, other = partner(deal, "Eerste Keus"), partner(deal, "Tweede Keus")
    client.force_login(factories.dealmaker(deal))
    url = reverse("deals:lasting_contacts", args=[deal.slug])
    mark_lasting_contacts(deal=deal, contacts=[one], by=None)
    late = client.post(url, {"contacts": [other.pk], "seen": ""})
    assert late.status_code == 409 and "Opgeslagen staat nu: Eerste Keus" in late.content.decode()
    assert names(deal) == ["Eerste Keus"]
    assert client.post(url, {"contacts": [other.pk], "seen": str(one.pk)}).status_code == 302
    assert names(deal) == ["Tweede Keus"]


def test_nobody_else_may(client, deal):
    url = reverse("deals:lasting_contacts", args=[deal.slug])
    client.force_login(factories.partner_contact(deal))
    assert client.get(url).status_code == 403
    client.force_login(factories.dealmaker(factories.deal()))
    assert client.post(url, {}).status_code == 403
