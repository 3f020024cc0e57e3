"""Sheets that go out: text stays text, and the same file can come in again."""

import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deals.sheet.tables import COMMITMENTS, MILESTONES, TABLES
from deals.sheet.write import to_csv, to_xlsx
from rendering.formulas import escaped, plain

FORMULAS = ["=1+1", "+31 6", "-2", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＠SUM(A1)", "﹢1", "⁻2"]
COMMITMENT = {
    "number": 7,
    "organisation": "'s-Hertogenbosch",
    "organisation_type": "gemeente",
    "tooi_uri": None,
    "kind": "geld",
    "amount_eur_per_year": Decimal("40000.50"),
    "description": "=HYPERLINK(1)",
    "year_from": 2024,
    "year_until": 2027,
    "agreed_on": date(2024, 3, 1),
    "is_agreed": True,
}
WORDS = {"kind": {"geld": "geld per jaar"}, "organisation_type": {"gemeente": "gemeente"}}


def workbook(content):
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(content))


@pytest.mark.parametrize("text", FORMULAS)
def test_what_looks_like_a_formula_gets_an_apostrophe(text):
    assert escaped(text) == f"'{text}"


def test_other_text_stays_as_it_is():
    assert escaped("'s-Hertogenbosch") == plain("'s-Hertogenbosch") == "'s-Hertogenbosch"


@given(st.text(alphabet="'=+-@\t\r\nab ", max_size=6))
def test_what_was_escaped_is_found_back_and_never_a_formula(text):
    assert plain(escaped(text)) == text
    assert not escaped(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_csv_file_opens_in_columns_in_a_dutch_program():
    text = to_csv(COMMITMENTS, [COMMITMENT], WORDS).decode()
    header, row, _rest = text.split("\r\n")
    assert header.startswith('\ufeff"Nummer afspraak";"Organisatie";"Soort organisatie"')
    assert row == (
        '"7";"\'s-Hertogenbosch";"gemeente";"";"geld per jaar";"40000,50";"\'=HYPERLINK(1)";'
        '"2024";"2027";"01-03-2024";"ja"'
    )


def test_a_workbook_has_a_sheet_a_table_with_dates_numbers_and_no_formula():
    content = to_xlsx([(COMMITMENTS, [COMMITMENT]), (MILESTONES, [])], {"afspraken": WORDS, "mijlpalen": {}})
    book = workbook(content)
    assert book.sheetnames == ["Afspraken", "Mijlpalen"]
    cells = {cell.column_letter: cell for cell in book["Afspraken"][2]}
    assert cells["G"].value == "'=HYPERLINK(1)" and cells["G"].data_type == "s"
    assert (cells["F"].value, cells["J"].value.date()) == (40000.5, date(2024, 3, 1))
    assert book["Afspraken"].data_validations.dataValidation[0].formula1 == '"gemeente"'


def test_headers_are_different_within_a_table():
    for table in TABLES.values():
        assert len({column.header for column in table.columns}) == len(table.columns)
