"""Talks with a partner: read by the deal team and Agenda Stad alone."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from deals.models import Conversation
from foundation.models import AuditEvent
from tests import factories
from tests.audit_log import details, verb

pytestmark = pytest.mark.django_db
TALK = {
    "held_on": "1-6-2026",
    "kind": "driegesprek",
    "with_whom": "directeur wonen",
    "what": "het tempo van werken",
}


def url(name, *args):
    return reverse(f"deals:{name}", args=args)


def text_of(response):
    return response.content.decode()


@pytest.fixture
def partner():
    return factories.participation()


@pytest.fixture
def team(client, partner):
    person = factories.dealmaker(partner.deal)
    client.force_login(person)
    return person


def test_a_talk_is_written_down_changed_and_removed(client, partner, team):
    slug = partner.deal.slug
    back = client.post(url("conversation_add", slug, partner.pk), TALK).url
    made = Conversation.objects.get()
    page = text_of(client.get(back))
    assert "driegesprek · directeur wonen" in page
    assert "het tempo van werken" in page
    client.post(url("conversation_edit", slug, made.pk), TALK | {"version": "1", "what": "nu de bemensing"})
    assert "nu de bemensing" in text_of(client.get(back))
    client.post(url("conversation_delete", slug, made.pk))
    assert not Conversation.objects.exists()


def test_the_log_never_says_what_was_talked_about(client, partner, team):
    client.post(url("conversation_add", partner.deal.slug, partner.pk), TALK)
    line = AuditEvent.objects.get(deal_id=partner.deal.pk)
    assert verb(line) == "legde een gesprek vast"
    assert "tempo" not in str(details(line))


def test_a_talk_has_been_held(client, partner, team):
    tomorrow = timezone.localdate() + timedelta(days=1)
    page = client.post(url("conversation_add", partner.deal.slug, partner.pk), TALK | {"held_on": tomorrow})
    assert "Deze datum ligt in de toekomst." in text_of(page)


def test_the_second_of_two_editors_sees_both_texts(client, partner, team):
    client.post(url("conversation_add", partner.deal.slug, partner.pk), TALK)
    made = Conversation.objects.get()
    Conversation.objects.update(version=2, what="van Anna")
    page = text_of(client.post(url("conversation_edit", partner.deal.slug, made.pk), TALK | {"version": "1"}))
    assert "Intussen opgeslagen: “van Anna”." in page


def test_the_partner_itself_and_the_administrator_see_nothing_of_it(client, partner):
    made = partner.conversations.create(held_on="2026-06-01", with_whom="wethouder", what="stil")
    contact = factories.user()
    factories.contact(organisation=partner.organisation, user=contact)
    for person in (contact, factories.administrator(), factories.dealmaker(factories.deal())):
        client.force_login(person)
        assert client.get(url("conversations", partner.deal.slug, partner.pk)).status_code == 403
        assert client.get(url("conversation_edit", partner.deal.slug, made.pk)).status_code == 404
        assert "gesprekken/" not in text_of(client.get(url("partners", partner.deal.slug)))
