"""The rounds that each user sees, and their counts on "Mijn deals"."""

from datetime import timedelta

import pytest
from django.urls import reverse

from impacttool.models import Round
from tests import factories
from tests.factories import NOON
from tests.impacttool.test_views_rounds import clock, closed_survey, page, url

pytestmark = pytest.mark.django_db
__all__ = ["clock"]


def test_a_dealmaker_sees_only_the_own_deals(client):
    own = factories.survey(round=factories.round_(year=2026))
    other = factories.survey(round=own.round)
    factories.invitation(survey=own)
    factories.invitation(survey=other)
    factories.round_(year=2027, state=Round.State.DRAFT)
    client.force_login(factories.dealmaker(own.deal))
    text = page(client, "round", 2026)
    assert own.deal.name in text and other.deal.name not in text
    assert "minder dan 5 van 1" in text and "Nu sluiten" not in text
    assert "Ronde 2027" not in page(client, "rounds")
    page(client, "round", 2027, status=404)


def test_a_partner_sees_reports_and_no_counts(client):
    survey = closed_survey(year=2025)
    hidden = factories.survey(round=survey.round)
    client.force_login(factories.partner_contact(survey.deal))
    assert survey.deal.name in page(client, "rounds")
    text = page(client, "round", 2025)
    assert survey.deal.name in text and hidden.deal.name not in text and "<progress" not in text
    assert "versie 1" in page(client, "deal", survey.deal.slug)


def test_somebody_else_sees_only_what_is_public(client):
    survey = closed_survey(year=2025)
    client.force_login(factories.user())
    page(client, "round", 2025, status=404)
    assert "Nog geen rapporten" in page(client, "rounds")
    survey.is_published = True
    survey.save()
    assert survey.deal.name in page(client, "round", 2025)


def test_my_deals_asks_once_for_the_open_rounds_of_all_its_cards(client):
    deals = [factories.deal(), factories.deal()]
    person = factories.dealmaker(deals[0])
    deals[1].roles.create(user=person, role="dealmaker")
    client.force_login(person)
    mine = client.get(reverse("deals:mine")).content.decode()
    assert mine.count(f'hx-get="{url("own_counts")}"') == 1
    assert all(f'id="ronde-{deal.slug}"' in mine for deal in deals)


def test_a_team_sees_the_counts_of_the_open_round_of_the_own_deals(client):
    survey = factories.survey(round=factories.round_(closes_at=NOON + timedelta(days=12)))
    other = factories.survey(round=survey.round)
    quiet = factories.survey(round=survey.round)
    for _number in range(10):
        factories.invitation(survey=survey)
    for _number in range(4):
        factories.response(survey, (4,))
    client.force_login(factories.dealmaker(survey.deal))
    assert ": minder dan 5 van 10 ingevuld, sluit" in page(client, "own_counts")
    factories.response(survey, (4,))
    counts = page(client, "own_counts")
    assert f'hx-swap-oob="innerHTML:#ronde-{survey.deal.slug}"' in counts
    assert f"Impact {survey.round.year}" in counts
    assert ": 5 van 10 ingevuld, sluit over 12 dagen" in counts
    assert other.deal.slug not in counts
    client.force_login(factories.dealmaker(quiet.deal))
    assert "nog niemand uitgenodigd, sluit over 12 dagen" in page(client, "own_counts")


@pytest.mark.parametrize("state", [Round.State.DRAFT, Round.State.CLOSED])
def test_a_round_that_is_not_open_gives_no_count_on_my_deals(client, state):
    survey = factories.survey(round=factories.round_(state=state))
    client.force_login(factories.dealmaker(survey.deal))
    assert survey.deal.slug not in page(client, "own_counts")


def test_a_partner_gets_no_count_on_my_deals(client):
    survey = factories.survey()
    factories.invitation(survey=survey)
    client.force_login(factories.partner_contact(survey.deal))
    assert page(client, "own_counts").strip() == ""
    assert f'id="ronde-{survey.deal.slug}"' in client.get(reverse("deals:mine")).content.decode()


def test_a_deal_that_may_not_be_seen_is_not_there(client):
    client.force_login(factories.user())
    page(client, "deal", factories.deal(is_published=False).slug, status=404)
