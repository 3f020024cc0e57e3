"""Counts of the programme page, by hand."""

from datetime import date
from decimal import Decimal

import pytest

from deals.models import CommitmentConfirmation
from programme import queries
from tests import factories

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)


def test_an_organisation_in_two_deals_counts_once_and_a_left_one_not():
    both, left = factories.organisation(type="gemeente"), factories.organisation(type="ministerie")
    for _deal in range(2):
        factories.participation(organisation=both)
    factories.participation(organisation=left, stage="vertrokken")
    assert queries.partner_counts() == {"gemeente": 1}


def test_commitments_of_a_year():
    running = factories.commitment(year_from=2025, year_until=2026)
    money = {"kind": "geld", "description": ""}
    factories.commitment(year_from=2026, year_until=2028, amount_eur_per_year=Decimal(40000), **money)
    factories.commitment(year_from=2027, year_until=2028, amount_eur_per_year=Decimal(75000), **money)
    CommitmentConfirmation.objects.create(commitment=running, year=2026, state="zoals")
    CommitmentConfirmation.objects.create(commitment=running, year=2025, state="minder")
    counts = queries.commitment_counts(2026)
    assert (counts["total"], counts["confirmed"], counts["money"]) == (2, 1, Decimal(40000))


def test_coming_moments_are_in_order_and_leave_out_what_is_done_or_past():
    deal = factories.deal()
    factories.milestone(deal=deal, name="later", planned_on="2026-09-01")
    factories.milestone(deal=deal, name="eerst", planned_on="2026-06-20")
    factories.milestone(deal=deal, name="voorbij", planned_on="2026-05-01")
    factories.milestone(deal=deal, name="gehaald", planned_on="2026-08-01", done_on="2026-05-30")
    round_ = factories.round_()
    texts = [moment.text for moment in queries.coming_moments(DAY, round_)]
    assert texts == ["eerst", f"Sluiting impactmeting {round_.year}", "later"]
    assert queries.coming_moments(DAY, None)[-1].text == "later"
