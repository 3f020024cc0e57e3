"""What the lists and tables of deals are made of."""

from datetime import UTC, date, datetime

import pytest

from deals import queries
from deals.permissions import rights_on
from tests import factories

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)


def test_partners_signed_or_named_by_a_source_as_partner():
    deal = factories.deal()
    factories.participation(deal=deal, stage="ondertekend", basis="afgeleid")
    factories.participation(deal=deal, stage="", basis="openbaar")
    factories.participation(deal=deal, stage="", basis="afgeleid")
    for stage in ["benaderd", "in_gesprek", "vertrokken", "afgezien"]:
        factories.participation(deal=deal, stage=stage)
    assert queries.deals_to_list(factories.staff()).get().partner_count == 2


def test_what_is_missing_counts_signed_partners_only():
    deal = factories.deal(phase="kwartiermaken")
    factories.participation(deal=deal, stage="in_gesprek")
    factories.participation(
        deal=deal, organisation=factories.organisation(name="Ministerie M", type="ministerie")
    )
    facts = queries.facts_of(deal)
    assert (facts.ministries, facts.municipalities) == (1, 0)
    assert facts.partners_without_commitment == ("Ministerie M",)


@pytest.mark.parametrize(
    ("moment", "counted"),
    [
        ({"signed_on": "2024-01-01"}, 1),
        ({"signed_on": "2024-01-01", "kind": "bijtekenmoment"}, 1),
        ({"signed_on": None}, 0),
        ({"signed_on": "2026-06-02"}, 0),
        ({"signed_on": "2024-01-01", "kind": "intentieverklaring"}, 0),
        ({"signed_on": "2024-01-01", "kind": "verlenging"}, 0),
    ],
)
def test_only_a_signing_that_took_place_is_one(time_machine, moment, counted):
    time_machine.move_to(datetime(2026, 6, 1, 12, tzinfo=UTC))
    deal = factories.deal(phase="kwartiermaken")
    deal.signing_moments.create(**moment)
    assert queries.facts_of(deal).signing_moments == counted


def test_facts_cost_two_queries_however_many_deals(django_assert_num_queries):
    deals = [factories.participation().deal for _ in range(5)]
    with django_assert_num_queries(2):
        assert len(queries.facts_by_deal(deals)) == 5


@pytest.mark.parametrize(
    ("phase", "following"),
    [("idee", "verkenning"), ("afgerond", None), ("", None), ("niet_doorgegaan", None)],
)
def test_the_next_phase(phase, following):
    assert queries.next_phase(factories.deal(phase=phase, stop_reason="x")) == following


def test_a_milestone_is_late_by_the_date_expected_now():
    deal = factories.deal()
    factories.milestone(deal=deal, name="moved", planned_on="2026-01-01", expected_on="2026-09-01")
    factories.milestone(deal=deal, name="reached", planned_on="2026-01-01", done_on="2026-02-01")
    factories.milestone(deal=deal, name="late", planned_on="2026-05-31")
    assert [one.name for one in queries.late_milestones([deal], DAY)] == ["late"]
    assert queries.next_milestones([deal], DAY)[deal.pk].name == "moved"


def bar(**fields):
    return [(step["state"], step["note"]) for step in queries.phase_bar(factories.deal(**fields), DAY)]


def test_the_phase_bar_says_where_the_deal_is():
    steps = bar(phase="uitvoering", starts_on=date(2024, 1, 1), ends_on=date(2027, 12, 31))
    assert steps[2:5] == [("done", ""), ("now", "jaar 3 van 4"), ("todo", "")]


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "note"),
    [
        (date(2026, 3, 1), date(2029, 6, 30), "jaar 1 van 4"),  # 3 years and 4 months
        (date(2023, 6, 1), date(2026, 6, 1), "jaar 3 van 3"),  # the last day
        (date(2025, 6, 2), date(2027, 6, 1), "jaar 1 van 2"),  # the day before the first year is over
        (date(2026, 1, 1), date(2026, 12, 31), "jaar 1 van 1"),
    ],
)
def test_the_year_of_the_term_is_counted_in_whole_years(starts_on, ends_on, note):
    assert bar(phase="uitvoering", starts_on=starts_on, ends_on=ends_on)[3] == ("now", note)


def test_the_phase_bar_of_a_stopped_deal_shows_where_it_stopped():
    steps = bar(phase="niet_doorgegaan", stop_reason="x", stopped_in_phase="verkenning")
    assert steps[:3] == [("done", ""), ("stopped", "niet doorgegaan"), ("todo", "")]


def test_the_phase_bar_of_an_unknown_phase_shows_none():
    assert {state for state, _note in bar(phase="")} == {"todo"}


def test_promised_money_is_that_of_the_year_and_of_whom_may_read_it():
    taking_part = factories.participation()
    money = {"participation": taking_part, "kind": "geld", "description": "", "amount_eur_per_year": 100}
    factories.commitment(**money, year_from=2025, year_until=2026)
    factories.commitment(**money, year_from=2024, year_until=2025)
    deal = taking_part.deal
    assert queries.promised_eur(deal, factories.dealmaker(deal), 2026) == 100
    assert queries.promised_eur(deal, factories.user(), 2026) == 0


def test_the_table_of_partners_says_what_may_be_done_with_a_row():
    deal = factories.deal()
    contact = factories.partner_contact(deal)
    own = deal.participations.get()
    factories.commitment(participation=own, is_agreed=True)
    factories.commitment(participation=own)
    factories.participation(deal=deal)
    rows = queries.partner_rows(
        deal.participations.visible_to(contact), user=contact, rights=rights_on(deal, contact), year=2026
    )
    mine, others = sorted(rows, key=lambda row: row.participation != own)
    assert [(line.can_change, line.can_confirm) for line in mine.lines] == [(False, True), (True, True)]
    assert mine.can_enter
    assert not others.can_enter
    assert not others.reads_agreements


def test_a_relation_to_a_deal_that_is_not_public_is_not_shown():
    deal = factories.deal()
    deal.relations.create(kind="opvolger van", other=factories.deal(is_published=False))
    deal.relations.create(kind="komt voort uit", text="een werkgroep")
    assert [one.kind for one in queries.relations_of(deal, factories.user())] == ["komt voort uit"]
