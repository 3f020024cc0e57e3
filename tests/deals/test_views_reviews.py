"""The half-yearly review: planned beside real, written down with how it stood then."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from deals.queries import review_figures, review_shown
from foundation.models import AuditEvent
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def url(name, *args):
    return reverse(f"deals:{name}", args=args)


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_planned_stands_beside_real(client, deal, team):
    factories.milestone(deal=deal, name="Begin", planned_on="2026-01-01", done_on="2026-02-03")
    factories.milestone(deal=deal, name="Slot", planned_on="2026-03-01", expected_on="2026-05-04")
    page = words(client.get(url("reviews", deal.slug)))
    assert "Begin 1 januari 2026 – 3 februari 2026" in page
    assert "Slot 1 maart 2026 4 mei 2026 nog niet" in page
    assert "1 van 2 mijlpalen gehaald." in page


def test_agreements_that_run_this_year_stand_there_with_what_was_said(client, deal, team):
    partner = factories.participation(deal=deal, organisation=factories.organisation(name="Gemeente A"))
    years = {"participation": partner, "year_from": TODAY.year, "year_until": TODAY.year}
    said = factories.commitment(**years, kind="geld", amount_eur_per_year=40000, description="")
    said.confirmations.create(year=TODAY.year, state="zoals")
    factories.commitment(**years, description="denkt mee")
    factories.commitment(participation=partner, description="was eerder", year_from=2001, year_until=2002)
    left = factories.participation(deal=deal, stage="vertrokken")
    factories.commitment(**years | {"participation": left}, description="ging weg")
    page = words(client.get(url("reviews", deal.slug)))
    assert "Gemeente A Zoals afgesproken : € 40.000 per jaar" in page
    assert "1 afspraak nog te bevestigen, van 1 partner Gemeente A denkt mee" in page
    assert "was eerder" not in page and "ging weg" not in page
    assert f"Van 1 van 2 afspraken is gezegd hoe het in {TODAY.year} gaat." in page


def test_action_points_are_those_since_the_review_before_without_names(client, deal, team):
    deal.action_points.create(text="Open werk", owner="Jan Persoon")
    deal.action_points.create(text="Net klaar", state="gedaan", closed_on=TODAY)
    deal.action_points.create(text="Lang klaar", state="gedaan", closed_on=TODAY - timedelta(days=40))
    assert "Lang klaar" in words(client.get(url("reviews", deal.slug)))
    client.post(url("review_add", deal.slug), {"held_on": TODAY - timedelta(days=30), "note": "goed"})
    page = words(client.get(url("reviews", deal.slug)))
    assert "Open werk" in page and "Net klaar" in page and "1 actiepunt open." in page
    assert "Lang klaar" not in page and "Jan Persoon" not in page


def test_what_was_written_down_keeps_how_it_stood(client, deal, team):
    milestone = factories.milestone(deal=deal, name="Begin", planned_on="2026-01-01")
    client.post(url("review_add", deal.slug), {"held_on": "2026-06-01", "note": "Het loopt & groeit"})
    review = deal.reviews.get()
    milestone.done_on = "2026-07-01"
    milestone.save()
    assert "1 juni 2026 Het loopt &amp; groeit" in words(client.get(url("reviews", deal.slug)))
    kept = words(client.get(url("review", deal.slug, review.pk)))
    assert "Halfjaargesprek van 1 juni 2026" in kept and "0 van 1 mijlpalen gehaald." in kept
    again = {"held_on": "2026-06-02", "note": "Het loopt goed", "version": "1"}
    client.post(url("review_edit", deal.slug, review.pk), again)
    kept = words(client.get(url("review", deal.slug, review.pk)))
    assert "Het loopt goed" in kept and "0 van 1 mijlpalen gehaald." in kept


def test_two_people_do_not_overwrite_each_other(client, deal, team):
    client.post(url("review_add", deal.slug), {"held_on": "2026-06-01", "note": "van Anna"})
    review = deal.reviews.get()
    late = {"held_on": "2026-06-01", "note": "van Bob", "version": "0"}
    page = client.post(url("review_edit", deal.slug, review.pk), late).content.decode()
    review.refresh_from_db()
    assert review.note == "van Anna" and "van Bob" in page


def test_a_review_is_removed_with_a_line(client, deal, team):
    client.post(url("review_add", deal.slug), {"held_on": "2026-06-01", "note": "goed"})
    client.post(url("review_delete", deal.slug, deal.reviews.get().pk))
    assert not deal.reviews.exists()
    assert AuditEvent.objects.filter(deal_id=deal.pk).count() == 2


def test_the_planning_leads_to_it(client, deal, team):
    assert url("reviews", deal.slug) in client.get(url("planning", deal.slug)).content.decode()


def test_what_is_made_up_says_so(client, deal, team):
    partner = factories.participation(deal=deal, organisation=factories.organisation(name="Gemeente A"))
    years = {"participation": partner, "year_from": TODAY.year, "year_until": TODAY.year}
    factories.commitment(description="Denkt mee", is_demo=True, **years)
    factories.milestone(deal=deal, name="Slot", planned_on="2026-03-01", is_demo=True)
    page = words(client.get(url("reviews", deal.slug)))
    assert "Slot verzonnen" in page and f"Denkt mee ({TODAY.year}) (verzonnen" in page
    assert "verzonnen)" in words(client.get(url("newcomers", deal.slug)))


def test_agreements_are_grouped_by_partner_and_what_went_otherwise_stands_first(client):
    deal = factories.deal()
    for name, state in (("Gemeente A", "zoals"), ("Gemeente Z", "minder"), ("Gemeente M", "")):
        partner = factories.participation(deal=deal, organisation=factories.organisation(name=name))
        for turn in range(2):
            made = factories.commitment(participation=partner, description=f"{name} punt {turn}")
            if state:
                made.confirmations.create(year=made.year_from, state=state)
    shown = review_shown(review_figures(deal, day=date(made.year_from, 6, 1)))
    assert [name for name, agreements in shown["partners"]] == ["Gemeente Z", "Gemeente A"]
    assert [(name, len(agreements)) for name, agreements in shown["unsaid"]] == [("Gemeente M", 2)]
    client.force_login(factories.dealmaker(deal))
    text = client.get(reverse("deals:reviews", args=[deal.slug])).content.decode()
    assert "afspraken nog te bevestigen" in text
