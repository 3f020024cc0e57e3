"""The pieces of a slide: title, text, table, picture, the axis of an indicator as native shapes, foot and notes.

Places and sizes are points.
"""

import copy
import io
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from pptx.oxml import parse_xml
from pptx.util import Pt

from deals.svgtext import escape
from impacttool import axisdetail, slidetext
from impacttool.slidemaster import BLUE, BODY_HEIGHT, BODY_TOP, INK, INNER, LINE, MARGIN, SOFT
from impacttool.slidetext import Paragraph

INDENT = 18
CELL_X, CELL_Y = 7, 5
WIDEST_PICTURE = 520
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
NS = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
GREEN, RED, GREY, EDGE = "1E5631", "8E1537", "D5DAE1", "8F9BAB"


def put(shape: Any, left: float, top: float, width: float, height: float) -> None:
    shape.left, shape.top, shape.width, shape.height = Pt(left), Pt(top), Pt(width), Pt(height)


def set_title(shape: Any, text: str, sizes: Sequence[float], room: float) -> None:
    """In the largest of these sizes that fits."""
    shape.name = "Titel"
    shape.text_frame.text = slidetext.plain(text)
    size = slidetext.fitting_size(text, INNER, room, sizes)
    if size != sizes[0]:
        shape.text_frame.paragraphs[0].runs[0].font.size = Pt(size)
    _direct(shape.text_frame.paragraphs[0])


def fill(shape: Any, paragraphs: Sequence[Paragraph], size: float) -> None:
    if shape.is_placeholder:
        shape.name = "Tekst"
    frame = shape.text_frame
    frame.word_wrap = True
    frame.clear()
    flush = not any(paragraph.bullet for paragraph in paragraphs)
    for place, paragraph in enumerate(paragraphs):
        line = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        run = line.add_run()
        run.text = slidetext.plain(paragraph.text)
        run.font.size = Pt(size)
        line.line_spacing, line.space_before, line.space_after = 1.0, Pt(0), Pt(slidetext.AFTER * size)
        if not paragraph.bullet:
            properties = line._p.get_or_add_pPr()
            properties.set("indent", "0")
            if flush:
                properties.set("marL", "0")
            properties.append(properties.makeelement(f"{A}buNone", {}))
        _direct(line)


def set_notes(slide: Any, lines: Iterable[str]) -> None:
    slide.notes_slide.notes_text_frame.text = "\n".join(slidetext.plain(line) for line in lines)


def add_foot(slide: Any, text: str, size: float) -> None:
    """Footer and number, as the layout has them; last in the order of reading."""
    for holder in slide.slide_layout.placeholders:
        if holder._element.ph.get("type") in ("ftr", "sldNum"):
            slide.shapes._spTree.append(copy.deepcopy(holder._element))
    identify(slide)
    foot = next(shape for shape in slide.placeholders if shape._element.ph.get("type") == "ftr")
    foot.text_frame.text = slidetext.plain(text)
    foot.text_frame.paragraphs[0].runs[0].font.size = Pt(size)


def identify(slide: Any) -> None:
    """Every shape of a slide has a number of its own."""
    for number, shape in enumerate(slide.shapes._spTree.iter("{*}cNvPr"), start=1):
        shape.set("id", str(number))


def picture(slide: Any, png: bytes, alternative: str) -> float:
    """At the left, as large as fits. Returns where what stands beside it begins."""
    shape = slide.shapes.add_picture(io.BytesIO(png), Pt(MARGIN), Pt(BODY_TOP))
    scale = min(Pt(WIDEST_PICTURE) / shape.width, Pt(BODY_HEIGHT) / shape.height)
    shape.width, shape.height = int(shape.width * scale), int(shape.height * scale)
    describe(shape, "Spinnenweb", alternative)
    slide.shapes.title._element.addnext(shape._element)
    return MARGIN + shape.width / Pt(1) + 28


def describe(shape: Any, name: str, alternative: str) -> None:
    shape.name = name
    shape._element.xpath(".//p:cNvPr")[0].set("descr", slidetext.plain(alternative))


def row_pages(
    rows: Sequence[Sequence[str]], widths: Sequence[float], size: float, room: float
) -> Iterator[list]:
    """The rows of a table by slide; room is kept for heads of two lines."""
    page: list[Sequence[str]] = []
    left = first = room - slidetext.height(2, size) - 2 * CELL_Y
    for row in rows:
        height = _row_height(row, widths, size)
        if page and height > left:
            yield page
            page, left = [], first
        page.append(row)
        left -= height
    if page:
        yield page


def table_height(rows: Sequence[Sequence[str]], widths: Sequence[float], size: float) -> float:
    return sum(_row_height(row, widths, size) for row in rows)


def add_table(
    slide: Any,
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    place: tuple[float, float],
    size: float,
    alternative: str,
) -> Any:
    """The first row and the first column are heads; figures stand at the right."""
    heights = [_row_height(row, widths, size) for row in rows]
    box = (Pt(place[0]), Pt(place[1]), Pt(sum(widths)), Pt(sum(heights)))
    frame = slide.shapes.add_table(len(rows), len(widths), *box)
    describe(frame, "Tabel", alternative)
    table = frame.table
    table.first_col, table.horz_banding = True, False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Pt(width)
    for number, row in enumerate(rows):
        table.rows[number].height = Pt(heights[number])
        for column, text in enumerate(row):
            _cell(table.cell(number, column), text, size, head=number == 0, first=column == 0)
    return frame


def _cell(cell: Any, text: str, size: float, *, head: bool, first: bool) -> None:
    """Written as a whole: setting one property after the other takes ten times as long."""
    colour, ground = ("FFFFFF", BLUE) if head else (INK, "FFFFFF")
    edge = "" if head else f'<a:lnB w="9525"><a:solidFill><a:srgbClr val="{LINE}"/></a:solidFill></a:lnB>'
    margins = f'marL="{_emu(CELL_X)}" marR="{_emu(CELL_X)}" marT="{_emu(CELL_Y)}" marB="{_emu(CELL_Y)}"'
    paragraph = _paragraph(text, size, colour, "l" if first else "r", bold=head or first)
    new = parse_xml(
        f"<a:tc {NS}><a:txBody><a:bodyPr/><a:lstStyle/>{paragraph}</a:txBody>"
        f'<a:tcPr {margins} anchor="ctr">{edge}<a:solidFill><a:srgbClr val="{ground}"/></a:solidFill></a:tcPr></a:tc>'
    )
    cell._tc.getparent().replace(cell._tc, new)


def _row_height(row: Sequence[str], widths: Sequence[float], size: float) -> float:
    most = max(
        len(slidetext.lines(text, width - 2 * CELL_X, size)) for text, width in zip(row, widths, strict=True)
    )
    return slidetext.height(max(most, 1), size) + 2 * CELL_Y


def add_axis(
    slide: Any, marks: axisdetail.Marks, alternative: str, place: tuple[float, float], width: float
) -> Any:
    """The axis of one indicator as a group of shapes that can be edited, described as a whole."""
    left, line, length = place[0] + 12, place[1] + 44, width - 24

    def x(score: Decimal | int) -> float:
        return left + axisdetail.place(score) * length

    drawn = []
    if marks.low is not None and marks.high is not None:
        drawn.append(_shape("rect", x(marks.low) - 4, line - 9, x(marks.high) - x(marks.low) + 8, 18, GREY))
    drawn.append(_shape("rect", left, line - 0.5, length, 1, EDGE))
    for score in range(axisdetail.LOWEST, axisdetail.HIGHEST + 1):
        drawn.append(_shape("rect", x(score) - 0.5, line - 5, 1, 10, EDGE))
        drawn.append(_letters(x(score), line + 10, str(score), SOFT, bold=False))
    if marks.reference is not None:
        drawn.append(_shape("rect", x(marks.reference) - 5, line - 5, 10, 10, RED))
    if marks.baseline is not None:
        drawn.append(_shape("ellipse", x(marks.baseline) - 5.5, line - 5.5, 11, 11, "FFFFFF", edge=GREEN))
    if marks.value is not None:
        drawn.append(_shape("ellipse", x(marks.value) - 7, line - 7, 14, 14, GREEN))
        drawn.append(_letters(x(marks.value), line - 32, str(marks.value).replace(".", ","), INK, bold=True))
    group = slide.shapes.add_group_shape()
    for xml in drawn:
        group._element.append(parse_xml(xml))
    group._element.recalculate_extents()
    describe(group, "As van de indicator", alternative)
    return group


def add_small_text(slide: Any, text: str, place: tuple[float, float], width: float, size: float) -> Any:
    box = slide.shapes.add_textbox(Pt(place[0]), Pt(place[1]), Pt(width), Pt(size * 4))
    box.name = "Uitleg van de tekening"
    frame = box.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    fill(box, [Paragraph(text, bullet=False)], size)
    return box


def _shape(
    kind: str, left: float, top: float, width: float, height: float, colour: str, edge: str = ""
) -> str:
    line = (
        f'<a:ln w="20320"><a:solidFill><a:srgbClr val="{edge}"/></a:solidFill></a:ln>'
        if edge
        else "<a:ln><a:noFill/></a:ln>"
    )
    return (
        f"{_named('Vorm')}<p:spPr>{_frame(left, top, width, height)}"
        f'<a:prstGeom prst="{kind}"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>{line}'
        "</p:spPr></p:sp>"
    )


def _letters(middle: float, top: float, text: str, colour: str, *, bold: bool) -> str:
    return (
        f"{_named('Cijfer')}<p:spPr>{_frame(middle - 20, top, 40, 20)}"
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>'
        '<p:txBody><a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0"/><a:lstStyle/>'
        f"{_paragraph(text, 12, colour, 'ctr', bold=bold)}</p:txBody></p:sp>"
    )


def _named(name: str) -> str:
    return f'<p:sp {NS}><p:nvSpPr><p:cNvPr id="0" name="{name}"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'


def _frame(left: float, top: float, width: float, height: float) -> str:
    place = f'<a:off x="{_emu(left)}" y="{_emu(top)}"/><a:ext cx="{_emu(width)}" cy="{_emu(height)}"/>'
    return f"<a:xfrm>{place}</a:xfrm>"


def _paragraph(text: str, size: float, colour: str, align: str, *, bold: bool) -> str:
    letter = f'lang="nl-NL" sz="{round(size * 100)}" b="{int(bold)}"'
    return (
        f'<a:p><a:pPr algn="{align}"{_direction(text)}/><a:r><a:rPr {letter}><a:solidFill><a:srgbClr val="{colour}"/>'
        f"</a:solidFill></a:rPr><a:t>{escape(slidetext.plain(text))}</a:t></a:r></a:p>"
    )


def _direction(text: str) -> str:
    """A text that begins in Arabic or Hebrew runs from right to left."""
    first = next((each for each in map(unicodedata.bidirectional, text) if each in ("L", "R", "AL")), "L")
    return "" if first == "L" else ' rtl="1"'


def _direct(paragraph: Any) -> None:
    if _direction("".join(run.text for run in paragraph.runs)):
        paragraph._p.get_or_add_pPr().set("rtl", "1")


def _emu(points: float) -> int:
    return round(points * 12700)
