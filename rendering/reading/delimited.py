"""Delimited text to rows, in any encoding and with any separator that programs use."""

import codecs
import re
from collections.abc import Iterator
from itertools import chain

from rendering.reading.grid import Unreadable
from rendering.reading.quotes import rows_in

SEPARATORS = ";\t,|"
SAID = re.compile(r"sep=(.)\s*", re.IGNORECASE)
MARKED_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
NOT_IN_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1f]")
LOOKED_AT = 20  # lines used to detect the separator


def decode(content: bytes) -> str:
    """UTF-8 with or without BOM, UTF-16, else Windows-1252. Raises Unreadable."""
    if content.startswith(MARKED_WIDE):
        return _wide(content, "utf-16")
    unmarked = _unmarked_wide(content)
    if unmarked:
        return _wide(content, unmarked)
    if NOT_IN_TEXT.search(content):
        raise Unreadable("not_text")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("encoding")


def _unmarked_wide(content: bytes) -> str:
    """UTF-16 without BOM: every other byte of Latin text is zero."""
    first = content[:400]
    if len(first) < 4 or len(content) % 2:
        return ""
    for name, zeros in (("utf-16-le", first[1::2]), ("utf-16-be", first[::2])):
        if zeros.count(0) > 0.8 * len(zeros):
            return name
    return ""


def _wide(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable("encoding") from error
    if NOT_IN_TEXT.search(text.encode("utf-8", "replace")):
        raise Unreadable("not_text")
    return text


def records_of(text: str) -> Iterator[list[str]]:
    """The rows. A first line `sep=;` is not a row, but counts in line numbers. Raises Unreadable."""
    first, _end, rest = text.partition("\n")
    said = SAID.fullmatch(first)
    if said:
        return chain([[]], rows_in(rest, said[1], above=1))
    return rows_in(text, _separator(text))


def _separator(text: str) -> str:
    """The separator that splits the most lines into the same number of cells; a title above them has none."""
    lines = [line for line in text[:50_000].splitlines() if line.strip()][:LOOKED_AT]
    return max(SEPARATORS, key=lambda sign: _evenness(sign, lines))


def _evenness(sign: str, lines: list[str]) -> tuple[int, int]:
    """(number of lines with the most common nonzero count of this separator, that count)"""
    counts = [count for line in lines if (count := line.count(sign))]
    if not counts:
        return 0, 0
    often = max(set(counts), key=lambda count: (counts.count(count), count))
    return counts.count(often), often
