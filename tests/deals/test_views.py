"""The pages of deals as people use them."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from deals.actions import publish_deal
from deals.models import Deal, DealDate, DealFact, Publication, Relation, SigningMoment
from deals.views.pages import PARTNERS_A_PAGE
from tests import factories

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"deals:{name}", args=args)


def text_of(response):
    return response.content.decode()


@pytest.mark.parametrize("number", [5, 40])
def test_the_list_costs_as_many_queries_for_5_deals_as_for_40(client, number, django_assert_max_num_queries):
    for _ in range(number):
        factories.participation()
    with django_assert_max_num_queries(4):
        assert f"{number} deals" in text_of(client.get(url("list")))


def test_the_list_is_alphabetical_and_searched_by_name_theme_and_partner(client):
    wijken = factories.deal(name="Zonnige Wijken", theme="energie")
    factories.deal(name="Auto's", theme="vervoer")
    factories.participation(deal=wijken, organisation=factories.organisation(name="Gemeente Zwolle"))
    page = text_of(client.get(url("list")))
    assert page.index("Auto&#x27;s</a>") < page.index("Zonnige Wijken</a>")
    for words in ["zonnige", "ENERGIE", "zwolle"]:
        found = text_of(client.get(url("list"), {"q": words}))
        assert "Zonnige Wijken</a>" in found
        assert "Auto&#x27;s</a>" not in found


def test_the_list_filters_by_kind_phase_theme_and_partner(client):
    town = factories.deal(name="Dorp", kind="town_deal", phase="", theme="krimp")
    factories.deal(name="Stad")
    taking_part = factories.participation(deal=town)
    chosen = {
        "kind": "town_deal",
        "phase": "onbekend",
        "theme": "krimp",
        "partner": taking_part.organisation.pk,
    }
    for name, value in chosen.items():
        found = text_of(client.get(url("list"), {name: value}))
        assert "Dorp</a>" in found, name
        assert "Stad</a>" not in found, name


def test_an_organisation_that_is_only_approached_is_not_found_by_the_public(client):
    deal = factories.deal(name="Stille Deal")
    organisation = factories.organisation(name="Gemeente Geheim")
    factories.participation(deal=deal, organisation=organisation, stage="benaderd")
    assert "Stille Deal</a>" not in text_of(client.get(url("list"), {"q": "geheim"}))
    assert "Gemeente Geheim" not in text_of(client.get(url("list")))
    assert "Gemeente Geheim" not in text_of(client.get(url("partners", deal.slug)))


def test_nothing_found_says_so(client):
    assert "Geen deals gevonden" in text_of(client.get(url("list"), {"q": "bestaat niet"}))


def test_a_deal_that_is_not_public_is_for_its_team_and_agenda_stad(client):
    deal = factories.deal(name="Nog Stil", is_published=False)
    others = [None, factories.user(), factories.dealmaker(factories.deal()), factories.partner_contact(deal)]
    for name in ["detail", "partners", "planning"]:
        for person in others:
            client.logout()
            if person:
                client.force_login(person)
            assert client.get(url(name, deal.slug)).status_code == 404
        for person in [factories.dealmaker(deal), factories.staff(), factories.administrator()]:
            client.force_login(person)
            assert client.get(url(name, deal.slug)).status_code == 200
    client.logout()
    assert "Nog Stil" not in text_of(client.get(url("list")))


def test_the_public_reads_partners_but_no_agreements_or_notes(client):
    deal = factories.deal(internal_notes="Geheime notitie")
    taking_part = factories.participation(deal=deal)
    factories.commitment(participation=taking_part, description="belooft een pand")
    for name in ["detail", "partners"]:
        page = text_of(client.get(url(name, deal.slug)))
        assert taking_part.organisation.name in page
        assert "belooft een pand" not in page
        assert "Geheime notitie" not in page
        assert "toegezegd" not in page


def test_a_partner_contact_reads_the_own_agreements_only(client):
    deal = factories.deal()
    contact = factories.partner_contact(deal)
    own = deal.participations.get()
    factories.commitment(participation=own, description="eigen belofte")
    factories.commitment(participation=factories.participation(deal=deal), description="andermans belofte")
    client.force_login(contact)
    page = text_of(client.get(url("partners", deal.slug)))
    assert "eigen belofte" in page
    assert "andermans belofte" not in page


def test_the_team_reads_what_is_promised_this_year(client):
    deal = factories.deal()
    year = date.today().year  # noqa: DTZ011 the page shows this year
    partner = factories.participation(deal=deal)
    money = {"kind": "geld", "description": "", "participation": partner}
    factories.commitment(**money, amount_eur_per_year=40000, year_from=year, year_until=year)
    factories.commitment(**money, amount_eur_per_year=15000, year_from=year - 2, year_until=year - 1)
    client.force_login(factories.dealmaker(deal))
    page = text_of(client.get(url("detail", deal.slug)))
    assert "€ 40.000 toegezegd" in page
    assert "nog te bevestigen" in page


@pytest.mark.parametrize("number", [10, 100])
def test_the_table_of_partners_costs_the_same_for_10_as_for_100(
    client, number, django_assert_max_num_queries
):
    deal = factories.deal()
    for _ in range(number):
        factories.commitment(participation=factories.participation(deal=deal))
    client.force_login(factories.dealmaker(deal))
    with django_assert_max_num_queries(30):
        page = text_of(client.get(url("partners", deal.slug)))
    assert page.count("denkt mee (2024") == min(number, PARTNERS_A_PAGE)


def test_the_table_of_partners_is_filtered(client):
    deal = factories.deal()
    factories.participation(
        deal=deal, organisation=factories.organisation(name="Ministerie A", type="ministerie")
    )
    factories.participation(deal=deal, organisation=factories.organisation(name="Gemeente B"))
    page = text_of(client.get(url("partners", deal.slug), {"type": "ministerie"}))
    assert "Ministerie A" in page
    assert "Gemeente B" not in page


def test_what_is_missing_links_to_its_field(client):
    deal = factories.deal(phase="kwartiermaken")
    factories.milestone(deal=deal, name="Te laat", planned_on="2020-01-01")
    factories.participation(deal=deal, organisation=factories.organisation(name="Gemeente Zonder"))
    client.force_login(factories.dealmaker(deal))
    page = text_of(client.get(url("detail", deal.slug)))
    assert url("edit", deal.slug) + "#div_id_goal" in page
    assert url("edit", deal.slug) + "#div_id_starts_on" in page
    assert url("piece_add", deal.slug, "ondertekening") in page
    assert url("participation_add", deal.slug) in page
    assert "Van Gemeente Zonder is nog geen afspraak vastgelegd." in page
    assert "Te laat" in page
    assert 'id="div_id_goal"' in text_of(client.get(url("edit", deal.slug)))


def test_the_two_counts_of_a_deal_say_how_they_differ(client):
    deal = factories.deal()
    for fields in [
        {},
        {},
        {"stage": "", "basis": "afgeleid"},
        {"stage": "benaderd"},
        {"stage": "vertrokken"},
    ]:
        factories.participation(deal=deal, **fields)
    for name in ["detail", "partners"]:
        assert "3 organisaties: 2 partners, 1 alleen genoemd" in text_of(client.get(url(name, deal.slug)))
    client.force_login(factories.dealmaker(deal))
    page = text_of(client.get(url("partners", deal.slug)))
    assert "5 organisaties: 2 partners, 1 alleen genoemd, 2 (nog) geen partner" in page


def test_where_all_are_partners_there_is_one_count(client):
    deal = factories.deal()
    factories.participation(deal=deal)
    page = text_of(client.get(url("partners", deal.slug)))
    assert page.count("1 partner") == 2  # top and card
    assert "1 organisatie" not in page


def _agreements_to_confirm(deal, year):
    """Two to confirm of one partner; one that was confirmed, one that is over, and one of a partner that left."""
    waiting, done = factories.participation(deal=deal), factories.participation(deal=deal)
    left = factories.participation(deal=deal, stage="vertrokken")
    for partner in [waiting, waiting, done, left]:
        factories.commitment(participation=partner, year_from=year, year_until=year)
    factories.commitment(participation=waiting, year_from=year - 1, year_until=year - 1)
    agreed = done.commitments.get()
    agreed.confirmations.create(year=year, state="zoals")
    agreed.confirmations.create(year=year - 1, state="zoals")
    return waiting.organisation, done.organisation


def test_agreements_to_confirm_are_counted_for_the_team_with_a_link_to_them(client):
    deal = factories.deal()
    year = date.today().year  # noqa: DTZ011 the page shows this year
    waiting, done = _agreements_to_confirm(deal, year)
    client.force_login(factories.dealmaker(deal))
    link = f"{url('partners', deal.slug)}?to_confirm=on"
    page = text_of(client.get(url("detail", deal.slug)))
    assert f"2 afspraken nog te bevestigen voor {year}." in page
    together = url("commitments_confirm", deal.slug)
    assert f'href="{together}"' in page
    assert "2 afspraken nog te bevestigen" in text_of(client.get(url("mine")))
    behind = text_of(client.get(link))
    assert f'<a href="{together}">Afspraken bevestigen (2)</a>' in behind
    assert waiting.name in behind
    assert done.name not in behind
    client.force_login(factories.administrator())
    page = text_of(client.get(url("detail", deal.slug)))
    assert "2 afspraken nog te bevestigen" in page
    assert together not in page


def test_a_visitor_cannot_filter_on_what_is_to_be_confirmed(client):
    deal = factories.deal()
    _waiting, done = _agreements_to_confirm(deal, date.today().year)  # noqa: DTZ011
    page = text_of(client.get(url("partners", deal.slug), {"to_confirm": "on"}))
    assert done.name in page
    assert "nog te bevestigen" not in page


def test_unknown_is_said_to_be_unknown(client):
    deal = factories.deal(phase="")
    page = text_of(client.get(url("detail", deal.slug)))
    assert "Nog niet bekend" in page
    assert "looptijd nog niet bekend" in page
    assert "partners nog niet bekend" in page


def test_the_page_and_the_list_say_when_a_deal_was_signed_first(client):
    deal = factories.deal()
    for kind, year in (("intentieverklaring", 2021), ("bijtekenmoment", 2023), ("ondertekening", 2022)):
        deal.signing_moments.create(kind=kind, signed_on=date(year, 3, 1))
    for page in (url("detail", deal.slug), reverse("deals:list")):
        assert "ondertekend 2022, einde niet bekend" in text_of(client.get(page))


def test_the_deal_says_when_its_own_facts_were_last_written(client, time_machine):
    time_machine.move_to("2026-03-04 12:00+01:00", tick=False)
    deal = factories.deal()
    assert "bijgewerkt op 4 maart 2026" in text_of(client.get(url("detail", deal.slug)))


def test_facts_dates_and_publications_show_their_source(client):
    deal = factories.deal(starts_on=date(2021, 3, 4), ends_on=date(2025, 3, 1), ends_precision="maand")
    DealFact.objects.create(deal=deal, subject="context", text="Aanleiding", source="Verslag, p. 3")
    DealDate.objects.create(deal=deal, what="evaluatie", on=date(2024, 1, 1), precision="jaar")
    moment = SigningMoment.objects.create(deal=deal, signed_on=date(2021, 3, 4))
    Publication.objects.create(deal=deal, number="2021-1234", signing_moment=moment)
    Relation.objects.create(
        deal=deal, kind="opvolger van", other=factories.deal(name="Geheim", is_published=False)
    )
    page = text_of(client.get(url("detail", deal.slug)))
    assert "Verslag, p. 3" in page
    assert "2021–2025" in page
    assert "maart 2025" in page
    assert "1 maart 2025" not in page
    assert "stcrt-2021-1234.html" in page
    assert "Geheim" not in page


def test_the_log_is_for_agenda_stad_and_administrators(client):
    deal = factories.deal()
    publish_deal(deal=deal, is_published=False, by=factories.staff(name="Sam"))
    client.force_login(factories.dealmaker(deal))
    assert client.get(url("log", deal.slug)).status_code == 403
    for person in [factories.staff(), factories.administrator()]:
        client.force_login(person)
        page = text_of(client.get(url("log", deal.slug)))
        assert "Sam" in page and "haalde de deal van de openbare lijst" in page


def test_my_deals_are_those_of_my_team_and_my_organisation(client, django_assert_max_num_queries):
    mine = factories.deal(name="Mijn Team", phase="kwartiermaken")
    factories.milestone(deal=mine, name="Eerste proef", planned_on="2090-01-01")
    person = factories.dealmaker(mine)
    partner = factories.participation(deal=factories.deal(name="Mijn Organisatie"))
    factories.contact(organisation=partner.organisation, user=person)
    factories.deal(name="Iets Anders")
    client.force_login(person)
    with django_assert_max_num_queries(22):
        page = text_of(client.get(url("mine")))
    assert "Mijn Team" in page
    assert "Eerste proef" in page
    assert "ontbreken voor de volgende fase" in page
    assert "Mijn Organisatie" in page
    assert "Iets Anders" not in page


def test_my_deals_cost_the_same_for_5_as_for_40(client, django_assert_max_num_queries):
    person = factories.user()
    for _ in range(40):
        factories.milestone(deal=_deal_of(person))
    client.force_login(person)
    with django_assert_max_num_queries(22):
        client.get(url("mine"))


def _deal_of(person):
    deal = factories.deal()
    deal.roles.create(user=person, role="dealmaker")
    return deal


def test_every_page_of_every_real_deal_opens(client):
    call_command("load_organisations")
    call_command("load_deals")
    client.force_login(factories.staff())
    for deal in Deal.objects.all():
        for page in [
            url("detail", deal.slug),
            url("planning", deal.slug),
            reverse("knowledge:deal", args=[deal.slug]),
        ]:
            assert client.get(page).status_code == 200


def _move(milestone, at):
    moved = milestone.moves.create(which="verwacht", old_on=at, new_on=at, reason="wachten op besluit")
    milestone.moves.filter(pk=moved.pk).update(moved_at=at)


def test_a_milestone_that_was_moved_twice_asks_for_attention_of_the_team(client):
    deal, now = factories.deal(), timezone.now()
    often, once, done = (
        factories.milestone(deal=deal, name=name, planned_on=now + timedelta(days=90), done_on=done_on)
        for name, done_on in (("Opening", None), ("Slot", None), ("Start", now))
    )
    for milestone, days in ((often, (40, 10)), (once, (10,)), (done, (40, 10))):
        for ago in days:
            _move(milestone, now - timedelta(days=ago))
    client.force_login(factories.dealmaker(deal))
    page = text_of(client.get(url("detail", deal.slug)))
    assert "Mijlpaal “Opening” is 2 keer verschoven" in page
    assert page.count("keer verschoven.") == 1
    assert "1 mijlpaal die vaker is verschoven" in text_of(client.get(reverse("deals:mine")))
    client.logout()
    assert "keer verschoven." not in text_of(client.get(url("detail", deal.slug)))
