"""Text in which a quote opens that is not closed where it should be: its cell swallows the rows below.

What a program wrote is left alone. Where the quote is a typing mistake each line is a row, with that quote as a sign
like another, when every line then has as many cells; else the file is refused with the line on which it opens.
"""

import csv
import io
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from rendering.reading.grid import Unreadable

# A cell with more lines than this that are all as wide as a row holds rows; a few may be an address with commas.
MOST_WIDE_LINES, FEWEST_CELLS = 3, 3
# How long a cell may be is said of every kind of file in the same words.
csv.field_size_limit(sys.maxsize)


def rows_in(text: str, separator: str, above: int = 0) -> Iterator[list[str]]:
    """`above`: how many lines of the file stand above this text. Raises Unreadable."""
    opens = _swallows(text, separator)
    if not opens:
        return csv.reader(_lines(text), delimiter=separator)
    if _are_even((line for line in _lines(text) if line.strip()), separator):
        return (_of_line(line, separator) for line in _lines(text))
    raise Unreadable("open_quote", str(above + opens))


def _lines(text: str) -> Iterable[str]:
    return io.StringIO(text, newline="")


def _swallows(text: str, separator: str) -> int:
    """The line, counted from 1, on which a quote opens that takes rows below it into its cell; 0 for none."""
    taken: list[str] = []
    reader = csv.reader(_noted(_lines(text), taken), delimiter=separator)
    cell, alone = _cell(separator), ""
    for _record in reader:
        opens = _stray(taken, separator, cell) if len(taken) > 1 else 0
        if opens:
            return reader.line_num - len(taken) + opens
        alone = taken[0] if len(taken) == 1 else ""
        taken.clear()
    return reader.line_num if _stray([alone], separator, cell) else 0


def _noted(lines: Iterable[str], taken: list[str]) -> Iterator[str]:
    """The lines, each put into `taken` when it is read."""
    for line in lines:
        taken.append(line)
        yield line


def _cell(separator: str) -> re.Pattern[str]:
    """A cell as programs write it, or with text behind its closing quote, up to and with what ends it."""
    sign = re.escape(separator)
    plain = rf"[^{sign}\r\n]*+"
    return re.compile(
        rf'(?:"(?:[^"]++|"")*+"(?={sign}|[\r\n]|\Z)|"(?:[^"\r\n]++|"")*+"{plain}|(?!"){plain})(?:{sign}|\r\n?|\n|\Z)'
    )


def _stray(lines: Sequence[str], separator: str, cell: re.Pattern[str]) -> int:
    """On which of the lines of one row a quote opens that takes in more than its own cell; 0 for none."""
    text, place = "".join(lines), 0
    while found := cell.match(text, place):
        place = found.end()
        if place == len(text):
            return 1 if len(lines) > MOST_WIDE_LINES and _are_even(lines, separator, FEWEST_CELLS) else 0
    return sum(1 for end in accumulate(map(len, lines)) if end <= place) + 1


def _are_even(lines: Iterable[str], separator: str, fewest: int = 1) -> bool:
    """Every line by itself is as wide as the others."""
    widths = {len(_of_line(line, separator)) for line in lines}
    return len(widths) == 1 and widths.pop() >= fewest


def _of_line(line: str, separator: str) -> list[str]:
    """A quote that is not closed on its line is a sign like another."""
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
        try:
            return next(csv.reader([line], delimiter=separator, quoting=quoting, strict=True), [])
        except csv.Error:
            continue
    return []
