"""Which characters a set of TrueType fonts can show.

An archive document (PDF/A) may not hold a character without a glyph, and typst refuses to write one, so user text is
fitted to the fonts first. Table format: OpenType, "cmap", subtable formats 4 and 12.
"""

import re
import struct
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

STAND_IN = "▯"
BREAK = "\u200b"
LONG_WORD = re.compile(r"\S{24}(?=\S)")
LONGER_THAN = 24
INVISIBLE = {"Cc", "Cf", "Cs"}


@lru_cache(maxsize=8)
def characters(fonts: Path) -> frozenset[str]:
    """The visible characters. Cost: reads every font in the folder once per process. Raises FileNotFoundError if there
    are none."""
    files = sorted(fonts.rglob("*.ttf"))
    if not files:
        raise FileNotFoundError(f"no fonts (*.ttf) in {fonts}")
    covered: set[int] = set()
    for font in files:
        covered.update(_code_points(font.read_bytes()))
    return frozenset(filter(_is_visible, map(chr, covered)))


def fit(text: str, known: frozenset[str]) -> str:
    """The text as these fonts can show it: ▯ for missing characters, no control characters, all white space as
    spaces."""
    text = unicodedata.normalize("NFC", text)
    if known.issuperset(text):
        return text
    kept: list[str] = []
    for character in text:
        if character not in known:
            character = _stand_in(character, kept)
        if character:
            kept.append(character)
    return "".join(kept)


def breakable(text: str) -> str:
    """The same text with a soft break in every word too long for a line."""
    return LONG_WORD.sub(rf"\g<0>{BREAK}", text) if len(text) > LONGER_THAN else text


def _is_visible(character: str) -> bool:
    return unicodedata.category(character) not in INVISIBLE


def _stand_in(character: str, kept: list[str]) -> str:
    """One ▯ for a sequence, because one picture (emoji) may take several characters."""
    if character.isspace():
        return " "
    if unicodedata.category(character) in INVISIBLE | {"Mn", "Me", "Sk"}:
        return ""
    return "" if kept and kept[-1] == STAND_IN else STAND_IN


def _code_points(font: bytes) -> Iterator[int]:
    tables = struct.unpack_from(">H", font, 4)[0]
    for number in range(tables):
        tag, _, start, _ = struct.unpack_from(">4sLLL", font, 12 + 16 * number)
        if tag == b"cmap":
            for subtable in range(struct.unpack_from(">H", font, start + 2)[0]):
                offset = start + struct.unpack_from(">L", font, start + 4 + 8 * subtable + 4)[0]
                yield from _subtable_points(font, offset)


def _subtable_points(font: bytes, at: int) -> Iterator[int]:
    kind = struct.unpack_from(">H", font, at)[0]
    if kind == 12:
        for group in range(struct.unpack_from(">L", font, at + 12)[0]):
            first, last, _ = struct.unpack_from(">LLL", font, at + 16 + 12 * group)
            yield from range(first, last + 1)
    elif kind == 4:
        count = struct.unpack_from(">H", font, at + 6)[0] // 2
        ends = struct.unpack_from(f">{count}H", font, at + 14)
        starts = struct.unpack_from(f">{count}H", font, at + 16 + 2 * count)
        for first, last in zip(starts, ends, strict=True):
            yield from range(first, min(last, 0xFFFE) + 1)
