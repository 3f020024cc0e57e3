"""The words of the yearly report, by worked examples."""

from dataclasses import replace
from decimal import Decimal

import pytest

from deals.models import Commitment, CommitmentConfirmation
from reports import partner_words
from reports.partner_words import Agreement, DealYear, Meeting, contents, euro
from tests.reports.partner_facts import EFFORT, IN_KIND, MONEY, VARIANTS, deal, facts
from tests.reports.web_report_figures import figures


def summary(of):
    return {fact["label"]: fact["value"] for fact in contents(of)["summary"]["facts"]}


def test_the_words_know_every_kind_and_state():
    assert set(partner_words.KINDS) == set(Commitment.Kind.values)
    assert {
        value: str(label) for value, label in CommitmentConfirmation.State.choices
    } == partner_words.STATES


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        ("40000", "€\xa040.000"),
        ("1234.50", "€\xa01.234,50"),
        ("12.00", "€\xa012"),
        ("2600000", "€\xa02.600.000"),
    ],
)
def test_money_as_a_dutch_reader_writes_it(amount, written):
    assert euro(Decimal(amount)) == written


def test_the_short_figures_are_those_of_all_deals():
    second = deal(
        name="Zorg",
        agreements=(replace(MONEY, eur_per_year=Decimal(2500), said=""),),
        meetings=(Meeting("Kernteam", (("CROW", "adviseur"), ("Gemeente Delft", "strateeg"))),),
        made=(),
        figures=None,
    )
    assert summary(facts(deal(), second)) == {
        "Deals": "2",
        "Afspraken voor 2025": "4",
        "Daarvan bevestigd": "2 van 4",
        "Toegezegd in geld": "€\xa042.500",
        "Organisaties ontmoet": "3",  # CROW sat at both tables
        "Producten klaar in 2025": "1",
        "Openbare spinnenwebben": "1",
    }


def test_the_agreements_are_summed_by_kind_and_by_how_it_went():
    total = contents(facts(deal()))["agreed"]["total"]
    assert total == (
        "Samen: €\xa040.000 in geld · 1 afspraak in natura · 1 afspraak over inzet. "
        "Bevestigd: 1 zoals afgesproken, 1 gesprek gevoerd. Nog niet bevestigd: 1."
    )
    nothing = contents(facts(deal(agreements=(IN_KIND,))))["agreed"]["total"]
    assert nothing == "Samen: 1 afspraak in natura. Er is nog niets bevestigd."


def test_a_row_says_how_each_year_went_and_what_is_not_agreed():
    money, effort, in_kind = contents(facts(deal()))["agreed"]["deals"][0]["rows"]
    assert (money["lines"], money["amount"]) == (["Bijdrage in geld"], "€\xa040.000")
    assert money["details"] == "Loopt 2024–2026 · eerder: 2024: minder dan afgesproken"
    assert (money["said"], effort["said"], in_kind["said"]) == (
        "zoals afgesproken",
        "gesprek gevoerd",
        "nog niet bevestigd",
    )
    assert effort["lines"] == ["Een medewerker denkt mee.", "Elke maand."]
    assert in_kind["details"] == "Loopt 2025–2027 · beide kanten zijn nog niet akkoord"


def test_who_sat_at_the_table_once_with_every_function():
    table = (("CROW", "adviseur"), ("CROW", "adviseur"), ("CROW", "directeur"), ("Aedes", ""))
    met = contents(facts(deal(meetings=(Meeting("Kernteam", table),))))["met"]
    assert met["deals"][0]["meetings"][0]["others"] == ["Aedes", "CROW: adviseur, directeur"]


def test_deals_without_an_agreement_are_named():
    words = contents(facts(deal(), DealYear(name="Zorg"), DealYear(name="Wonen")))
    assert [each["name"] for each in words["agreed"]["deals"]] == ["Energieke Wijken"]
    assert words["agreed"]["without"] == "Zonder afspraak voor 2025: Zorg; Wonen."
    words = contents(facts(DealYear(name="Zorg")))
    assert words["agreed"]["without"] == "Uw deals in 2025: Zorg."


@pytest.mark.parametrize(
    ("has_closed_round", "said"),
    [(True, "geen spinnenweb openbaar gemaakt"), (False, "geen afgeronde impactmeting")],
)
def test_no_web_says_why(has_closed_round, said):
    words = contents(facts(DealYear(name="Zorg"), has_closed_round=has_closed_round))
    assert words["webs"]["deals"] == []
    assert said in words["webs"]["none"]


def test_a_year_that_is_not_over_says_so():
    assert "nog niet om" not in contents(facts(deal()))["purpose"]
    assert "nog niet om" in contents(facts(deal(), year=2026))["purpose"]


def test_an_organisation_without_deals_gets_a_sentence():
    assert "2025" in contents(VARIANTS["empty"])["empty"]
    assert contents(VARIANTS["bare"])["empty"] is None


@pytest.mark.parametrize(
    "made_up",
    [
        deal(agreements=(replace(MONEY, is_demo=True),)),
        deal(figures=figures(is_fictitious=True)),
        deal(has_demo=True),
        deal(meetings=(Meeting("Kernteam", (("CROW", ""),), is_demo=True),)),
    ],
)
def test_one_made_up_fact_marks_the_whole_report(made_up):
    assert contents(facts(deal()))["fictitious"] is None
    assert contents(facts(deal(), made_up))["fictitious"]["mark"] == "Verzonnen gegevens"


def test_money_promised_is_not_what_was_promised_in_another_kind():
    """An amount only ever stands with money: the sum leaves out what has none."""
    assert summary(facts(deal(agreements=(EFFORT, IN_KIND))))["Toegezegd in geld"] == "€\xa00"
    assert Agreement("inzet", "x", 2025, 2025, True).eur_per_year is None
