"""The sheet of a round holds what the stored reports hold, and nothing a spreadsheet would run."""

import io
from decimal import Decimal

from openpyxl import load_workbook

from impacttool import round_sheet
from tests.impacttool.report_figures import figures


def test_a_line_says_what_the_report_says_and_why_a_score_is_missing():
    report = figures()
    rows = round_sheet.lines([report])
    assert [row[2] for row in rows] == [each["number"] for each in report["indicators"]]
    for row, each in zip(rows, report["indicators"], strict=True):
        assert row[4] == (None if each["mean"] is None else Decimal(each["mean"]))
        assert (row[5], row[6], row[7]) == (each["n"], each["minimum"], each["maximum"])
        assert bool(row[10]) == (each["mean"] is None)


def test_text_that_looks_like_a_formula_stays_text():
    report = figures() | {"deal": {"slug": "a", "name": '=HYPERLINK("http://x")', "kind": "city_deal"}}
    content = round_sheet.workbook("=1+1", ["@SUM(1)"], round_sheet.lines([report]))
    book = load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert all(cell.data_type in ("s", "n") for cell in cells)
    assert book["Toelichting"]["A1"].value == "'=1+1"
