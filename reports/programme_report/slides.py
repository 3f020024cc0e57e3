"""The programme report as slides: a chapter for each reader, editable tables and text, webs as pictures with a text
alternative. Nothing is cut. Same input, same bytes."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from rendering import slide_parts, slide_text
from rendering.slide_master import BODY_HEIGHT, BODY_TOP, INNER, MARGIN, TITLE_ONLY
from rendering.slide_text import Paragraph
from reports.learning_report.slides import METHOD_SIZES, Deck, bulleted

Words = Mapping[str, Any]
ROWS, GUTTER = 2, 16
NAME_HEIGHT, UNDER_NAME, NAME_SIZES = 64, 6, (13, 12, 11, 10, 9, 8, 7, 6)


def programme_slides(
    words: Words, web_png: bytes, small: Sequence[bytes], lines: Sequence[bytes], *, moment: datetime
) -> bytes:
    """`words`: from programme_words.contents; `small`: a picture of every web; `lines`: one per indicator over the
    years."""
    deck = Deck(words)
    deck.cover()
    deck.text(words["summary"]["heading"], [Paragraph(point) for point in words["summary"]["points"]])
    ministry, programme, deals = words["chapters"]
    _chapter(deck, ministry)
    deck.web(web_png)
    deck.table(words["table"], f"{words['web']['heading']}, ronde {words['round']}")
    _texts(deck, words["letter"])
    _chapter(deck, programme)
    _years(deck, words["years"], lines)
    _patterns(deck, words["patterns"])
    _texts(deck, words["attention"])
    _chapter(deck, deals)
    _lessons(deck, words["lessons"])
    _webs(deck, words["webs"], small)
    deck.text(
        words["method"]["heading"],
        [Paragraph(point) for point in words["method"]["points"]],
        sizes=METHOD_SIZES,
    )
    return deck.saved(moment)


def _chapter(deck: Deck, chapter: Words) -> None:
    """A title slide, and the introduction that staff wrote for this reader."""
    deck.opening(chapter["title"], [chapter["about"]], [deck.words["purpose"]])
    if chapter["intro"]:
        deck.text(
            f"{chapter['title']}: inleiding", [Paragraph(line, bullet=False) for line in chapter["intro"]]
        )


def _texts(deck: Deck, part: Words) -> None:
    found = [paragraph for item in part["items"] for paragraph in _item(item)]
    deck.text(part["heading"], found or [Paragraph(part["none"], bullet=False)])


def _item(item: Words) -> list[Paragraph]:
    return [*bulleted(item["lines"]), Paragraph(item["deal"], bullet=False)]


def _years(deck: Deck, years: Words, lines: Sequence[bytes]) -> None:
    if years["none"]:
        deck.text(years["heading"], [Paragraph(years["none"], bullet=False)])
        return
    cells = [(line["name"], line["alt"], png) for line, png in zip(years["lines"], lines, strict=True)]
    _grid(deck, years["heading"], cells, columns=2, name="Lijn over de jaren", notes=years["table"]["notes"])
    deck.table(years["table"], years["table"]["heading"])


def _patterns(deck: Deck, table: Words) -> None:
    if table["rows"]:
        deck.table(table, table["heading"])
    else:
        deck.text(table["heading"], [Paragraph(table["none"], bullet=False)])


def _lessons(deck: Deck, lessons: Words) -> None:
    for group in lessons["groups"]:
        found = [paragraph for item in group["items"] for paragraph in _item(item)]
        deck.text(f"{lessons['heading']}: {group['name']}", found)
    left = [text for text in ("" if lessons["groups"] else lessons["none"], lessons["more"]) if text]
    if left:
        deck.text(lessons["heading"], [Paragraph(text, bullet=False) for text in left])


def _webs(deck: Deck, webs: Words, small: Sequence[bytes]) -> None:
    cells = [(item["name"], item["alt"], png) for item, png in zip(webs["items"], small, strict=True)]
    _grid(deck, webs["heading"], cells, columns=5, name="Spinnenweb", notes=[webs["note"]])
    if webs["left"]:
        deck.text(webs["left_heading"], [Paragraph(text) for text in webs["left"]])


def _grid(
    deck: Deck,
    heading: str,
    cells: Sequence[tuple[str, str, bytes]],
    *,
    columns: int,
    name: str,
    notes: Sequence[str],
) -> None:
    """(Name, text alternative, picture) in rows; all pictures on a slide have the same size."""
    width, height = (INNER - (columns - 1) * GUTTER) / columns, (BODY_HEIGHT - GUTTER) / ROWS
    each = columns * ROWS
    for start in range(0, len(cells), each):
        slide, some = deck.slide(heading, start // each, TITLE_ONLY), cells[start : start + each]
        sizes = [slide_text.fitting_size(title, width, NAME_HEIGHT, NAME_SIZES) for title, _alt, _png in some]
        taken = max(
            slide_text.height(len(slide_text.lines(title, width, size)), size)
            for (title, _alt, _png), size in zip(some, sizes, strict=True)
        )
        for place, ((title, alternative, png), size) in enumerate(zip(some, sizes, strict=True)):
            left = MARGIN + (place % columns) * (width + GUTTER)
            top = BODY_TOP + (place // columns) * (height + GUTTER)
            slide_parts.add_small_text(slide, title, (left, top), width, size, name="Naam")
            box = (left, top + taken + UNDER_NAME, width, height - taken - UNDER_NAME)
            slide_parts.add_picture(slide, png, name, alternative, box)
        deck.close(slide, [*notes, *deck.words["method"]["points"]])
