"""Planning: dates that move, the drawing of the milestones."""

import pytest
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"deals:{name}", args=args)


@pytest.fixture
def deal():
    return factories.deal()


@pytest.fixture
def team(client, deal):
    person = factories.dealmaker(deal, name="Dea Maker")
    client.force_login(person)
    return person


MILESTONE = {"version": "1", "kind": "product", "name": "Handreiking", "planned_on": "2026-09-01"}


def test_who_moves_a_date_says_why_and_the_move_stays_readable(client, deal, team):
    milestone = factories.milestone(deal=deal, name="Handreiking", planned_on="2026-09-01")
    edit = url("milestone_edit", deal.slug, milestone.pk)
    moved = MILESTONE | {"expected_on": "2026-12-01"}
    page = client.post(edit, moved).content.decode()
    assert "Vul in waarom de datum verschuift." in page and "2026-12-01" in page
    client.post(edit, moved | {"reason": "de proef duurt langer"})
    page = client.get(url("planning", deal.slug)).content.decode()
    assert "verschoven van 1 september 2026 naar 1 december 2026: de proef duurt langer (Dea Maker," in page
    client.logout()
    page = client.get(url("planning", deal.slug)).content.decode()
    assert "verschoven van 1 september 2026 naar 1 december 2026" in page
    assert "de proef duurt langer" not in page and "Dea Maker" not in page


def test_another_name_asks_no_reason(client, deal, team):
    milestone = factories.milestone(deal=deal, planned_on="2026-09-01")
    client.post(url("milestone_edit", deal.slug, milestone.pk), MILESTONE)
    milestone.refresh_from_db()
    assert (milestone.name, milestone.kind) == ("Handreiking", "product")
    assert not milestone.moves.exists()


def test_the_milestones_are_drawn_with_their_words(client, deal):
    assert "<svg" not in client.get(url("planning", deal.slug)).content.decode().split('id="mijlpalen"')[1]
    factories.milestone(deal=deal, name="<Proef>", planned_on="2026-09-01", kind="product")
    page = client.get(url("planning", deal.slug)).content.decode()
    assert "&lt;Proef&gt;: gepland op 1 september 2026." in page
    assert ">product</span>" in page
