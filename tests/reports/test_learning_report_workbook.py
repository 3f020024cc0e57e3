"""The sheet of a learning report, read back."""

import io
from datetime import datetime
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from reports.learning_report import workbook
from tests.reports.learning_report_content import VARIANTS, words_of

MOMENT = datetime(2026, 1, 5)  # noqa: DTZ001 - a sheet has no time zones


def make(name):
    return workbook.report_book(VARIANTS[name][0].figures, words_of(name), moment=MOMENT)


def sheets(name):
    return load_workbook(io.BytesIO(make(name)))


def test_the_figures_are_the_stored_ones_as_numbers():
    shown, rows = (
        VARIANTS["withheld"][0].figures,
        list(sheets("withheld")["Cijfers"].iter_rows(values_only=True)),
    )
    assert rows[0] == (
        "Nr", "Indicator", "Deze deal", "n", "Laagste antwoord", "Hoogste antwoord", "Alle deals",
        "t.o.v. 2024", "Nulmeting 2024", "n in 2024",
    )  # fmt: skip
    names = ("mean", "n", "minimum", "maximum", "all_deals_mean", "change", "baseline_mean", "baseline_n")
    for indicator, row in zip(shown.indicators, rows[1:], strict=True):
        assert row[:2] == (indicator.number, indicator.name)
        for name, value in zip(names, row[2:], strict=True):
            figure = getattr(indicator, name)
            if figure is None:
                assert isinstance(value, str) and value
            else:
                assert Decimal(str(value)) == Decimal(figure)


def test_a_figure_that_is_withheld_says_why():
    row = list(sheets("one answer")["Cijfers"].iter_rows(values_only=True))[1]
    words = "minder dan 5 antwoorden"
    assert row[2:5] == (words, "minder dan\u00a05", "minder dan 10 antwoorden") and len(row) == 7


def test_deals_in_the_same_phase_have_a_column_where_they_may_be_shown():
    rows = list(sheets("same phase")["Cijfers"].iter_rows(values_only=True))
    assert [row[7] for row in (rows[0], rows[1], rows[8])] == ["Zelfde fase", 3.6, "minder dan 3 deals"]


def test_a_dutch_program_shows_a_comma_and_the_head_stays_in_sight():
    sheet = sheets("full")["Cijfers"]
    assert (sheet["C2"].number_format, sheet["H2"].number_format) == ("0.0", "+0.0;-0.0;0.0")
    assert sheet.freeze_panes == "A2"


def test_text_is_never_a_formula():
    cells = [cell for sheet in sheets("hostile") for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    texts = {cell.value for cell in cells if cell.data_type == "s"}
    assert {"=1+1", "@SUM(A1)", "-2", "+31 6", "#" * 10_000} <= texts
    assert all(cell.quotePrefix for cell in cells if cell.value == "=1+1")


def test_what_the_talk_brought_stands_in_its_own_sheet():
    rows = list(sheets("full")["Bevindingen"].iter_rows(values_only=True))[1:]
    assert (
        "Bevinding",
        1,
        "Vormgeving van het proces",
        "Te weinig ritme.\nVanaf nu elke zes weken.",
        None,
        None,
        None,
    ) in rows
    assert ("Leerpunt", None, None, "=Leg vast wie beslist.", None, None, None) in rows
    assert rows[-2] == (
        "Aandachtspunt",
        None,
        None,
        "Maak een planning.",
        "Gemeente Utrecht, strateeg",
        "1 maart 2026",
        "open",
    )


@pytest.mark.parametrize(("name", "mark"), [("full", None), ("withheld", "Concept · Verzonnen gegevens")])
def test_every_sheet_says_how_far_the_report_is(name, mark):
    workbook = sheets(name)
    assert [sheet.title for sheet in workbook] == ["Cijfers", "Toelichting", "Bevindingen"]
    assert {sheet.oddHeader.right.text for sheet in workbook} == {mark}
    stand = dict(workbook["Toelichting"].iter_rows(min_row=4, max_row=4, values_only=True))
    assert stand == {"Stand": words_of(name)["state"]}


def test_an_ampersand_in_a_name_is_no_instruction():
    assert workbook._paper("Wonen & Zorg &P") == "Wonen && Zorg &&P"


@pytest.mark.parametrize("name", VARIANTS)
def test_the_same_input_gives_the_same_bytes(name, monkeypatch):
    first = make(name)
    monkeypatch.setattr("time.localtime", lambda *_: (2033, 5, 18, 3, 33, 20, 2, 138, 0))
    assert make(name) == first
