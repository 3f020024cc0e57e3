"""How a deal stood is kept with the review as it was shown, exact."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from deals.queries import review_figures
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def test_what_is_written_down_is_what_was_shown(client, deal, team):
    factories.milestone(
        deal=deal, planned_on="2026-03-31", planned_precision="kwartaal", done_on="2026-02-03"
    )
    partner = factories.participation(deal=deal, organisation=factories.organisation(name="Gemeente A"))
    years = {"participation": partner, "year_from": TODAY.year, "year_until": TODAY.year}
    money = factories.commitment(**years, kind="geld", amount_eur_per_year="2500.50", description="")
    money.confirmations.create(year=TODAY.year, state="minder", note="later begonnen")
    factories.commitment(**years, description="denkt mee")
    deal.action_points.create(text="Open werk", owner_organisation=partner.organisation, due_on=TODAY)
    deal.action_points.create(text="Net klaar", state="gedaan", closed_on=TODAY, reason="af")
    shown = review_figures(deal, day=TODAY)
    client.post(reverse("deals:review_add", args=[deal.slug]), {"held_on": TODAY, "note": "goed"})
    assert deal.reviews.get().figures == shown
    assert {len(rows) for rows in (shown.milestones, shown.agreements, shown.actions)} == {1, 2}
    assert shown.agreements[0].amount_eur == Decimal("2500.50")
