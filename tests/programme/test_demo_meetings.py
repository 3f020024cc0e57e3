"""Bodies, decisions, action points and talks of the demo: every text says that it is made up, made once."""

from datetime import date

import pytest
from django.urls import reverse

from deals.models import ActionPoint, Body, BodyMember, Conversation, Decision
from programme.demo import meetings
from tests import factories

pytestmark = pytest.mark.django_db
MADE = [ActionPoint, Body, BodyMember, Conversation, Decision]


@pytest.fixture
def deal():
    deal = factories.deal(slug="energieke-wijken")
    for _partner in range(8):
        factories.participation(deal=deal)
    return deal


def is_marked(text):
    return "Voorbeeld: " in text or "(verzonnen)" in text


def test_every_text_says_that_it_is_made_up(deal):
    meetings.make_meetings()
    assert all(model.objects.exists() for model in MADE)
    texts = [text for one in Body.objects.all() for text in (one.name, one.mandate)]
    texts += [text for one in ActionPoint.objects.all() for text in (one.text, one.owner)]
    texts += [text for one in Conversation.objects.all() for text in (one.what, one.with_whom)]
    texts += [one.function for one in BodyMember.objects.all()] + [one.text for one in Decision.objects.all()]
    assert [text for text in texts if not is_marked(text)] == []
    assert not BodyMember.objects.exclude(person="").exists()


def test_the_pages_show_it_with_the_mark(client, deal):
    meetings.make_meetings()
    client.force_login(factories.dealmaker(deal))
    page = client.get(reverse("deals:planning", args=[deal.slug])).content.decode()
    for text in (
        "Stuurgroep (verzonnen)",
        "bestuurder (verzonnen)",
        "Voorbeeld: wij beginnen",
        "Voorbeeld: met elke",
    ):
        assert text in page


def test_made_once_also_after_somebody_removed_or_added(deal):
    meetings.make_meetings()
    before = [model.objects.count() for model in MADE]
    Body.objects.update(deleted_at="2026-01-01T00:00Z")
    meetings.make_meetings()
    assert [model.with_removed.count() for model in MADE] == before


def test_only_the_deals_of_the_demo_and_nothing_after_their_end(deal):
    other = factories.deal(slug="een-andere-deal")
    deal.ends_on = date(2025, 4, 3)
    deal.save()
    meetings.make_meetings()
    assert not other.bodies.exists() and deal.bodies.exists()
    assert [one.decided_on for one in Decision.objects.all()] == [date(2024, 4, 18)]
    assert [one.state for one in ActionPoint.objects.all()] == ["gedaan"]
    assert not Conversation.objects.exists()
