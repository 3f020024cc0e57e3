"""The published figures of a round as one sheet: a row per deal and indicator, deals in alphabetical order.

Only from stored reports, so from what has passed the gate; text stays text, figures are numbers.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal

from reports.learning_report.workbook import Page, as_cell, book_of
from reports.web_report import origin_words
from reports.web_report.figures import IndicatorFigures, WebFigures
from reports.web_report.withheld import withheld_words
from reports.web_report.words import KINDS, PORTAL, PROGRAMME, shown_figure

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
    ("Antwoorden", 22),
)
Line = Sequence[str | int | Decimal | None]


def lines(reports: Iterable[WebFigures]) -> list[Line]:
    """`reports`: stored figures (publishing.publish), in the order of the rows."""
    return [_line(figures, each) for figures in reports for each in figures.indicators]


def _line(figures: WebFigures, each: IndicatorFigures) -> Line:
    reason = each.withheld.get("mean")
    return (
        figures.deal.name,
        KINDS[figures.deal.kind],
        each.number,
        each.name,
        _number(each.mean),
        each.n,
        each.minimum,
        each.maximum,
        _number(each.all_deals_mean),
        _number(each.change),
        "" if shown_figure(each, "mean") else withheld_words(reason, "mean", figures.thresholds),
        origin_words.way(figures),
    )


def _number(figure: str | None) -> Decimal | None:
    return None if figure is None else Decimal(figure)


def workbook(
    title: str, notes: Sequence[str], rows: Iterable[Line], *, moment: datetime, is_fictitious: bool
) -> bytes:
    """An XLSX file of two sheets: the figures, and how to read them. `moment`: the creation time in the file."""
    words = {
        "title": title,
        "author": f"{PORTAL}, {PROGRAMME}",
        "mark": None,
        "footer": title,
        "fictitious": {"mark": "Verzonnen gegevens"} if is_fictitious else None,
    }
    heads, widths = zip(*HEADERS, strict=True)
    figures = [[as_cell(value) for value in row] for row in rows]
    pages = [
        Page("Cijfers", heads, figures, widths),
        Page("Toelichting", (title,), [(note,) for note in notes], (110,)),
    ]
    return book_of(words, pages, moment=moment)
