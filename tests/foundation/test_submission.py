"""A form that is sent twice makes one thing, also without a script and also at the same moment."""

import re
import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from deals import tasks
from deals.models import Deal, Milestone
from foundation.models import SentForm
from partners.models import Contact
from tests import factories

KEY = re.compile(r'name="once" value="([^"]+)"')


def url(name, *args):
    return reverse(f"deals:{name}", args=args)


def key_on(client, address):
    return KEY.search(client.get(address).content.decode())[1]


@pytest.fixture
def deal(db):
    return factories.deal()


@pytest.fixture
def team(client, deal):
    person = factories.dealmaker(deal)
    client.force_login(person)
    return person


def _partner(deal):
    return factories.participation(deal=deal)


# {what: (address, what is sent, how many there are)}
CREATES = {
    "mijlpaal": lambda deal: (
        url("milestone_add", deal.slug),
        {"name": "Opening", "planned_on": "2026-09-01"},
        deal.milestones,
    ),
    "besluit": lambda deal: (
        url("piece_add", deal.slug, "besluiten"),
        {"decided_on": "2024-05-01", "text": "wij beginnen"},
        deal.decisions,
    ),
    "onderdeel": lambda deal: (  # the name of which is taken by the first
        url("piece_add", deal.slug, "onderdelen"),
        {"kind": "spoor", "name": "Wonen"},
        deal.parts,
    ),
    "gesprek": lambda deal: (
        url("conversation_add", deal.slug, (one := _partner(deal)).pk),
        {"held_on": "2024-05-01", "kind": "gesprek", "with_whom": "wethouder", "what": "tempo"},
        one.conversations,
    ),
    "afspraak": lambda deal: (
        url("commitment_add", deal.slug, (one := _partner(deal)).pk),
        {"kind": "inzet", "description": "denkt mee", "year_from": "2026", "year_until": "2026"},
        one.commitments,
    ),
    "partner": lambda deal: (
        url("participation_add", deal.slug),
        {"organisation_name": factories.organisation(name="Gemeente Ede").name, "stage": "benaderd"},
        deal.participations,
    ),
    "contactpersoon": lambda deal: (
        reverse("partners:contact_add", args=[(one := _partner(deal)).organisation_id]),
        {"name": "An", "email": "an@voorbeeld.invalid", "level": "ambtelijk"},
        Contact.objects.filter(organisation=one.organisation),
    ),
}


@pytest.mark.parametrize("what", CREATES)
def test_the_same_form_sent_twice_makes_one_and_leads_to_the_same_page(client, deal, team, what):
    address, sent, made = CREATES[what](deal)
    sent |= {"once": key_on(client, address)}
    first, second = client.post(address, sent), client.post(address, sent)
    assert first.status_code == second.status_code == 302 and first.url == second.url
    assert made.count() == 1
    assert "Het is één keer opgeslagen." in client.get(second.url).content.decode()


@pytest.mark.parametrize("what", ["mijlpaal", "gesprek", "afspraak"])
def test_a_new_form_makes_another_with_the_same_text(client, deal, team, what):
    address, sent, made = CREATES[what](deal)
    for _twice in range(2):
        client.post(address, sent | {"once": key_on(client, address)})
    assert made.count() == 2


def test_who_goes_back_and_types_something_else_makes_another(client, deal, team):
    address, sent, made = CREATES["mijlpaal"](deal)
    sent |= {"once": key_on(client, address)}
    client.post(address, sent)
    client.post(address, sent | {"name": "Sluiting"})
    assert [one.name for one in made.order_by("pk")] == ["Opening", "Sluiting"]


def test_a_form_that_was_refused_is_sent_again_with_its_key(client, deal, team):
    address, sent, made = CREATES["mijlpaal"](deal)
    key = key_on(client, address)
    refused = client.post(address, sent | {"name": "", "once": key}).content.decode()
    assert KEY.search(refused)[1] == key
    assert client.post(address, sent | {"once": key}).status_code == 302
    assert made.count() == 1


def test_the_key_of_somebody_else_does_nothing(client, deal, team):
    address, sent, made = CREATES["mijlpaal"](deal)
    sent |= {"once": key_on(client, address)}
    client.post(address, sent)
    client.force_login(factories.dealmaker(deal))
    client.post(address, sent)
    assert made.count() == 2


def test_a_deal_is_made_once_and_both_lead_to_it(client, db):
    staff = factories.staff()
    client.force_login(staff)
    address = url("create")
    sent = {"name": "Nieuwe Deal", "kind": "city_deal", "phase": "idee", "once": key_on(client, address)}
    sent |= {"starts_precision": "dag", "ends_precision": "dag", "dealmaker": staff.email}
    first, second = client.post(address, sent), client.post(address, sent)
    assert first.url == second.url == Deal.objects.get().get_absolute_url()


def test_a_contact_is_replaced_once(client, deal, team):
    old = factories.contact(organisation=_partner(deal).organisation, name="An")
    address = reverse("partners:contact_replace", args=[old.organisation_id, old.pk])
    sent = {"name": "Bo", "email": "bo@voorbeeld.invalid", "from_on": "2026-01-01", "level": "ambtelijk"}
    sent |= {"once": key_on(client, address)}
    first, second = client.post(address, sent), client.post(address, sent)
    assert (first.status_code, second.status_code, first.url) == (302, 302, second.url)
    assert Contact.objects.filter(name="Bo").count() == 1


def test_an_edit_sent_twice_is_no_change_by_somebody_else(client, deal, team):
    one = factories.milestone(deal=deal, name="Opening")
    address = url("milestone_edit", deal.slug, one.pk)
    sent = {"name": "Sluiting", "planned_on": "2026-09-01", "version": "1"}
    sent |= {"once": key_on(client, address)}
    assert [client.post(address, sent).status_code for _twice in range(2)] == [302, 302]
    one.refresh_from_db()
    assert one.version == 2


def test_what_was_sent_is_forgotten_after_a_day(deal):
    now = timezone.now()
    for digest, age in (("a", 25), ("b", 23)):
        SentForm.objects.create(digest=digest)
        SentForm.objects.filter(digest=digest).update(at=now - timedelta(hours=age))
    tasks.discard_removed()
    assert [one.digest for one in SentForm.objects.all()] == ["b"]


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_make_one():
    deal = factories.deal()
    person = factories.dealmaker(deal)
    address, answers, barrier = url("milestone_add", deal.slug), [], threading.Barrier(4)
    sent = {"name": "Opening", "planned_on": "2026-09-01", "once": "dezelfde"}

    def send():
        client = Client()
        client.force_login(person)
        barrier.wait()
        try:
            answers.append(client.post(address, sent).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [302] * 4
    assert Milestone.objects.count() == 1
