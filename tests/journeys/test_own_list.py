"""A dealmaker brings in the list as it is kept: titles, two lines of names, a column a year, totals and a hidden tab."""

import io

import pytest
from playwright.sync_api import expect

from deals.models import Milestone
from tests import factories
from tests.journeys.conftest import DESK

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
MOST_CLICKS = 10
MEMBERS = [
    ["Town Deal Voorbeeld: deelnemers en bijdragen"],
    [],
    ["Nr", "Partij", "Contactpersoon", None, "Bijdrage (euro)", None, None, "In natura", "Getekend"],
    [None, None, "Naam", "E-mail", "2026", "2027", "2028"],
    [
        1,
        "BZK",
        "Ada",
        "ada@min.voorbeeld.nl; loket@min.voorbeeld.nl",
        "€ 50.000,-",
        "25k",
        50000,
        None,
        "1-4-2026",
    ],
    ["GEMEENTEN"],
    [2, "Gem. Utrecht", "Carla", "carla@u.voorbeeld.nl", "15.000", "p.m.", None, "2 dagdelen", "Q2 2026"],
    [3, "Landerd", None, None, "n.t.b.", None, None, "denkt mee"],
    [4, "Stichting Dorpskracht", "Gijs", "gijs@dorp.voorbeeld.nl", "pm", "pm", "pm", "zaalruimte"],
    [None, "Totaal", None, None, "€ 65.000", "€ 25.000", "€ 50.000"],
    ["* = onder voorbehoud van de raad"],
]
PLANNING = [
    ["Planning"],
    ["Wat", "Wie", "Wanneer", "Toelichting"],
    ["Nulmeting", "HvA", "Q2 2026", "wacht op werving"],
    ["Tussenstand", "Gem. Utrecht", "1-mrt-2027", None],
    ["Slot", "allen", "tweede helft 2028", None],
]


def workbook():
    from openpyxl import Workbook

    book, file = Workbook(), io.BytesIO()
    book.active.title = "Deelnemers"
    old = {"Planning": PLANNING, "oud": [["Partij", "Naam"], ["VNG", "Oud"]]}
    for sheet, rows in [(book.active, MEMBERS), *((book.create_sheet(title), old[title]) for title in old)]:
        for row in rows:
            sheet.append(row)
    book["oud"].sheet_state = "hidden"
    for cells in ("C3:D3", "E3:G3", "A3:A4", "B3:B4"):
        book["Deelnemers"].merge_cells(cells)
    book.save(file)
    return file.getvalue()


def _organisations():
    factories.organisation(name="Ministerie van Binnenlandse Zaken", abbreviation="BZK", type="ministerie")
    factories.organisation(name="Gemeente Utrecht")
    maashorst = factories.organisation(name="Gemeente Maashorst")
    factories.organisation(name="Gemeente Landerd", ended_on="2022-01-01", successor=maashorst)


def test_a_list_comes_in_as_it_is_kept_with_ten_clicks_at_most(enter):
    deal = factories.deal()
    _organisations()
    watch = enter(factories.dealmaker(deal), viewport=DESK)
    page, clicks = watch.page, []
    page.goto(f"/deals/{deal.slug}/lijsten/inlezen/")

    def click(name):
        clicks.append(name)
        page.get_by_role("button", name=name).first.click()

    page.locator("[name=file]").set_input_files(
        {"name": "projectlijst.xlsx", "mimeType": "application/octet-stream", "buffer": workbook()}
    )
    click("Bekijken wat er verandert")
    expect(page.get_by_text("de kopregel staat op rij 3 en 4")).to_be_visible()
    expect(page.locator("#tabbladen")).to_contain_text("verborgen tabblad, wordt niet gelezen")
    expect(page.locator("#voorbeeld")).to_contain_text("Het totaal van rij 10 klopt")
    click("alle 2 zoals voorgesteld")
    expect(page.locator("#vragen")).to_have_count(0)
    click("Opslaan")
    expect(page.locator("main")).to_contain_text("rijen toegevoegd")
    assert len(clicks) + 1 <= MOST_CLICKS  # and choosing the file
    names = set(deal.participations.values_list("organisation__name", flat=True))
    assert {"Gemeente Utrecht", "Gemeente Maashorst", "Stichting Dorpskracht"} < names and len(names) == 4
    _is_as_it_stood(deal)
    assert watch.complaints == []


def _is_as_it_stood(deal):
    money = deal.participations.filter(organisation__abbreviation="BZK").values_list(
        "commitments__year_from", "commitments__amount_eur_per_year"
    )
    assert sorted(money) == [(2026, 50_000), (2027, 25_000), (2028, 50_000)]
    planned = Milestone.objects.filter(deal=deal).values_list("name", "owner", "planned_precision")
    assert set(planned) == {
        ("Nulmeting", "HvA", "kwartaal"),
        ("Tussenstand", "Gem. Utrecht", "dag"),
        ("Slot", "allen", "halfjaar"),
    }
