"""The portal's own slide master: 16 by 9, Fira Sans, dark blue, and the three layouts that reports use.

Built from the library's empty presentation, of which no text remains. A program without Fira Sans picks another sans
serif by the PANOSE and pitch in the theme.
"""

import io
import re
from functools import lru_cache
from typing import Any

from pptx import Presentation
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.util import Pt

WIDTH, HEIGHT = 960, 540  # points
MARGIN = 48
INNER = WIDTH - 2 * MARGIN
TITLE_TOP, TITLE_HEIGHT = 28, 72
BODY_TOP, BODY_HEIGHT = 116, 368
FOOT_TOP, FOOT_HEIGHT = 500, 24
COVER_TITLE_TOP, COVER_TITLE_HEIGHT = 90, 200
COVER_TEXT_TOP, COVER_TEXT_HEIGHT = 310, 180
BODY_SIZE, SMALL_SIZE = 18, 11
COVER, TEXT, TITLE_ONLY = 0, 1, 2
BLUE, INK, SOFT, LINE = "154273", "1B2430", "4A5665", "D5DAE1"
FONT = '<a:latin typeface="Fira Sans" panose="020B0503050000020004" pitchFamily="34" charset="0"/>'
COLOURS = {
    "dk1": INK,
    "lt1": "FFFFFF",
    "dk2": BLUE,
    "lt2": "F3F5F8",
    "accent1": BLUE,
    "accent2": "1E5631",
    "accent3": "8E1537",
    "accent4": SOFT,
    "accent5": "8F9BAB",
    "accent6": LINE,
    "hlink": BLUE,
    "folHlink": BLUE,
}
LAYOUTS = ((0, "Titel"), (1, "Titel en tekst"), (5, "Alleen titel"))
PLACEHOLDERS = {
    "title": "Titel",
    "ctrTitle": "Titel",
    "subTitle": "Ondertitel",
    "body": "Tekst",
    "obj": "Tekst",
}
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
NS = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


def new_deck() -> Any:
    """An empty presentation with this master; layouts by COVER, TEXT and TITLE_ONLY."""
    return Presentation(io.BytesIO(_empty()))


@lru_cache(maxsize=1)
def _empty() -> bytes:
    """Built once per process: the masters for slides and notes are the same for every report."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(WIDTH), Pt(HEIGHT)
    _theme(deck.slide_master.part)
    _keep_layouts(deck)
    _drop_thumbnail(deck)
    _styles(deck.slide_master)
    _places(deck.slide_master)
    _bar(deck.slide_master)
    for layout in deck.slide_layouts:
        _places(layout)
    _cover(deck.slide_layouts[COVER])
    speak_dutch(deck.notes_master._element)
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def speak_dutch(root: Any) -> None:
    """Marks all text below this element as Dutch, for screen readers and spelling checkers."""
    for run in root.iter(f"{A}r"):
        if run.find(f"{A}rPr") is None:
            run.get_or_add_rPr()
    for properties in root.iter(f"{A}rPr", f"{A}endParaRPr", f"{A}defRPr"):
        properties.set("lang", "nl-NL")


def _theme(master: Any) -> None:
    theme = next(rel.target_part for rel in master.rels.values() if rel.reltype.endswith("/theme"))
    xml = theme.blob.decode()
    for name, colour in COLOURS.items():
        xml = re.sub(rf"<a:{name}>.*?</a:{name}>", f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>', xml)
    xml = re.sub(r'<a:latin typeface="Calibri"/>', FONT, xml)
    theme._blob = re.sub(r'name="Office( Theme)?"', 'name="Dealportaal"', xml).encode()


def _keep_layouts(deck: Any) -> None:
    layouts = list(deck.slide_layouts)
    kept = dict(LAYOUTS)
    for place, layout in enumerate(layouts):
        if place in kept:
            layout.name = kept[place]
        else:
            deck.slide_layouts.remove(layout)


def _drop_thumbnail(deck: Any) -> None:
    """Removes the library's own thumbnail and printer settings."""
    for part in (deck.part.package, deck.part):
        for key, rel in list(part._rels.items()):
            if rel.reltype.endswith(("/thumbnail", "/printerSettings")):
                part._rels.pop(key)


def _styles(master: Any) -> None:
    """Sizes and colours of titles and text; lower levels have the same size and are indented."""
    styles = master._element.find(f"{P}txStyles")
    title = styles.find(f"{P}titleStyle/{A}lvl1pPr")
    title.set("algn", "l")
    _letter(title, 2800, "tx2", bold=True)
    for level, properties in enumerate(styles.find(f"{P}bodyStyle")):
        if properties.tag.endswith("pPr"):
            properties.set("marL", str(228600 * (level + 1)))
            properties.set("indent", "-228600")
            _letter(properties, BODY_SIZE * 100, "tx1")


def _letter(properties: Any, size: int, colour: str, *, bold: bool = False) -> None:
    run = properties.find(f"{A}defRPr")
    run.set("sz", str(size))
    if bold:
        run.set("b", "1")
    run.find(f"{A}solidFill/{A}schemeClr").set("val", colour)


def _places(layer: Any) -> None:
    """The positions and names of the placeholders in the master or a layout."""
    for shape in list(layer.placeholders):
        kind = shape._element.ph.get("type", "obj")
        if kind == "dt":
            shape._element.getparent().remove(shape._element)
        elif kind in ("ftr", "sldNum"):
            _foot(shape, kind)
        else:
            shape.name = PLACEHOLDERS[kind]
            place = (TITLE_TOP, TITLE_HEIGHT) if "itle" in kind else (BODY_TOP, BODY_HEIGHT)
            _put(shape, MARGIN, place[0], INNER, place[1])
            shape.text_frame.text = PLACEHOLDERS[kind]
            frame = shape.text_frame
            frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
            frame.vertical_anchor = MSO_ANCHOR.BOTTOM if "itle" in kind else MSO_ANCHOR.TOP
            for fit in frame._txBody.bodyPr.findall(f"{A}normAutofit"):
                frame._txBody.bodyPr.remove(fit)  # no shrinking: what does not fit goes to the next slide
    speak_dutch(layer._element)


def _foot(shape: Any, kind: str) -> None:
    left, width, name = (
        (MARGIN, 720, "Voettekst") if kind == "ftr" else (WIDTH - MARGIN - 96, 96, "Dianummer")
    )
    shape.name = name
    _put(shape, left, FOOT_TOP, width, FOOT_HEIGHT)
    shape.text_frame.margin_left = shape.text_frame.margin_right = 0
    level = shape._element.txBody.find(f"{A}lstStyle/{A}lvl1pPr")
    if level is not None:
        level.set("algn", "l" if kind == "ftr" else "r")
        run = level.find(f"{A}defRPr")
        run.set("sz", str(SMALL_SIZE * 100))
        run.find(f"{A}solidFill").getparent().remove(run.find(f"{A}solidFill"))
        run.insert(0, parse_xml(f"<a:solidFill {NS}><a:schemeClr val='accent4'/></a:solidFill>"))


def _put(shape: Any, left: float, top: float, width: float, height: float) -> None:
    shape.left, shape.top, shape.width, shape.height = Pt(left), Pt(top), Pt(width), Pt(height)


def _bar(master: Any) -> None:
    """A blue edge at the top of every slide, behind everything."""
    tree = master.shapes._spTree
    number = 1 + max(int(each.get("id")) for each in tree.iter(f"{P}cNvPr"))
    bar = tree.add_autoshape(number, "Rand", "rect", 0, 0, Pt(WIDTH), Pt(8))
    for xml in (
        f"<a:solidFill {NS}><a:schemeClr val='accent1'/></a:solidFill>",
        f"<a:ln {NS}><a:noFill/></a:ln>",
    ):
        bar.spPr.append(parse_xml(xml))
    tree.remove(bar)
    tree.insert(2, bar)


def _cover(layout: Any) -> None:
    """The title slide: dark blue, with white letters."""
    layout.background.fill.solid()
    layout.background.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1
    for shape in list(layout.placeholders):
        kind = shape._element.ph.get("type")
        if kind in ("ftr", "sldNum"):
            shape._element.getparent().remove(shape._element)
            continue
        title = kind == "ctrTitle"
        top, room = (COVER_TITLE_TOP, COVER_TITLE_HEIGHT) if title else (COVER_TEXT_TOP, COVER_TEXT_HEIGHT)
        _put(shape, MARGIN, top, INNER, room)
        shape.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM if title else MSO_ANCHOR.TOP
        letters = (
            f'<a:lvl1pPr {NS} marL="0" indent="0" algn="l"><a:buNone/><a:defRPr lang="nl-NL" '
            f'sz="{4000 if title else BODY_SIZE * 100}"><a:solidFill><a:schemeClr val="bg1"/></a:solidFill>'
            "</a:defRPr></a:lvl1pPr>"
        )
        styles = shape._element.txBody.find(f"{A}lstStyle")
        for level in list(styles):
            styles.remove(level)
        styles.append(parse_xml(letters))
