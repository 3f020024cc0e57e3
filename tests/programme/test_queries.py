"""Counts of the programme page, by hand."""

from datetime import date
from decimal import Decimal

import pytest

from deals.models import CommitmentConfirmation
from programme.queries import overview as queries
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
    left = factories.commitment(
        year_from=2026,
        year_until=2028,
        amount_eur_per_year=Decimal(90000),
        participation=factories.participation(stage="vertrokken"),
        **money,
    )
    CommitmentConfirmation.objects.create(commitment=running, year=2026, state="zoals")
    CommitmentConfirmation.objects.create(commitment=running, year=2025, state="minder")
    CommitmentConfirmation.objects.create(commitment=left, year=2026, state="minder")
    counts = queries.commitment_counts(2026)
    assert (counts["total"], counts["confirmed"], counts["money"]) == (2, 1, Decimal(40000))


def test_coming_days_are_in_order_and_leave_out_what_is_done_or_past():
    deal = factories.deal()
    factories.milestone(deal=deal, name="later", planned_on="2026-09-01")
    factories.milestone(deal=deal, name="eerst", planned_on="2026-06-20")
    factories.milestone(deal=deal, name="voorbij", planned_on="2026-05-01")
    factories.milestone(deal=deal, name="gehaald", planned_on="2026-08-01", done_on="2026-05-30")
    round_ = factories.round_()
    factories.milestone(deal=deal, name="verschoven", planned_on="2026-05-02", expected_on="2026-09-05")
    days = queries.coming_days(DAY, round_)
    assert [moment.text for _on, moments in days for moment in moments] == [
        "eerst",
        f"Sluiting impactmeting {round_.year}",
        "later",
        "verschoven",
    ]
    assert queries.coming_days(DAY, None)[-1][0] == date(2026, 9, 5)


def test_what_is_due_on_one_day_stands_there_once_with_its_deals():
    zuid, noord = factories.deal(name="Zuid"), factories.deal(name="Noord")
    for deal in (zuid, noord):
        factories.milestone(deal=deal, name="Werkconferentie", planned_on="2026-12-10")
    factories.milestone(deal=zuid, name="Bijeenkomst", planned_on="2026-12-10")
    for month in range(1, 8):
        factories.milestone(deal=zuid, planned_on=f"2027-0{month}-01")
    days = queries.coming_days(DAY, None)
    assert len(days) == queries.DAYS_SHOWN
    on, moments = days[0]
    assert on == date(2026, 12, 10)
    assert [(moment.text, moment.deals) for moment in moments] == [
        ("Bijeenkomst", [zuid]),
        ("Werkconferentie", [noord, zuid]),
    ]


def test_a_survey_without_a_score_asks_for_attention_in_the_words_of_its_web():
    shown, few = factories.deal(name="A"), factories.deal(name="B")
    webs = [
        queries.SmallWeb(shown, "/a/", "<svg/>"),
        queries.SmallWeb(few, "/b/", "<svg/>", "minder dan 5 antwoorden"),
    ]
    ((_words, number, listed),) = queries.few_answers(webs)
    assert (number, listed) == (1, [(few, "minder dan 5 antwoorden")])
    assert queries.few_answers(webs[:1]) == []
