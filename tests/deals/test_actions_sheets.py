"""Reasons, parts and wanted partners in the lists of a deal: in, out again without a change, and taken back."""

import pytest

from deals import actions
from deals.models import StageReason, WantedPartner
from deals.sheet.tables import TABLES
from foundation.models import AuditEvent
from tests import factories
from tests.audit_log import details
from tests.deals.test_views_sheet_import import csv_of, store, upload, url

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


@pytest.fixture
def reasons():
    made = [("aangesloten", "wil leren"), ("vertrokken", "geen tijd"), ("afgezien", "geen tijd")]
    return [StageReason.objects.create(kind=kind, text=text) for kind, text in made]


@pytest.fixture
def parts(deal):
    return [deal.parts.create(kind="werklijn", name=name) for name in ("Data", "Wonen; werken")]


PARTS_AND_REASONS = csv_of(
    "Organisatie;Stadium;Reden om mee te doen;Reden van vertrek of afzien;Toelichting bij de reden;Onderdelen",
    'Den Bosch;ondertekend;Wil leren;;kwam zelf;"werklijn Wonen; werken; werklijn data"',
    "EZ;vertrokken;;geen tijd (om te vertrekken);;werklijn Data",
)


def test_reasons_and_parts_come_in_go_out_and_are_taken_back(maker, deal, reasons, parts):
    upload(maker, PARTS_AND_REASONS)
    assert "2 rijen toegevoegd" in store(maker)
    bosch = deal.participations.get(organisation__name__contains="Hertogenbosch")
    assert (bosch.joined_reason, bosch.reason_note) == (reasons[0], "kwam zelf")
    assert set(bosch.parts.all()) == set(parts)
    assert deal.participations.get(organisation__abbreviation="EZ").left_reason == reasons[1]
    for format_ in ("csv", "xlsx"):
        out = actions.export_tables(deal=deal, tables=[TABLES["partners"]], format_=format_, by=None)
        assert "Er verandert niets" in upload(maker, out, f"uit.{format_}")
    text = upload(
        maker, csv_of("Organisatie;Onderdelen;Stadium", "Den Bosch;werklijn Data;", "EZ;;in gesprek")
    )
    assert "Onderdelen: <del>werklijn Data, werklijn Wonen; werken</del> → werklijn Data" in text
    assert "Reden van vertrek of afzien: <del>geen tijd (om te vertrekken)</del>" in text
    store(maker)
    assert list(bosch.parts.all()) == parts[:1]
    assert deal.participations.get(organisation__abbreviation="EZ").left_reason is None
    told = details(AuditEvent.objects.filter(subject_kind="deal", subject_key="een-deal").latest("id"))
    assert told["EZ · Reden van vertrek of afzien"] == ["geen tijd (om te vertrekken)", ""]
    assert "Teruggedraaid" in maker.post(url("sheet_undo"), follow=True).content.decode()
    assert set(bosch.parts.all()) == set(parts)
    assert deal.participations.get(organisation__abbreviation="EZ").left_reason == reasons[1]


def test_what_a_file_made_with_parts_is_taken_back_whole(maker, deal, reasons, parts):
    upload(maker, PARTS_AND_REASONS)
    store(maker)
    assert "Teruggedraaid" in maker.post(url("sheet_undo"), follow=True).content.decode()
    assert not deal.participations.exists()


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("EZ;vertrokken;geen tijd (om af te zien);", "deze reden hoort bij een ander stadium"),
        ("EZ;ondertekend;geen tijd (om te vertrekken);", "deze reden hoort bij een ander stadium"),
        ("EZ;vertrokken;oud;", "deze reden is niet meer te kiezen"),
        ("EZ;vertrokken;verzonnen;", "kies uit:"),
        ("EZ;ondertekend;;werklijn Lucht", "kies uit: werklijn Data"),
    ],
)
def test_a_wrong_reason_or_part_is_refused_at_its_cell(maker, deal, reasons, parts, row, sentence):
    StageReason.objects.create(kind="vertrokken", text="oud", is_active=False)
    text = upload(maker, csv_of("Organisatie;Stadium;Reden van vertrek of afzien;Onderdelen", row))
    assert "1 fout in het bestand" in text
    assert sentence in text


def test_wanted_partners_come_in_go_out_and_are_taken_back(maker, deal):
    utrecht = [
        factories.participation(deal=deal, organisation=factories.organisation(name="Utrecht", type=type_))
        for type_ in ("gemeente", "provincie")
    ]
    rows = (
        "Gezochte partner;Soort gezochte partner;Waarom nodig;Gevonden: doet mee als",
        "een zorgverzekeraar;marktpartij;betaalt mee;",
        "een provincie;;kent de regio;Utrecht (provincie)",
    )
    assert "2 nieuw" in upload(maker, csv_of(*rows))
    store(maker)
    assert [(one.description, one.type, one.found_as) for one in WantedPartner.objects.all()] == [
        ("een provincie", "", utrecht[1]),
        ("een zorgverzekeraar", "marktpartij", None),
    ]
    for format_ in ("csv", "xlsx"):
        out = actions.export_tables(deal=deal, tables=[TABLES["gezocht"]], format_=format_, by=None)
        assert "Er verandert niets" in upload(maker, out, f"uit.{format_}")
    assert "vul deze cel in" in upload(maker, csv_of(rows[0], "een bank;;;"))
    assert "dit staat ook op rij 2" in upload(maker, csv_of(rows[0], "een bank;;x;", "Een bank;;y;"))
    maker.post(url("sheet_undo"))
    assert not WantedPartner.objects.exists()
