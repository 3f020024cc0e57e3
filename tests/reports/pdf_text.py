"""Reads back what stands on the pages of a PDF that typst wrote: each piece of text with its place."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import page
import pikepdf

Matrix = tuple[float, float, float, float, float, float]
WRONG_LENGTH = "a stream /Length does not match its raw content length"
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
FONTS = Path(__file__).parents[2] / "static" / "build" / "typst-fonts"
A4_WIDTH_PT, A4_HEIGHT_PT = 595.3, 841.9
SIDE_MARGIN_PT = 62.3


@dataclass(frozen=True)
class Piece:
    page: int
    text: str
    left_pt: float
    right_pt: float
    baseline_pt: float


class Font:
    def __init__(self, font: pikepdf.Object) -> None:
        self.characters = _unicode_map(font.ToUnicode.read_bytes().decode("ascii"))
        self.widths = _widths(font.DescendantFonts[0].W)

    def read(self, codes: bytes) -> tuple[str, float]:
        glyphs = [int.from_bytes(codes[at : at + 2], "big") for at in range(0, len(codes), 2)]
        text = "".join(self.characters.get(glyph, "\ufffd") for glyph in glyphs)
        return text, sum(self.widths.get(glyph, 0) for glyph in glyphs) / 1000


def faults(pdf: bytes, profile: str) -> list[str]:
    """What the checker finds. It takes a stream that ends in a carriage return for one byte shorter than it says; that
    is dropped where every stream is exactly as long as it says."""
    found = [failure.message for failure in page.validate_pdf_bytes(pdf, profile=profile).failures]
    return [message for message in found if message != WRONG_LENGTH or not _lengths_are_right(pdf)]


def _lengths_are_right(pdf: bytes) -> bool:
    streams = re.finditer(rb"/Length (\d+)[^>]*>>\s*stream\r?\n", pdf)
    return all(re.match(rb"\r?\n?endstream", pdf[each.end() + int(each[1]) :][:12]) for each in streams)


def pieces(pdf: bytes) -> list[Piece]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [
            piece
            for number, page in enumerate(document.pages, start=1)
            for piece in _read(page, IDENTITY, number)
        ]


def off_the_page(pdf: bytes) -> list[str]:
    """Texts that run outside the margins; a blank at the end of a line may, as nobody sees it."""
    last_pt = A4_WIDTH_PT - SIDE_MARGIN_PT + 1
    return [
        piece.text
        for piece in pieces(pdf)
        if piece.left_pt < SIDE_MARGIN_PT - 1 or piece.right_pt - 4 * piece.text.endswith(" ") > last_pt
    ]


def tags(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    if isinstance(element, pikepdf.Array):
        for child in element:
            yield from tags(child)
    elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
        yield element
        yield from tags(element.get("/K", pikepdf.Array()))


def tags_of(pdf: bytes) -> tuple[Counter[str], list[str]]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        found = list(tags(document.Root.StructTreeRoot.K))
        return Counter(str(tag.S) for tag in found), [str(tag.Alt) for tag in found if "/Alt" in tag]


def squeezed(text: str) -> str:
    """Without blanks and break marks, as lines and cells are laid out apart."""
    return re.sub(r"[\s\u200b]", "", text)


def all_text(pdf: bytes) -> str:
    return squeezed("".join(piece.text for piece in pieces(pdf)))


def _read(holder: pikepdf.Object, matrix: Matrix, page: int) -> list[Piece]:
    found: list[Piece] = []
    saved: list[Matrix] = []
    fonts = {name: Font(font) for name, font in holder.Resources.get("/Font", {}).items()}
    text_matrix, font, size = IDENTITY, None, 0.0
    for operands, operator in pikepdf.parse_content_stream(holder):
        name = str(operator)
        if name == "q":
            saved.append(matrix)
        elif name == "Q":
            matrix = saved.pop()
        elif name == "cm":
            matrix = _times(_matrix(operands), matrix)
        elif name == "Tm":
            text_matrix = _matrix(operands)
        elif name == "Tf":
            font, size = fonts[str(operands[0])], float(operands[1])
        elif name == "Do":
            form = holder.Resources.XObject[operands[0]]
            if form.Subtype == "/Form":
                found += _read(form, _times(_matrix(form.get("/Matrix", IDENTITY)), matrix), page)
        elif name in {"Tj", "TJ"} and font is not None:
            found.append(_shown(operands[0], font, size, _times(text_matrix, matrix), page))
    return found


def _shown(shown: pikepdf.Object, font: Font, size: float, place: Matrix, page: int) -> Piece:
    parts = shown if isinstance(shown, pikepdf.Array) else [shown]
    text, width = "", 0.0
    for part in parts:
        if isinstance(part, pikepdf.String):
            read, advance = font.read(bytes(part))
            text, width = text + read, width + advance
        else:
            width -= float(part) / 1000
    return Piece(page, text, place[4], place[4] + width * size * place[0], place[5])


def _matrix(numbers: object) -> Matrix:
    a, b, c, d, e, f = (float(number) for number in numbers)
    return (a, b, c, d, e, f)


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _unicode_map(cmap: str) -> dict[int, str]:
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", block):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for first, last, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + step] = chr(int(text, 16) + step)
    return found


def _widths(array: pikepdf.Array) -> dict[int, float]:
    found: dict[int, float] = {}
    items = list(array)
    while items:
        first, then = int(items.pop(0)), items.pop(0)
        if isinstance(then, pikepdf.Array):
            found.update({first + step: float(width) for step, width in enumerate(then)})
        else:
            width = float(items.pop(0))
            found.update(dict.fromkeys(range(first, int(then) + 1), width))
    return found
