"""Which facts of a year belong to an organisation, and which are nobody's to see in a report."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from knowledge.models import Product
from reports.models import WebReport
from reports.queries.partner_year import QUERIES, partner_year, partner_years
from tests import factories
from tests.reports.web_report_figures import figures

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)


@pytest.fixture
def own():
    return factories.organisation(name="Gemeente Utrecht")


@pytest.fixture
def deal(own):
    made = factories.deal(name="Energieke Wijken")
    factories.participation(deal=made, organisation=own)
    return made


def deals_of(organisation, year=2025):
    return list(partner_year(organisation, year, day=DAY).deals)


def names_of(organisation, year=2025):
    return [deal.name for deal in deals_of(organisation, year)]


def joins(organisation, name, **fields):
    deal_fields = {key: fields.pop(key) for key in list(fields) if hasattr(factories.Deal, key)}
    made = factories.deal(name=name, **deal_fields)
    return factories.participation(deal=made, organisation=organisation, **fields)


def test_the_deals_of_a_year(own):
    joins(own, "Neemt deel")
    joins(own, "In gesprek", stage="in_gesprek")
    joins(own, "Ging later weg", stage="vertrokken", left_on="2025-03-01")
    joins(own, "Was al weg", stage="vertrokken", left_on="2024-12-31")
    joins(own, "Weg, wie weet wanneer", stage="vertrokken")
    joins(own, "Zag ervan af", stage="afgezien")
    joins(own, "Alleen benaderd", stage="benaderd")
    joins(own, "Alleen genoemd", stage="", basis="afgeleid")
    joins(own, "Kwam later", joined_on="2026-01-01")
    joins(own, "Begon later", starts_on="2026-01-01")
    signed_later = joins(own, "Ondertekende later").deal
    signed_later.signing_moments.create(signed_on="2026-01-01")
    joins(own, "Was voorbij", ends_on="2024-12-31")
    joins(own, "Liep nog", ends_on="2025-01-01", phase="afgerond")
    joins(own, "Afgerond", phase="afgerond")
    joins(own, "Ging niet door", phase="niet_doorgegaan", stop_reason="geen geld")
    assert names_of(own) == ["Ging later weg", "In gesprek", "Liep nog", "Neemt deel"]


def test_what_was_agreed_for_the_year_counts_also_where_the_deal_was_over(own):
    over = joins(own, "Was voorbij", ends_on="2023-12-31")
    named = joins(own, "Alleen genoemd", stage="", basis="afgeleid")
    gone = joins(own, "Was al weg", stage="vertrokken", left_on="2024-12-31")
    for one in (over, named, gone):
        factories.commitment(participation=one, year_from=2025, year_until=2025)
    assert names_of(own) == ["Alleen genoemd", "Was voorbij"]
    assert names_of(own, 2024) == ["Was al weg"]


def test_a_deal_that_is_not_public_is_in_nobodys_report(own):
    hidden = joins(own, "Nog geheim", is_published=False)
    factories.commitment(participation=hidden)
    assert names_of(own) == []
    assert partner_years(2025, day=DAY) == []


def test_the_agreements_of_the_year_with_what_was_said_about_it(own, deal):
    mine = deal.participations.get()
    money = factories.commitment(
        participation=mine, kind="geld", amount_eur_per_year=15000, description="", is_agreed=True
    )
    for year, state in ((2024, "minder"), (2025, "zoals"), (2026, "meer")):
        money.confirmations.create(year=year, state=state, note=f"over {year}")
    factories.commitment(participation=mine, year_from=2026, year_until=2027, description="later")
    factories.commitment(participation=mine, description="weggehaald", deleted_at=timezone.now())
    other = factories.participation(deal=deal)
    factories.commitment(participation=other, description="van een ander")
    (found,) = deals_of(own)[0].agreements
    assert (found.eur_per_year, found.said, found.note) == (Decimal(15000), "zoals", "over 2025")
    assert found.earlier == ((2024, "minder"),)


def test_who_sat_at_the_same_table(own, deal):
    crow, other = factories.organisation(name="CROW"), factories.organisation(name="Elders")
    ours = deal.bodies.create(name="Kopgroep", kind="stuurgroep")
    ours.members.create(organisation=own, function="wethouder", person="Wilma Wethouder")
    ours.members.create(organisation=crow, function="directeur", person="Dirk Directeur")
    ours.members.create(organisation=other, function="weg", deleted_at=timezone.now())
    theirs = deal.bodies.create(name="Werkgroep", kind="werkgroep")
    theirs.members.create(organisation=other, function="strateeg")
    stopped = deal.bodies.create(name="Oud", kind="werkgroep", ended_on="2024-12-31")
    removed = deal.bodies.create(name="Verwijderd", deleted_at=timezone.now())
    for body in (stopped, removed):
        body.members.create(organisation=own, function="lid")
        body.members.create(organisation=other, function="lid")
    (met,) = deals_of(own)[0].meetings
    assert (met.what, met.others) == ("Kopgroep (stuurgroep)", (("CROW", "directeur"),))


def test_talks_of_the_year_at_which_the_organisation_was(own, deal):
    crow = factories.organisation(name="CROW")
    survey = factories.survey(deal=deal, round=factories.round_(year=2024, state="gesloten"))
    for held_on, present in (
        ("2025-05-03", [own, crow]),
        ("2025-06-03", [crow]),  # without us
        ("2024-12-31", [own, crow]),  # another year
    ):
        talk = survey.talks.create(held_on=held_on)
        for one in present:
            talk.attendees.create(organisation=one, function="adviseur")
    gone = survey.talks.create(held_on="2025-07-01", deleted_at=timezone.now())
    for one in (own, crow):
        gone.attendees.create(organisation=one, function="adviseur")
    (met,) = deals_of(own)[0].meetings
    assert (met.what, met.others) == ("Verdiepend gesprek op 3 mei 2025", (("CROW", "adviseur"),))
    assert not met.is_demo
    factories.Round.objects.update(is_fictitious=True)
    assert deals_of(own)[0].meetings[0].is_demo


def test_no_talk_about_a_round_that_is_open(own, deal):
    survey = factories.survey(deal=deal, round=factories.round_(year=2025))
    talk = survey.talks.create(held_on="2025-05-03")
    for one in (own, factories.organisation()):
        talk.attendees.create(organisation=one, function="adviseur")
    assert deals_of(own)[0].meetings == ()


def test_who_signed_at_the_same_moment(own, deal):
    moment = deal.signing_moments.create(signed_on="2025-02-01")
    deal.participations.update(signing_moment=moment)
    factories.participation(
        deal=deal, organisation=factories.organisation(name="CROW"), signing_moment=moment
    )
    factories.participation(
        deal=deal, stage="in_gesprek", signing_moment=moment
    )  # not signed yet: not public
    removed = deal.signing_moments.create(signed_on="2025-03-01", deleted_at=timezone.now())
    (met,) = deals_of(own)[0].meetings
    assert (met.what, met.others) == ("Ondertekening in 2025", (("CROW", ""),))
    deal.participations.update(signing_moment=removed)
    assert deals_of(own)[0].meetings == ()
    deal.participations.update(signing_moment=moment)
    assert deals_of(own, 2026)[0].meetings == ()


def test_what_the_team_notes_about_a_partner_is_not_read(own, deal):
    deal.participations.get().conversations.create(
        held_on="2025-04-01", with_whom="Directeur Zwijgzaam", what="Tempo ligt laag."
    )
    assert deals_of(own)[0].meetings == ()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        partner_year(own, 2025, day=DAY)
    assert not [one for one in queries if "conversation" in one["sql"]]


def test_products_that_were_ready_that_year(own, deal):
    for name, done_on, kind in (
        ("Handreiking", "2025-03-01", "product"),
        ("Vorig jaar", "2024-03-01", "product"),
        ("Nog niet", None, "product"),
        ("Startbijeenkomst", "2025-01-01", "mijlpaal"),
    ):
        factories.milestone(deal=deal, name=name, done_on=done_on, kind=kind)
    factories.milestone(
        deal=deal, name="Weg", done_on="2025-03-01", kind="product", deleted_at=timezone.now()
    )
    for name in ("Magazine", "handreiking"):
        Product.objects.create(deal=deal, name=name, kind="tekst")
    found = deals_of(own)[0]
    assert found.made == (("Handreiking", date(2025, 3, 1)),)
    assert found.shelf == (("Magazine", "tekst"),)  # what is told with its day is not told again


def issued(deal, *, year=2025, is_published=True, version=1, state="gesloten", **changes):
    round_ = factories.Round.objects.filter(year=year).first() or factories.round_(year=year, state=state)
    survey = round_.surveys.filter(deal=deal).first() or factories.survey(
        round=round_, deal=deal, is_published=is_published
    )
    shown = figures(remarks=[{"number": 1, "texts": ["Zei iemand."]}], **changes)
    return WebReport.objects.create(
        survey=survey,
        version=version,
        method_version="1",
        input_hash=str(version) * 64,
        figures=shown,
        issued_at=timezone.now(),
    )


def test_the_newest_public_figures_without_what_people_wrote(own, deal):
    issued(deal, respondents=20)
    issued(deal, version=2, respondents=24)
    shown = deals_of(own)[0].figures
    assert (shown.respondents, shown.remarks, shown.breakdown) == (24, (), None)
    assert deals_of(own, 2024)[0].figures is None


@pytest.mark.parametrize("hidden", [{"is_published": False}, {"state": "open"}])
def test_no_figures_of_what_is_not_public_or_not_closed(own, deal, hidden):
    issued(deal, **hidden)
    assert deals_of(own)[0].figures is None


def test_a_follow_up_round_is_not_put_beside_the_others(own, deal):
    issued(deal)
    factories.Survey.objects.update(years_after=1)
    assert deals_of(own)[0].figures is None


def test_an_open_round_is_no_closed_one(own, deal):
    factories.round_(year=2025)
    assert not partner_year(own, 2025, day=DAY).has_closed_round
    factories.Round.objects.update(state="gesloten")
    assert partner_year(own, 2025, day=DAY).has_closed_round


def test_an_organisation_without_deals_has_an_empty_year(own):
    assert not partner_year(own, 2025, day=DAY).deals


def fill(number):
    for _each in range(number):
        made = factories.deal()
        round_ = factories.Round.objects.filter(year=2025).first() or factories.round_(
            year=2025, state="gesloten"
        )
        issued(made, year=round_.year)
        body = made.bodies.create(name="Kopgroep")
        talk = made.surveys.get().talks.create(held_on="2025-02-01")
        factories.milestone(deal=made, kind="product", done_on="2025-01-01")
        Product.objects.create(deal=made, name="Magazine", kind="tekst")
        for _partner in range(3):
            part = factories.participation(deal=made)
            factories.commitment(participation=part).confirmations.create(year=2025, state="zoals")
            body.members.create(organisation=part.organisation, function="lid")
            talk.attendees.create(organisation=part.organisation, function="lid")


def test_a_whole_year_costs_as_many_queries_as_one_organisation(django_assert_num_queries):
    fill(1)
    one = factories.Participation.objects.first().organisation
    with CaptureQueriesContext(connection) as single:
        partner_year(one, 2025, day=DAY)
    fill(9)
    with django_assert_num_queries(len(single)):
        found = partner_years(2025, day=DAY)
    assert len(found) == 30
    assert len(single) == QUERIES
