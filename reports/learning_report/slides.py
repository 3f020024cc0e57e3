"""The learning report as slides: editable text, the web as a picture with a text alternative, figures in native tables.
Text that does not fit on a slide continues on the next; nothing is cut. Same input, same bytes."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pptx.util import Pt

from rendering import slide_parts, slide_text
from rendering.axis_detail import Marks
from rendering.slide_file import packed
from rendering.slide_master import (
    BODY_HEIGHT,
    BODY_SIZE,
    BODY_TOP,
    COVER,
    COVER_TEXT_HEIGHT,
    COVER_TITLE_HEIGHT,
    INNER,
    MARGIN,
    SMALL_SIZE,
    TEXT,
    TITLE_HEIGHT,
    TITLE_ONLY,
    new_deck,
    speak_dutch,
)
from rendering.slide_text import Paragraph
from reports.learning_report import words as learning_words

Words = Mapping[str, Any]
TITLE_SIZES = (28, 24, 20, 18, 16, 14)
COVER_SIZES = (40, 34, 28, 24, 20)
BODY_SIZES = (24, 20, BODY_SIZE)  # the largest size at which the text fits on one slide
FACTS_WIDTH, FACTS_HEIGHT, GAP = 390, 232, 36
FACT_SIZES = (16, 14, 12, 10)
TABLE_SIZES = (16, 14, 12)
METHOD_SIZES = (14, 13, 12)
READING_SIZES = (20, 18, 16, 14, 12)
WIDEST_COLUMNS = 700  # of every column but the first


def report_slides(words: Words, axes: Sequence[Marks], web_png: bytes, *, moment: datetime) -> bytes:
    """`words`: from learning_words.contents; `axes`: one per chapter; `moment`: the creation time in the file."""
    deck = Deck(words)
    deck.cover()
    deck.text(
        words["context"]["heading"], [Paragraph(line, bullet=False) for line in words["context"]["lines"]]
    )
    deck.web(web_png)
    deck.table(words["table"], f"Scores per indicator, ronde {words['round']}")
    for chapter, marks in zip(words["chapters"], axes, strict=True):
        deck.chapter(chapter, marks)
    for part in (words["lessons"], words["attention"]):
        deck.text(part["heading"], _items(part))
    method = [Paragraph(point) for point in words["method"]["points"]]
    if words["method"]["source"]:
        method.append(Paragraph(words["method"]["source"], bullet=False))
    deck.text(words["method"]["heading"], method, sizes=METHOD_SIZES)
    return deck.saved(moment)


def _items(part: Words) -> list[Paragraph]:
    if "points" in part:
        found = [
            paragraph
            for point in part["points"]
            for paragraph in (*bulleted(point["lines"]), Paragraph(point["details"], bullet=False))
        ]
    else:
        found = [paragraph for lines in part["texts"] for paragraph in bulleted(lines)]
    return found or [Paragraph(part["none"], bullet=False)]


def bulleted(lines: Sequence[str]) -> list[Paragraph]:
    return [Paragraph(line, bullet=place == 0) for place, line in enumerate(lines)]


class Deck:
    """The slides so far; `words` are those of the whole report: cover, web and method."""

    def __init__(self, words: Words) -> None:
        self.words, self.deck = words, new_deck()

    def cover(self) -> None:
        fictitious = self.words["fictitious"]
        lines = [
            self.words["subtitle"],
            self.words["state"],
            *([fictitious["sentence"]] if fictitious else []),
        ]
        self.opening(self.words["title"], lines, [self.words["purpose"]])

    def opening(self, title: str, lines: Sequence[str], notes: Sequence[str]) -> None:
        """A dark slide that opens the report or a part of it."""
        slide = self.deck.slides.add_slide(self.deck.slide_layouts[COVER])
        slide_parts.set_title(slide.shapes.title, title, COVER_SIZES, COVER_TITLE_HEIGHT)
        size = slide_text.fitting_size(" ".join(lines), INNER, COVER_TEXT_HEIGHT - 40, (BODY_SIZE, 14))
        slide_parts.fill(slide.placeholders[1], [Paragraph(line, bullet=False) for line in lines], size)
        slide_parts.set_notes(slide, notes)

    def text(
        self, heading: str, paragraphs: Sequence[Paragraph], *, sizes: Sequence[float] = BODY_SIZES
    ) -> None:
        room = (INNER - slide_parts.INDENT, BODY_HEIGHT)
        size = _largest(paragraphs, room[0], sizes)
        for place, page in enumerate(slide_text.pages(paragraphs, *room, size, later=room)):
            slide = self.slide(heading, place, TEXT)
            slide_parts.fill(slide.placeholders[1], page, size)
            self.close(slide, [self.words["purpose"]])

    def web(self, png: bytes) -> None:
        slide = self.slide(self.words["web"]["heading"], 0, TEXT)
        body = slide.placeholders[1]
        left = slide_parts.picture(slide, png, self.words["web"]["alt"])
        slide_parts.put(body, left, BODY_TOP, MARGIN + INNER - left, BODY_HEIGHT)
        points = [Paragraph(point) for point in self.words["reading"]["points"]]
        room = MARGIN + INNER - left - slide_parts.INDENT
        slide_parts.fill(body, points, _largest(points, room, READING_SIZES))
        self.close(slide, self.words["method"]["points"])

    def table(self, table: Words, heading: str) -> None:
        """All rows, over as many slides as the names need, each with the column heads."""
        others = len(table["head"]) - 1
        each = 190 if others < 4 else 116 if others < 6 else min(100, WIDEST_COLUMNS / others)
        widths = [INNER - each * others, *[each] * others]
        rows = [[row["name"], *(cell["text"] for cell in row["cells"])] for row in table["rows"]]
        by_size = {size: list(slide_parts.row_pages(rows, widths, size, BODY_HEIGHT)) for size in TABLE_SIZES}
        size = next((size for size, pages in by_size.items() if len(pages) == 1), TABLE_SIZES[-1])
        for place, some in enumerate(by_size[size]):
            slide = self.slide(heading, place, TITLE_ONLY)
            slide_parts.add_table(slide, [table["head"], *some], widths, (MARGIN, BODY_TOP), size, heading)
            self.close(slide, [*table["notes"], *self.words["method"]["points"]])

    def chapter(self, chapter: Words, marks: Marks) -> None:
        """Score and drawing on the left, findings on the right; findings that do not fit get the full width of the next
        slide."""
        findings = [each for lines in chapter["findings"] for each in bulleted(lines)]
        paragraphs = findings or [Paragraph(chapter["none"], bullet=False)]
        narrow = INNER - FACTS_WIDTH - GAP
        later = (INNER - slide_parts.INDENT, BODY_HEIGHT)
        size = _largest(paragraphs, narrow - slide_parts.INDENT, BODY_SIZES)
        found = slide_text.pages(paragraphs, narrow - slide_parts.INDENT, BODY_HEIGHT, size, later=later)
        for place, page in enumerate(found):
            slide = self.slide(chapter["title"], place, TEXT)
            body = slide.placeholders[1]
            if place == 0:
                slide_parts.put(body, MARGIN + FACTS_WIDTH + GAP, BODY_TOP, narrow, BODY_HEIGHT)
                self._facts(slide, chapter, marks)
            slide_parts.fill(body, page, size)
            self.close(slide, [learning_words.definition(chapter)])

    def _facts(self, slide: Any, chapter: Words, marks: Marks) -> None:
        """Comes before the findings, so that a screen reader reads it first."""
        facts = [[fact["label"], fact["text"]] for fact in chapter["facts"]]
        rows = [["Score", str(self.words["round"])], *facts]
        widths = [160, FACTS_WIDTH - 160]
        size = next(
            (size for size in FACT_SIZES if slide_parts.table_height(rows, widths, size) <= FACTS_HEIGHT), 12
        )
        alternative = f"Score: {chapter['alt']}"
        frame = slide_parts.add_table(slide, rows, widths, (MARGIN, BODY_TOP), size, alternative)
        under = BODY_TOP + frame.height / Pt(1) + 12
        drawn = slide_parts.add_axis(slide, marks, chapter["alt"], (MARGIN, under), FACTS_WIDTH)
        legend = slide_parts.add_small_text(
            slide, self.words["drawing"], (MARGIN, under + 84), FACTS_WIDTH, SMALL_SIZE
        )
        for each in (legend, drawn, frame):
            slide.shapes.title._element.addnext(each._element)

    def slide(self, heading: str, place: int, layout: int) -> Any:
        slide = self.deck.slides.add_slide(self.deck.slide_layouts[layout])
        title = heading if place == 0 else f"{heading} (vervolg {place})"
        slide_parts.set_title(slide.shapes.title, title, TITLE_SIZES, TITLE_HEIGHT)
        return slide

    def close(self, slide: Any, notes: Sequence[str]) -> None:
        mark = " · ".join(filter(None, (self.words["mark"], (self.words["fictitious"] or {}).get("mark"))))
        slide_parts.add_foot(slide, f"{self.words['footer']}{f' · {mark}' if mark else ''}", SMALL_SIZE)
        slide_parts.set_notes(slide, notes)

    def saved(self, moment: datetime) -> bytes:
        properties = self.deck.core_properties
        properties.title, properties.author = (
            slide_text.plain(self.words["title"])[:255],
            self.words["author"],
        )
        properties.last_modified_by, properties.language = self.words["author"], "nl-NL"
        properties.created = properties.modified = moment
        properties.content_status = self.words["mark"] or "Definitief"
        properties.revision = 1
        for slide in self.deck.slides:
            speak_dutch(slide._element)
        return packed(self.deck)


def _largest(points: Sequence[Paragraph], room: float, sizes: Sequence[float]) -> float:
    for size in sizes:
        if len(slide_text.pages(points, room, BODY_HEIGHT, size, later=(room, BODY_HEIGHT))) == 1:
            return size
    return sizes[-1]
