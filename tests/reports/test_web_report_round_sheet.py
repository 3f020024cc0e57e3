"""The sheet of a round holds what the stored reports hold, and nothing a spreadsheet would run."""

import io
from datetime import datetime
from decimal import Decimal

from openpyxl import load_workbook

from reports.web_report import round_sheet
from tests.reports.web_report_figures import figures

MOMENT = datetime(2026, 1, 5)  # noqa: DTZ001 - a sheet has no time zones


def test_a_line_says_what_the_report_says_and_why_a_score_is_missing():
    report = figures()
    rows = round_sheet.lines([report])
    assert [row[2] for row in rows] == [each.number for each in report.indicators]
    for row, each in zip(rows, report.indicators, strict=True):
        assert row[4] == (None if each.mean is None else Decimal(each.mean))
        assert (row[5], row[6], row[7]) == (each.n, each.minimum, each.maximum)
        assert bool(row[10]) == (each.mean is None)


def test_each_deal_says_where_its_answers_came_from():
    """One survey of a round may be read from a file, while the others came through links."""
    rows = round_sheet.lines([figures(), figures(is_imported=True)])
    assert list(dict.fromkeys(row[11] for row in rows)) == ["via persoonlijke links", "uit een bestand"]


def made(title="Cijfers", notes=("Uitleg",), *, is_fictitious=False):
    rows = round_sheet.lines([figures()])
    return round_sheet.workbook(title, notes, rows, moment=MOMENT, is_fictitious=is_fictitious)


def test_the_clock_is_not_in_it():
    assert made() == made()
    assert load_workbook(io.BytesIO(made())).properties.created == MOMENT


def test_paper_says_that_the_figures_are_made_up():
    for is_fictitious in (True, False):
        sheet = load_workbook(io.BytesIO(made(is_fictitious=is_fictitious)))["Cijfers"]
        assert (sheet.oddHeader.right.text == "Verzonnen gegevens") is is_fictitious


def test_text_that_looks_like_a_formula_stays_text():
    report = figures(deal={"slug": "a", "name": '=HYPERLINK("http://x")', "kind": "city_deal"})
    rows = round_sheet.lines([report])
    content = round_sheet.workbook("=1+1", ["@SUM(1)"], rows, moment=MOMENT, is_fictitious=False)
    book = load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert all(cell.data_type in ("s", "n") for cell in cells)
    first = book["Toelichting"]["A1"]
    assert (first.value, first.data_type, first.quotePrefix) == ("=1+1", "s", True)
