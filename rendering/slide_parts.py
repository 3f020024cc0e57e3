"""The parts of a slide: title, text, table, picture, the axis of an indicator as native shapes, footer and notes.

Positions and sizes are points.
"""

import copy
import io
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.parts.slide import NotesSlidePart
from pptx.util import Pt

from rendering import axis_detail, slide_text
from rendering.slide_master import BLUE, BODY_HEIGHT, BODY_TOP, INK, INNER, LINE, MARGIN, SOFT
from rendering.slide_text import Paragraph
from rendering.svg_text import escape

INDENT = 18
CELL_X, CELL_Y = 7, 5
WIDEST_PICTURE = 520
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
NS = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
GREEN, RED, GREY, EDGE = "1E5631", "8E1537", "D5DAE1", "8F9BAB"
NOTES = (
    f"<p:notes {NS}><p:cSld><p:spTree>"
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
    '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Dia"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/>'
    '</p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>'
    '<p:sp><p:nvSpPr><p:cNvPr id="3" name="Notities"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
    '<p:ph type="body" sz="quarter" idx="3"/></p:nvPr></p:nvSpPr><p:spPr/>'
    "<p:txBody><a:bodyPr/><a:lstStyle/>{text}</p:txBody></p:sp></p:spTree></p:cSld>"
    "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
)


def put(shape: Any, left: float, top: float, width: float, height: float) -> None:
    shape.left, shape.top, shape.width, shape.height = Pt(left), Pt(top), Pt(width), Pt(height)


def set_title(shape: Any, text: str, sizes: Sequence[float], room: float) -> None:
    """In the largest of these sizes that fits."""
    shape.name = "Titel"
    shape.text_frame.text = slide_text.plain(text)
    size = slide_text.fitting_size(text, INNER, room, sizes)
    if size != sizes[0]:
        shape.text_frame.paragraphs[0].runs[0].font.size = Pt(size)
    if _direction(text):
        shape.text_frame.paragraphs[0]._p.get_or_add_pPr().set("rtl", "1")


def fill(shape: Any, paragraphs: Sequence[Paragraph], size: float) -> None:
    """Writes the paragraphs as one XML fragment, as in `add_table`."""
    if shape.is_placeholder:
        shape.name = "Tekst"
    body = shape._element.txBody
    for old in body.findall(f"{A}p"):
        body.remove(old)
    body.find(f"{A}bodyPr").set("wrap", "square")
    flush = not any(paragraph.bullet for paragraph in paragraphs)
    written = "".join(_line(paragraph, size, flush=flush) for paragraph in paragraphs)
    body.extend(parse_xml(f"<a:body {NS}>{written}</a:body>"))


def _line(paragraph: Paragraph, size: float, *, flush: bool) -> str:
    """`flush`: no paragraph has a bullet, so this one is not indented."""
    after = round(slide_text.AFTER * size * 100)
    inner = "" if paragraph.bullet else "<a:buNone/>"
    edge = ' marL="0"' if flush else ""
    place = "" if paragraph.bullet else f'{edge} indent="0"'
    turned = _direction(paragraph.text)
    place += ' algn="r"' + turned if turned else ""
    return (
        f'<a:p><a:pPr{place}><a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef><a:spcAft><a:spcPts val="{after}"/></a:spcAft>{inner}</a:pPr>'
        f'<a:r><a:rPr lang="nl-NL" sz="{round(size * 100)}"/><a:t>{escape(slide_text.plain(paragraph.text))}</a:t></a:r></a:p>'
    )


def set_notes(slide: Any, lines: Iterable[str]) -> None:
    """A notes page, written as one XML fragment: the library copies the master's placeholders one by one."""
    package, number = slide.part.package, _number_of(slide)
    text = "".join(
        f'<a:p><a:r><a:rPr lang="nl-NL"/><a:t>{escape(slide_text.plain(line))}</a:t></a:r></a:p>'
        for line in lines
    )
    name = PackURI(f"/ppt/notesSlides/notesSlide{number}.xml")
    notes = NotesSlidePart.load(name, CT.PML_NOTES_SLIDE, package, NOTES.format(text=text).encode())
    notes.relate_to(package.presentation_part.notes_master_part, RT.NOTES_MASTER)
    notes.relate_to(slide.part, RT.SLIDE)
    slide.part.relate_to(notes, RT.NOTES_SLIDE)


def add_foot(slide: Any, text: str, size: float) -> None:
    """Footer and slide number, as in the layout; last in the reading order."""
    for holder in _feet(slide.slide_layout._element):
        foot = copy.deepcopy(holder)
        slide.shapes._spTree.append(foot)
        if foot.find(f".//{P}ph").get("type") == "ftr":
            body = foot.find(f"{P}txBody")
            for old in body.findall(f"{A}p"):
                body.remove(old)
            letter = (
                f'<a:rPr lang="nl-NL" sz="{round(size * 100)}"/><a:t>{escape(slide_text.plain(text))}</a:t>'
            )
            body.append(parse_xml(f"<a:p {NS}><a:r>{letter}</a:r></a:p>"))
    identify(slide)


def _feet(layer: Any) -> Iterator[Any]:
    for holder in layer.iter(f"{P}sp"):
        place = holder.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
        if place is not None and place.get("type") in ("ftr", "sldNum"):
            yield holder


def _number_of(slide: Any) -> int:
    return int("".join(filter(str.isdigit, slide.part.partname.filename)))


def identify(slide: Any) -> None:
    """Gives every shape on a slide a unique id."""
    for number, shape in enumerate(slide.shapes._spTree.iter("{*}cNvPr"), start=1):
        shape.set("id", str(number))


def picture(slide: Any, png: bytes, alternative: str) -> float:
    """On the left, as large as fits. Returns where the content beside it begins."""
    box = (MARGIN, BODY_TOP, WIDEST_PICTURE, BODY_HEIGHT)
    shape = add_picture(slide, png, "Spinnenweb", alternative, box)
    slide.shapes.title._element.addnext(shape._element)
    return MARGIN + float(shape.width / Pt(1)) + 28


def add_picture(
    slide: Any, png: bytes, name: str, alternative: str, box: tuple[float, float, float, float]
) -> Any:
    """As large as fits in a box of left, top, width and height."""
    left, top, width, height = box
    shape = slide.shapes.add_picture(io.BytesIO(png), Pt(left), Pt(top))
    scale = min(Pt(width) / shape.width, Pt(height) / shape.height)
    shape.width, shape.height = int(shape.width * scale), int(shape.height * scale)
    describe(shape, name, alternative)
    return shape


def describe(shape: Any, name: str, alternative: str) -> None:
    shape.name = name
    shape._element.xpath(".//p:cNvPr")[0].set("descr", slide_text.plain(alternative))


def row_pages(
    rows: Sequence[Sequence[str]], widths: Sequence[float], size: float, room: float
) -> Iterator[list[Sequence[str]]]:
    """The rows of a table by slide, leaving room for heads of two lines."""
    page: list[Sequence[str]] = []
    left = first = room - slide_text.height(2, size) - 2 * CELL_Y
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
    """The first row and column are heads; figures are right-aligned. Writes each row as one XML fragment: setting
    properties one by one takes ten times as long."""
    heights = [_row_height(row, widths, size) for row in rows]
    box = (Pt(place[0]), Pt(place[1]), Pt(sum(widths)), Pt(sum(heights)))
    frame = slide.shapes.add_table(1, len(widths), *box)
    describe(frame, "Tabel", alternative)
    table = frame._element.graphic.graphicData.tbl
    table.tblPr.set("firstCol", "1")
    table.tblPr.attrib.pop("bandRow", None)
    for column, width in zip(table.tblGrid, widths, strict=True):
        column.set("w", str(_emu(width)))
    written = (
        f'<a:tr h="{_emu(height)}">'
        + "".join(_cell(text, size, head=number == 0, first=column == 0) for column, text in enumerate(row))
        + "</a:tr>"
        for number, (row, height) in enumerate(zip(rows, heights, strict=True))
    )
    table.remove(table.tr_lst[0])
    table.extend(parse_xml(f"<a:rows {NS}>{''.join(written)}</a:rows>"))
    return frame


def _cell(text: str, size: float, *, head: bool, first: bool) -> str:
    colour, ground = ("FFFFFF", BLUE) if head else (INK, "FFFFFF")
    edge = "" if head else f'<a:lnB w="9525"><a:solidFill><a:srgbClr val="{LINE}"/></a:solidFill></a:lnB>'
    margins = f'marL="{_emu(CELL_X)}" marR="{_emu(CELL_X)}" marT="{_emu(CELL_Y)}" marB="{_emu(CELL_Y)}"'
    paragraph = _paragraph(text, size, colour, "l" if first else "r", bold=head or first)
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{paragraph}</a:txBody>"
        f'<a:tcPr {margins} anchor="ctr">{edge}<a:solidFill><a:srgbClr val="{ground}"/></a:solidFill></a:tcPr></a:tc>'
    )


def _row_height(row: Sequence[str], widths: Sequence[float], size: float) -> float:
    most = max(
        len(slide_text.lines(text, width - 2 * CELL_X, size)) for text, width in zip(row, widths, strict=True)
    )
    return slide_text.height(max(most, 1), size) + 2 * CELL_Y


def add_axis(
    slide: Any, marks: axis_detail.Marks, alternative: str, place: tuple[float, float], width: float
) -> Any:
    """The axis of one indicator as a group of editable shapes, with one text alternative."""
    left, line, length = place[0] + 12, place[1] + 44, width - 24

    def x(score: Decimal | int) -> float:
        return left + axis_detail.place(score) * length

    drawn = []
    if marks.low is not None and marks.high is not None:
        drawn.append(_shape("rect", x(marks.low) - 4, line - 9, x(marks.high) - x(marks.low) + 8, 18, GREY))
    drawn.append(_shape("rect", left, line - 0.5, length, 1, EDGE))
    for score in range(axis_detail.LOWEST, axis_detail.HIGHEST + 1):
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
    group._element.extend(parse_xml(f"<p:drawn {NS}>{''.join(drawn)}</p:drawn>"))
    box = f'x="{_emu(left - 20)}" y="{_emu(line - 32)}"', f'cx="{_emu(length + 40)}" cy="{_emu(62)}"'
    extent = f"<a:off {box[0]}/><a:ext {box[1]}/><a:chOff {box[0]}/><a:chExt {box[1]}/>"
    group._element.grpSpPr.append(parse_xml(f"<a:xfrm {NS}>{extent}</a:xfrm>"))
    describe(group, "As van de indicator", alternative)
    return group


def add_small_text(
    slide: Any,
    text: str,
    place: tuple[float, float],
    width: float,
    size: float,
    name: str = "Uitleg van de tekening",
) -> Any:
    box = slide.shapes.add_textbox(Pt(place[0]), Pt(place[1]), Pt(width), Pt(size * 4))
    box.name = name
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
    return f'<p:sp><p:nvSpPr><p:cNvPr id="0" name="{name}"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'


def _frame(left: float, top: float, width: float, height: float) -> str:
    place = f'<a:off x="{_emu(left)}" y="{_emu(top)}"/><a:ext cx="{_emu(width)}" cy="{_emu(height)}"/>'
    return f"<a:xfrm>{place}</a:xfrm>"


def _paragraph(text: str, size: float, colour: str, align: str, *, bold: bool) -> str:
    letter = f'lang="nl-NL" sz="{round(size * 100)}" b="{int(bold)}"'
    return (
        f'<a:p><a:pPr algn="{align}"{_direction(text)}/><a:r><a:rPr {letter}><a:solidFill><a:srgbClr val="{colour}"/>'
        f"</a:solidFill></a:rPr><a:t>{escape(slide_text.plain(text))}</a:t></a:r></a:p>"
    )


def _direction(text: str) -> str:
    """Text that begins in Arabic or Hebrew runs from right to left."""
    first = next((each for each in map(unicodedata.bidirectional, text) if each in ("L", "R", "AL")), "L")
    return "" if first == "L" else ' rtl="1"'


def _emu(points: float) -> int:
    return round(points * 12700)
