"""How much text fits on a slide: measured without a slide program, split over slides and never cut.

Sizes are points. Widths are well above those of Fira Sans, so that a fallback font fits too.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rendering.svg_text import FONT_SIZE, text_width

LINE = 1.25  # line height, relative to the text size
SPARE = 1.06
AFTER = 0.45  # white space after a paragraph, relative to the text size
WIDE = 0.84  # em: characters such as # + % in the widest fallback font
NARROW_SIGNS = " !\"'()*,-./:;?[]`|\u2013\u2018\u2019\u201c\u201d\u2026\u00b7"
# Characters that XML does not allow, and those that change the direction of the text after them.
_NOT_XML = re.compile("[^\t\n\r\x20-\u2029\u202f-\u2065\u206a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`bullet` False: it continues the paragraph above."""

    text: str
    bullet: bool = True


def plain(text: str) -> str:
    """One line, without characters that XML does not allow or that change the direction of text."""
    return " ".join(_NOT_XML.sub("", text).split())


def height(lines: int, size: float) -> float:
    return lines * LINE * size


def lines(text: str, width: float, size: float) -> list[str]:
    """The text in lines of at most `width`; breaks words that are longer. Runs in linear time."""
    found: list[str] = []
    used = 0.0
    for word in plain(text).split():
        for piece in _pieces(word, width, size):
            needed = _width(piece, size)
            if found and used + _width(" ", size) + needed <= width and not found[-1].endswith("\0"):
                found[-1] += f" {piece.rstrip(chr(0))}" + ("\0" if piece.endswith("\0") else "")
                used += _width(" ", size) + needed
            else:
                found.append(piece)
                used = needed
    return found


def fitting_size(text: str, width: float, room: float, sizes: Sequence[float]) -> float:
    """The largest of these sizes in which the text fits its box, else the smallest."""
    for size in sizes:
        if height(len(lines(text, width, size)), size) <= room:
            return size
    return sizes[-1]


def pages(
    paragraphs: Iterable[Paragraph], width: float, room: float, size: float, *, later: tuple[float, float]
) -> list[list[Paragraph]]:
    """The paragraphs by slide; what does not fit continues on the next. `later`: width and room of the following
    slides."""
    found: list[list[Paragraph]] = [[]]
    left = room
    for paragraph in paragraphs:
        todo, bullet = lines(paragraph.text, width if len(found) == 1 else later[0], size), paragraph.bullet
        while todo:
            fits = int((left + 0.01) / (LINE * size))
            if fits < len(todo) and found[-1] and (fits < 2 or len(todo) * LINE * size <= later[1]):
                rest = joined(todo)
                found, left = [*found, []], later[1]
                todo = lines(rest, later[0], size)
                continue
            taken, todo = todo[: max(fits, 1)], todo[max(fits, 1) :]
            found[-1].append(Paragraph(joined(taken), bullet))
            bullet = False
            left -= (len(taken) * LINE + AFTER) * size
    return found


def joined(some: Iterable[str]) -> str:
    """Joins lines into one text again, and restores words that were broken."""
    return " ".join(some).replace("\0 ", "").replace("\0", "")


def _pieces(word: str, width: float, size: float) -> list[str]:
    """Splits a word wider than a line; all parts but the last end with a mark that says so."""
    if _width(word, size) <= width:
        return [word]
    parts, used = [""], 0.0
    for character in word:
        step = _width(character, size)
        if used + step > width and parts[-1]:
            parts, used = [*parts[:-1], parts[-1] + "\0", ""], 0.0
        parts[-1] += character
        used += step
    return parts


def _width(text: str, size: float) -> float:
    return sum(map(_em, text)) * size


@lru_cache(maxsize=4096)
def _em(character: str) -> float:
    width = 0.29 if character == " " else text_width(character) / FONT_SIZE
    is_wide_sign = not character.isalnum() and character not in NARROW_SIGNS
    return SPARE * (max(width, WIDE) if is_wide_sign else width)
