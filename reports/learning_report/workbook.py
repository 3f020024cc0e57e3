"""The learning report as a sheet: the published figures, how they were made, and the outcomes of the talk.

Text is always text: none of it becomes a formula or a link. Figures are numbers, which a Dutch program shows with a
comma. Same input, same bytes.
"""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from reports.web_report.figures import IndicatorFigures, WebFigures
from reports.web_report.words import cell as cell_words
from reports.web_report.words import shows_same_phase

Words = Mapping[str, Any]
LONGEST_CELL = 32_767  # limit of the file format
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
COLUMNS = (  # head, name in the stored figures, column that its reason to withhold is about, number format
    ("Deze deal", "mean", "mean", "0.0"),
    ("n", "n", "n", "0"),
    ("Laagste antwoord", "minimum", "range", "0"),
    ("Hoogste antwoord", "maximum", "range", "0"),
    ("Alle deals", "all_deals_mean", "all_deals", "0.0"),
)
BASELINE_COLUMNS = (
    ("t.o.v. {year}", "change", "change", "+0.0;-0.0;0.0"),
    ("Nulmeting {year}", "baseline_mean", "change", "0.0"),
    ("n in {year}", "baseline_n", "change", "0"),
)
PHASE_COLUMN = ("Zelfde fase", "same_phase_mean", "same_phase", "0.0")
NO_FIGURE = "geen cijfer"
LOOK_OF = {int: "0", Decimal: "0.0"}


def report_book(figures: WebFigures, words: Words, *, moment: datetime) -> bytes:
    """`figures`: as stored, gated; `words`: from learning_words.contents; `moment`: the creation time in the file."""
    return book_of(
        words,
        [
            Page("Cijfers", *_figures(figures), [6, 42, *[16] * 9]),
            Page("Toelichting", ("Onderwerp", "Tekst"), _explanation(words), [28, 110]),
            Page(
                "Bevindingen",
                ("Soort", "Nr", "Indicator", "Tekst", "Door", "Voor", "Stand"),
                _findings(words),
                [20, 6, 36, 90, 30, 20, 12],
            ),
        ],
        moment=moment,
    )


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet. A value is text or (number, format); empty values are not written."""

    name: str
    heads: Sequence[str]
    rows: Iterable[Sequence[Any]]
    widths: Sequence[int]


def as_cell(value: Any) -> Any:
    """A number with its format, for a Page; text unchanged."""
    return (value, LOOK_OF[type(value)]) if type(value) in LOOK_OF else value


def book_of(words: Words, pages: Iterable[Page], *, moment: datetime) -> bytes:
    """`words`: title, author, mark, footer and fictitious of the report."""
    from xlsxwriter import Workbook  # imported here, because it is slow to load

    file = io.BytesIO()
    with Workbook(file, OPTIONS) as book:
        book.set_properties(
            {
                "title": words["title"][:255],
                "author": words["author"],
                "status": words["mark"] or "Definitief",
                "created": moment,
            }
        )
        writer = _Writer(book, words)
        for page in pages:
            writer.sheet(page)
    return file.getvalue()


class _Writer:
    def __init__(self, book: Any, words: Words) -> None:
        self.book, self.words = book, words
        look = {"text_wrap": True, "valign": "top", "quote_prefix": True}
        self.head = book.add_format({"bold": True, "font_color": "#FFFFFF", "bg_color": "#154273", **look})
        self.text = book.add_format(look)
        self.numbers: dict[str, Any] = {}

    def sheet(self, page: Page) -> None:
        sheet = self.book.add_worksheet(page.name)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        mark = " · ".join(filter(None, (self.words["mark"], (self.words["fictitious"] or {}).get("mark"))))
        sheet.set_header(f"&L{_paper(self.words['footer'])}&R{_paper(mark)}")
        sheet.set_footer("&RPagina &P van &N")
        for place, (head, width) in enumerate(zip(page.heads, page.widths, strict=False)):
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, head, self.head)
        for number, row in enumerate(page.rows, start=1):
            for place, value in enumerate(row):
                self._put(sheet, number, place, value)

    def _put(self, sheet: Any, row: int, place: int, value: Any) -> None:
        if isinstance(value, tuple):
            number, look = value
            if look not in self.numbers:
                self.numbers[look] = self.book.add_format({"num_format": look, "valign": "top"})
            sheet.write_number(row, place, number, self.numbers[look])
        elif value:
            sheet.write_string(row, place, NOT_XML.sub("", value)[:LONGEST_CELL], self.text)


def _figures(figures: WebFigures) -> tuple[list[str], list[list[Any]]]:
    year = figures.baseline_year
    phase = [PHASE_COLUMN] if shows_same_phase(figures) else []
    columns = [*COLUMNS, *phase, *(BASELINE_COLUMNS if year else ())]
    heads = ["Nr", "Indicator", *(head.format(year=year) for head, *_rest in columns)]
    rows = [
        [
            (indicator.number, "0"),
            indicator.name,
            *(_figure(indicator, rest, figures) for _head, *rest in columns),
        ]
        for indicator in figures.indicators
    ]
    return heads, rows


def _figure(indicator: IndicatorFigures, drawn: Sequence[str], figures: WebFigures) -> Any:
    name, column, look = drawn  # as in COLUMNS, without its head
    figure = getattr(indicator, name)
    if figure is not None:
        return Decimal(figure), look
    withheld = cell_words(indicator, column, figures.thresholds)
    return withheld["text"] if withheld["words"] else NO_FIGURE


def _explanation(words: Words) -> list[tuple[str, str]]:
    rows = [("Rapport", words["title"]), ("Ronde", words["subtitle"]), ("Stand", words["state"])]
    if words["fictitious"]:
        rows.append((words["fictitious"]["mark"], words["fictitious"]["sentence"]))
    rows.append(("Bedoeling", words["purpose"]))
    rows += [("Bij de cijfers", note) for note in words["table"]["notes"]]
    rows += [(words["method"]["heading"], point) for point in words["method"]["points"]]
    if words["method"]["source"]:
        rows.append(("Vragenlijst", words["method"]["source"]))
    for chapter in words["chapters"]:
        rows += [(f"Stelling bij {chapter['title']}", text) for text in chapter["statements"]]
    return rows


def _findings(words: Words) -> list[list[Any]]:
    rows: list[list[Any]] = [["Context", "", "", line] for line in words["context"]["lines"]]
    for chapter in words["chapters"]:
        name = chapter["title"].partition(". ")[2]
        rows += [
            ["Bevinding", (chapter["number"], "0"), name, "\n".join(lines)] for lines in chapter["findings"]
        ]
    rows += [["Leerpunt", "", "", "\n".join(lines)] for lines in words["lessons"]["texts"]]
    for point in words["attention"]["points"]:
        text = "\n".join(point["lines"])
        rows.append(["Aandachtspunt", "", "", text, point["owner"], point["due_on"], point["state"]])
    return rows


def _paper(text: str) -> str:
    """Escapes &, which starts a code in the header of a sheet."""
    return text.replace("&", "&&")[:110]
