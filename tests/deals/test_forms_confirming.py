"""How a year went, for many agreements at once."""

import pytest
from django.urls import reverse
from django.utils import timezone

from deals.models import CommitmentConfirmation
from partners.models import LogEntry
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def year():
    return timezone.localdate().year


@pytest.fixture
def agreements(year):
    """Three that run this year, of two partners of one deal; the last is of the second partner."""
    deal = factories.deal()
    first, second = (factories.participation(deal=deal) for _ in range(2))
    years = {"year_from": year, "year_until": year}
    return [factories.commitment(participation=one, **years) for one in (first, first, second)]


def page_of(agreements):
    return reverse("deals:commitments_confirm", args=[agreements[0].participation.deal.slug])


def said(year):
    return dict(CommitmentConfirmation.objects.filter(year=year).values_list("commitment_id", "state"))


def test_the_team_answers_row_by_row_and_what_is_left_open_stays_open(client, agreements, year):
    client.force_login(factories.dealmaker(agreements[0].participation.deal))
    one, _two, three = agreements
    text = client.get(page_of(agreements)).content.decode()
    assert text.count('value="zoals"') == 3
    deal_page = client.get(one.participation.deal.get_absolute_url()).content.decode()
    assert page_of(agreements) in deal_page
    empty = client.post(page_of(agreements), {"csrfmiddlewaretoken": "x"})
    assert "Kies bij minstens één afspraak" in empty.content.decode()
    client.post(page_of(agreements), {f"stand_{one.pk}": "meer", f"stand_{three.pk}": "gesprek"})
    assert said(year) == {one.pk: "meer", three.pk: "gesprek"}
    assert client.get(page_of(agreements)).content.decode().count('value="zoals"') == 1
    line = LogEntry.objects.get(verb="bevestigde afspraken")
    assert line.details["meer dan afgesproken"] == one.participation.organisation.name


def test_all_as_agreed_leaves_what_was_chosen(client, agreements, year):
    client.force_login(factories.staff())
    one, two, three = agreements
    client.post(page_of(agreements), {"everything": "1", f"stand_{two.pk}": "minder"})
    assert said(year) == {one.pk: "zoals", two.pk: "minder", three.pk: "zoals"}


def test_a_partner_confirms_the_own_only(client, agreements, year):
    one, _two, three = agreements
    person = factories.user()
    factories.contact(organisation=three.participation.organisation, user=person)
    client.force_login(person)
    client.post(page_of(agreements), {"everything": "1", f"stand_{one.pk}": "minder"})
    assert said(year) == {three.pk: "zoals"}


def test_all_at_once_costs_as_many_queries_for_three_as_for_forty(
    client, agreements, year, django_assert_max_num_queries
):
    deal = agreements[0].participation.deal
    for _ in range(37):
        factories.commitment(
            participation=factories.participation(deal=deal), year_from=year, year_until=year
        )
    client.force_login(factories.staff())
    with django_assert_max_num_queries(20):
        client.post(page_of(agreements), {"everything": "1"})
    assert len(said(year)) == 40
