"""The published figures of a round as one sheet: a line per deal and indicator, deals in alphabetical order.

From stored reports only, so from what has passed the gate; text stays text, figures are numbers.
"""

import io
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from deals.sheet.write import escaped
from impacttool.report_words import KINDS, shown_figure, withheld_words

HEADERS = (
    ("Deal", 40),
    ("Soort", 12),
    ("Nr", 5),
    ("Indicator", 34),
    ("Score", 8),
    ("n", 6),
    ("Laagste antwoord", 16),
    ("Hoogste antwoord", 16),
    ("Alle deals", 11),
    ("Verschil met nulmeting", 22),
    ("Waarom geen score", 34),
)
Line = Sequence[str | int | Decimal | None]


def lines(reports: Iterable[Mapping[str, Any]]) -> list[Line]:
    """`reports`: stored figures (report_figures.publish), in the order in which they are to stand."""
    return [_line(figures, each) for figures in reports for each in figures["indicators"]]


def _line(figures: Mapping[str, Any], each: Mapping[str, Any]) -> Line:
    reason = each["withheld"].get("mean")
    return (
        figures["deal"]["name"],
        KINDS[figures["deal"]["kind"]],
        each["number"],
        each["name"],
        _number(each["mean"]),
        each["n"],
        each["minimum"],
        each["maximum"],
        _number(each["all_deals_mean"]),
        _number(each["change"]),
        "" if shown_figure(each, "mean") else withheld_words(reason, "mean", figures["thresholds"]),
    )


def _number(figure: str | None) -> Decimal | None:
    return None if figure is None else Decimal(figure)


def workbook(title: str, notes: Sequence[str], rows: Iterable[Line]) -> bytes:
    """An XLSX file of two sheets: the figures, and how to read them."""
    from xlsxwriter import Workbook  # only who writes a sheet pays for loading it

    file = io.BytesIO()
    with Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": title, "author": "Dealportaal, Agenda Stad"})
        bold, decimal = book.add_format({"bold": True}), book.add_format({"num_format": "0.0"})
        sheet = book.add_worksheet("Cijfers")
        sheet.freeze_panes(1, 1)
        for place, (name, width) in enumerate(HEADERS):
            sheet.write_string(0, place, name, bold)
            sheet.set_column(place, place, width)
        for number, row in enumerate(rows, 1):
            for place, value in enumerate(row):
                if isinstance(value, Decimal):
                    sheet.write_number(number, place, float(value), decimal)
                elif isinstance(value, int):
                    sheet.write_number(number, place, value)
                elif value:
                    sheet.write_string(number, place, escaped(value))
        explained = book.add_worksheet("Toelichting")
        explained.set_column(0, 0, 110)
        for number, note in enumerate([title, *notes]):
            explained.write_string(number, 0, escaped(note), bold if number == 0 else None)
    return file.getvalue()
