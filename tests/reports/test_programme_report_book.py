"""The sheet of a programme report, read back."""

import io
from dataclasses import replace
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from reports.programme_report.book import programme_book
from reports.programme_report.words import NO_ATTENTION, NO_LESSONS, contents
from tests.reports.programme_content import VARIANTS, words_of
from tests.reports.programme_drawn import MOMENT, book, make_book


def rows(name, sheet):
    found = load_workbook(io.BytesIO(book(name)))[sheet].iter_rows(values_only=True)
    return [tuple(value for value in row if value is not None) for row in found]


def test_the_figures_are_the_stored_ones_as_numbers():
    stored = VARIANTS["full"][0].years[-1].indicators
    for row, figures in zip(rows("full", "Alle deals")[1:], stored, strict=True):
        assert row[:2] == (figures.number, figures.name)
        shown = [Decimal(str(value)) for value in row[2:]]
        assert shown == [Decimal(str(getattr(figures, name))) for name in ("mean", "minimum", "maximum", "n")]


def test_what_may_not_be_shown_is_words():
    assert rows("withheld", "Alle deals")[1][2:] == ("geen cijfer",) * 4


def test_the_years_are_those_of_the_page():
    table = words_of("full")["years"]["table"]
    found = rows("full", "Jaren")
    assert list(found[0]) == table["head"]
    shown = [str(value).replace(".", ",") for value in found[1][1:]]
    assert shown == [cell["text"] for cell in table["rows"][0]["cells"]]


def test_only_webs_that_are_public_are_in_the_sheet():
    deals = rows("full", "Deals")
    assert {row[0] for row in deals[1:9]} == {"Alfa"}
    assert [row[0] for row in deals[9:]] == [
        "Het rapport is niet openbaar: Beta.",
        "Er is geen rapport: Gamma.",
    ]


def test_lessons_stand_with_deal_and_themes():
    assert rows("full", "Leerpunten")[1:] == [
        ("Alfa", "Borging", "Begin klein.", "ja"),
        ("Beta", "Borging, Geld", "=Leg vast wie beslist.\nEn wanneer."),
        ("Gamma", "Neem de tijd."),
    ]
    assert rows("full", "Thema’s")[1:] == [
        ("Borging", "2 deals", "te weinig deals"),
        ("Geld", "1 deal", "te weinig deals"),
    ]
    assert rows("full", "Aandachtspunten")[1] == ("Alfa", "Borging", "Let op Alfa.")


@pytest.mark.parametrize(
    ("more", "told"), [(0, NO_LESSONS), (1, "1 leerpunt van deals die niet openbaar zijn.")]
)
def test_a_tab_without_lessons_or_attention_points_says_why(more, told):
    content, intros, stage = VARIANTS["full"]
    cut = replace(content, lessons=(), attention=(), unnamed_lessons=more)
    sheet = programme_book(cut, contents(cut, intros, stage), moment=MOMENT)
    found = load_workbook(io.BytesIO(sheet))
    assert [row[0] for row in found["Leerpunten"].iter_rows(values_only=True)][1:] == [told]
    assert [row[0] for row in found["Aandachtspunten"].iter_rows(values_only=True)][1:] == [NO_ATTENTION]


def test_lessons_of_deals_that_are_not_named_are_counted_below_the_others():
    content, intros, stage = VARIANTS["full"]
    cut = replace(content, unnamed_lessons=2)
    sheet = load_workbook(io.BytesIO(programme_book(cut, contents(cut, intros, stage), moment=MOMENT)))
    *_others, last = sheet["Leerpunten"].iter_rows(values_only=True)
    assert last[0] == "En 2 leerpunten van deals die niet openbaar zijn."


@pytest.mark.parametrize("name", ["full", "hostile"])
def test_text_is_never_a_formula(name):
    for sheet in load_workbook(io.BytesIO(book(name))):
        for row in sheet.iter_rows():
            assert not [cell.coordinate for cell in row if cell.data_type == "f"]


@pytest.mark.parametrize("name", VARIANTS)
def test_each_gives_a_sound_sheet(name):
    assert rows(name, "Toelichting")[0] == ("Onderwerp", "Tekst")


def test_the_same_input_gives_the_same_bytes():
    assert make_book("full") == book("full")
