"""A file that was read into the lists of a deal is taken back, unless somebody went on with what it made."""

from datetime import timedelta

import pytest
from django.utils import timezone

from deals import tasks
from deals.events import DealEvent
from deals.models import Commitment, MilestoneMove, Participation, SheetImport
from foundation.models import AuditEvent
from partners.models import Contact, Organisation
from tests import factories
from tests.audit_log import details
from tests.deals.test_views_sheet_import import PARTNERS, csv_of, store, upload, url, workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def deal():
    factories.organisation(name="Gemeente 's-Hertogenbosch", tooi_uri="https://tooi.example/gemeente/gm0796")
    factories.organisation(name="Ministerie van Economische Zaken", abbreviation="EZ", type="ministerie")
    return factories.deal(slug="een-deal")


@pytest.fixture
def maker(client, deal):
    client.force_login(factories.dealmaker(deal, name="Dea Maker"))
    return client


def test_undo_takes_away_what_was_made_and_sets_back_what_was_changed(maker, deal):
    start = factories.milestone(deal=deal, name="Start", planned_on="2026-03-01")
    content = workbook(
        Partners=[["Organisatie", "Soort organisatie"], ["Bureau Nieuw", "marktpartij"]],
        Afspraken=[
            ["Organisatie", "Soort afspraak", "Afspraak in woorden", "Van jaar", "Tot en met jaar"],
            ["Bureau Nieuw", "inzet in woorden", "denkt mee", 2025, 2027],
        ],
        Mijlpalen=[["Mijlpaal", "Gepland op", "Reden van verschuiven"], ["Start", "01-05-2026", "ziekte"]],
    )
    upload(maker, content)
    store(maker)
    start.refresh_from_db()
    assert start.planned_on.isoformat() == "2026-05-01" and start.moves.get().reason == "ziekte"
    assert "wat is toegevoegd (2) verdwijnt" in maker.get(url("sheet_undo")).content.decode()
    assert "Teruggedraaid" in maker.post(url("sheet_undo"), follow=True).content.decode()
    assert not Participation.objects.exists() and not Commitment.objects.exists()
    assert not Organisation.objects.filter(name="Bureau Nieuw").exists()
    start.refresh_from_db()
    assert start.planned_on.isoformat() == "2026-03-01" and MilestoneMove.objects.count() == 2
    assert SheetImport.objects.get().rows == []
    assert "geen bestand om terug te draaien" in maker.get(url("sheet_undo"), follow=True).content.decode()


@pytest.mark.parametrize("how", ["changed", "used", "removed"])
def test_undo_is_refused_when_somebody_went_on_with_it(maker, deal, how):
    upload(maker, PARTNERS)
    store(maker)
    ez = deal.participations.get(organisation__abbreviation="EZ")
    if how == "changed":
        Participation.objects.filter(pk=ez.pk).update(version=2, role="anders")
    elif how == "used":
        factories.commitment(participation=ez)
    else:
        ez.delete()
    assert "Niet teruggedraaid" in maker.post(url("sheet_undo"), follow=True).content.decode()
    assert deal.participations.filter(organisation__name__contains="Hertogenbosch").exists()


def test_undo_is_refused_when_somebody_went_on_with_a_contact_and_names_it_with_a_link(maker, deal):
    organisation = Organisation.objects.get(abbreviation="EZ")
    factories.participation(deal=deal, organisation=organisation)
    upload(maker, csv_of("Organisatie;Naam", "EZ;Jan"))
    store(maker)
    Contact.objects.filter(name="Jan").update(version=2, function="later gevuld")
    page = maker.post(url("sheet_undo"), follow=True).content.decode()
    link = f'<a href="{organisation.get_absolute_url()}">Ministerie van Economische Zaken: Jan</a>'
    assert "Niet teruggedraaid" in page and link in page
    assert Contact.objects.filter(name="Jan").exists()


def test_undo_leaves_a_new_organisation_that_somebody_went_on_with(maker, deal):
    upload(maker, csv_of("Partner;Soort organisatie", "Nieuw BV;marktpartij"))
    store(maker)
    Organisation.objects.filter(name="Nieuw BV").update(version=2, website="https://voorbeeld.invalid")
    assert "Teruggedraaid" in maker.post(url("sheet_undo"), follow=True).content.decode()
    assert Organisation.objects.filter(name="Nieuw BV").exists() and not deal.participations.exists()
    assert "al teruggedraaid" in maker.post(url("sheet_undo"), follow=True).content.decode()


def test_undo_is_refused_when_what_it_was_no_longer_fits(maker, deal):
    organisation = Organisation.objects.get(abbreviation="EZ")
    factories.participation(deal=deal, organisation=organisation)
    jan = factories.contact(organisation=organisation, name="Jan", until_on="2026-01-01")
    upload(maker, csv_of("Organisatie;Naam;Tot en met", "EZ;Jan;01-01-2028"))
    store(maker)
    Contact.objects.filter(pk=jan.pk).update(from_on="2027-01-01")  # by what does not raise the version
    assert "Niet teruggedraaid" in maker.post(url("sheet_undo"), follow=True).content.decode()
    jan.refresh_from_db()
    assert jan.until_on.isoformat() == "2028-01-01"


def test_who_takes_part_again_by_a_file_has_no_day_to_be_away(maker, deal):
    organisation = Organisation.objects.get(abbreviation="EZ")
    gone = factories.participation(
        deal=deal, organisation=organisation, stage="vertrokken", left_on="2025-01-01"
    )
    upload(maker, csv_of("Partner;Status", "EZ;ondertekend"))
    store(maker)
    gone.refresh_from_db()
    assert (gone.stage, gone.left_on) == ("ondertekend", None)
    assert "Teruggedraaid" in maker.post(url("sheet_undo"), follow=True).content.decode()
    gone.refresh_from_db()
    assert (gone.stage, str(gone.left_on)) == ("vertrokken", "2025-01-01")


def test_the_log_keeps_two_rows_of_one_partner_apart_and_says_where_it_ends(maker, deal, monkeypatch):
    partner = factories.participation(deal=deal, organisation=Organisation.objects.get(abbreviation="EZ"))
    made = [factories.commitment(participation=partner, description=text) for text in ("een", "twee", "drie")]
    rows = [f"{one.pk};EZ;inzet in woorden;{one.description};2020;2027" for one in made]
    header = "Nummer afspraak;Organisatie;Soort afspraak;Afspraak in woorden;Van jaar;Tot en met jaar"
    monkeypatch.setattr("deals.actions.sheets.MOST_IN_LOG", 2)
    upload(maker, csv_of(header, *rows))
    store(maker)
    told = details(AuditEvent.objects.filter(event=DealEvent.LISTS_IMPORTED).latest("id"))
    assert {"EZ · Van jaar", "EZ · Van jaar (rij 3)"} <= set(told)
    assert told["Afspraken: hier niet genoemd"] == "1 gewijzigd"


def test_what_undoing_needs_goes_when_undoing_is_over(maker, deal, time_machine):
    upload(maker, PARTNERS)
    store(maker)
    tasks.discard_removed()
    assert SheetImport.objects.get().rows
    time_machine.move_to(timezone.now() + timedelta(days=15), tick=False)
    tasks.discard_removed()
    assert SheetImport.objects.get().rows == []


def test_what_was_agreed_before_a_file_stays_readable_also_when_the_file_is_taken_back(maker, deal):
    participation = factories.participation(
        deal=deal, organisation=Organisation.objects.get(abbreviation="EZ")
    )
    agreed = factories.commitment(participation=participation, kind="geld", amount_eur_per_year=10_000)
    number = f"{agreed.pk}"
    header = "Nummer afspraak;Organisatie;Soort afspraak;Bedrag per jaar (€);Van jaar;Tot en met jaar"
    row = f"{number};Ministerie van Economische Zaken;geld per jaar;15000;2024;2027"
    upload(
        maker,
        csv_of(header, row, ";Gemeente 's-Hertogenbosch;geld per jaar;500;2024;2027"),
    )
    assert not agreed.versions.exists()
    factories.participation(
        deal=deal, organisation=Organisation.objects.get(name="Gemeente 's-Hertogenbosch")
    )
    upload(
        maker,
        csv_of(header, row, ";Gemeente 's-Hertogenbosch;geld per jaar;500;2024;2027"),
    )
    store(maker)
    kept = list(agreed.versions.order_by("pk").values_list("amount_eur_per_year", "saved_by"))
    assert kept == [(10_000, ""), (15_000, "Dea Maker")]
    assert Commitment.objects.exclude(pk=agreed.pk).get().versions.get().saved_by == "Dea Maker"
    assert "Teruggedraaid" in maker.post(url("sheet_undo"), follow=True).content.decode()
    assert agreed.versions.order_by("pk").last().amount_eur_per_year == 10_000
    assert Commitment.objects.get() == agreed


def test_only_the_last_file_can_be_taken_back_and_what_undid_the_one_before_is_gone(maker, deal):
    header = "Mijlpaal;Gepland op"
    for name in ("Eerst", "Daarna"):
        upload(maker, csv_of(header, f"{name};01-05-2026"))
        store(maker)
    assert [bool(one.rows) for one in SheetImport.objects.order_by("pk")] == [False, True]
    assert "Teruggedraaid" in maker.post(url("sheet_undo"), follow=True).content.decode()
    again = maker.post(url("sheet_undo"), follow=True).content.decode()
    assert "Teruggedraaid" not in again
    assert [one.name for one in deal.milestones.all()] == ["Eerst"]
