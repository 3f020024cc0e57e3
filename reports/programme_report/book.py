"""The programme report as a sheet: the published figures, the themes and the lessons. Same input, same bytes."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from reports.learning_report.workbook import NO_FIGURE, Page, as_cell, book_of
from reports.programme_report.content import ProgrammeContent
from reports.web_report import round_sheet

Words = Mapping[str, Any]


def programme_book(content: ProgrammeContent, words: Words, *, moment: datetime) -> bytes:
    """`content`: the frozen content; `words`: from programme_words.contents."""
    pages = [
        Page(
            "Alle deals",
            ("Nr", "Indicator", "Alle deals", "Laagste (gemiddeld)", "Hoogste (gemiddeld)", "Aantal deals"),
            _together(content),
            [6, 42, 14, 14, 14, 14],
        ),
        Page("Jaren", *_years(words["years"]), [48, *[18] * len(content.years)]),
        Page("Thema’s", ("Thema", "Leerpunten bij", "Aandachtspunten bij"), _themes(words), [40, 24, 24]),
        Page(
            "Leerpunten",
            ("Deal", "Thema’s", "Leerpunt", "Kamerbrief"),
            _lessons(content, words),
            [36, 30, 100, 12],
        ),
        Page(
            "Aandachtspunten", ("Deal", "Thema’s", "Aandachtspunt"), _attention(content, words), [36, 30, 100]
        ),
        Page("Deals", [head for head, _width in round_sheet.HEADERS], *_deals(content, words)),
        Page("Toelichting", ("Onderwerp", "Tekst"), _explanation(words), [28, 110]),
    ]
    return book_of(words, pages, moment=moment)


def _number(text: str | None) -> Any:
    return NO_FIGURE if text is None else as_cell(Decimal(text))


def _together(content: ProgrammeContent) -> list[list[Any]]:
    return [
        [
            as_cell(row.number),
            row.name,
            _number(row.mean),
            _number(row.minimum),
            _number(row.maximum),
            as_cell(row.n)
            if row.n is not None
            else f"ten minste {content.thresholds.deals}"
            if row.mean is not None
            else NO_FIGURE,
        ]
        for row in content.years[-1].indicators
    ]


def _years(years: Words) -> tuple[list[str], list[list[Any]]]:
    if years["none"]:
        return ["Indicator"], [[years["none"]]]
    table = years["table"]
    rows = [[row["name"], *(_cell(cell) for cell in row["cells"])] for row in table["rows"]]
    return table["head"], [*rows, *([note] for note in table["notes"])]


def _cell(cell: Words) -> Any:
    return cell["text"] if cell["words"] else as_cell(Decimal(cell["text"].replace(",", ".")))


def _themes(words: Words) -> list[list[Any]]:
    table = words["patterns"]
    return [[row["name"], *(cell["text"] for cell in row["cells"])] for row in table["rows"]] or [
        [table["none"]]
    ]


def _lessons(content: ProgrammeContent, words: Words) -> list[list[Any]]:
    """A sentence explains why lessons are missing: all of them, or those of deals that are not named."""
    rows = [
        [each.deal, ", ".join(each.themes), each.text, "ja" if each.is_for_letter else ""]
        for each in content.lessons
    ]
    told = words["lessons"]
    return [*rows, *([text] for text in ("" if rows else told["none"], told["more"]) if text)]


def _attention(content: ProgrammeContent, words: Words) -> list[list[Any]]:
    rows = [[each.deal, ", ".join(each.themes), each.text] for each in content.attention]
    return rows or [[words["attention"]["none"]]]


def _deals(content: ProgrammeContent, words: Words) -> tuple[list[list[Any]], Sequence[int]]:
    """The figures of every public report; for other deals only the reason that there are none."""
    figures = [web.figures for web in content.webs if web.figures is not None]
    rows = [list(map(as_cell, line)) for line in round_sheet.lines(figures)]
    return [*rows, *([text] for text in words["webs"]["left"])], [
        width for _head, width in round_sheet.HEADERS
    ]


def _explanation(words: Words) -> list[tuple[str, str]]:
    rows = [("Rapport", words["title"]), ("Ronde", words["subtitle"]), ("Stand", words["state"])]
    if words["fictitious"]:
        rows.append((words["fictitious"]["mark"], words["fictitious"]["sentence"]))
    rows.append(("Bedoeling", words["purpose"]))
    rows += [(words["summary"]["heading"], point) for point in words["summary"]["points"]]
    for chapter in words["chapters"]:
        rows += [(chapter["title"], line) for line in chapter["intro"]]
    rows += [("Bij alle deals", note) for note in words["table"]["notes"]]
    rows += [("Bij de thema’s", note) for note in words["patterns"]["notes"]]
    rows += [(words["method"]["heading"], point) for point in words["method"]["points"]]
    return rows
