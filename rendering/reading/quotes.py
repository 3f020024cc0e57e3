"""Text with a quote that is not closed where it should be, so that its cell swallows the rows below.

Output of programs is left alone. If the quote is a typing mistake, each line becomes a row with the quote as an
ordinary character, provided that all lines then have the same number of cells; else the file is refused with the line
of the quote.
"""

import csv
import io
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from rendering.reading.grid import Unreadable

# A cell with more lines than this, all as wide as a row, holds rows; fewer may be an address with commas.
MOST_WIDE_LINES, FEWEST_CELLS = 3, 3
# No limit here: the length of a cell is checked for all kinds of files in one place.
csv.field_size_limit(sys.maxsize)


def rows_in(text: str, separator: str, above: int = 0) -> Iterator[list[str]]:
    """`above`: the number of lines of the file before this text. Raises Unreadable."""
    opens = _swallows(text, separator)
    if not opens:
        return csv.reader(_lines(text), delimiter=separator)
    if _are_even((line for line in _lines(text) if line.strip()), separator):
        return (_of_line(line, separator) for line in _lines(text))
    raise Unreadable("open_quote", str(above + opens))


def _lines(text: str) -> Iterable[str]:
    return io.StringIO(text, newline="")


def _swallows(text: str, separator: str) -> int:
    """The line, counted from 1, of a quote that takes rows below it into its cell; 0 if there is none."""
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
    """Yields the lines and appends each to `taken` when it is read."""
    for line in lines:
        taken.append(line)
        yield line


def _cell(separator: str) -> re.Pattern[str]:
    """A cell as programs write it, or with text after its closing quote, including its terminator."""
    sign = re.escape(separator)
    plain = rf"[^{sign}\r\n]*+"
    return re.compile(
        rf'(?:"(?:[^"]++|"")*+"(?={sign}|[\r\n]|\Z)|"(?:[^"\r\n]++|"")*+"{plain}|(?!"){plain})(?:{sign}|\r\n?|\n|\Z)'
    )


def _stray(lines: Sequence[str], separator: str, cell: re.Pattern[str]) -> int:
    """The line, within one row, of a quote that takes in more than its own cell; 0 if there is none."""
    text, place = "".join(lines), 0
    while found := cell.match(text, place):
        place = found.end()
        if place == len(text):
            return 1 if len(lines) > MOST_WIDE_LINES and _are_even(lines, separator, FEWEST_CELLS) else 0
    return sum(1 for end in accumulate(map(len, lines)) if end <= place) + 1


def _are_even(lines: Iterable[str], separator: str, fewest: int = 1) -> bool:
    """Whether each line by itself has as many cells as the others."""
    widths = {len(_of_line(line, separator)) for line in lines}
    return len(widths) == 1 and widths.pop() >= fewest


def _of_line(line: str, separator: str) -> list[str]:
    """A quote that is not closed on its line is an ordinary character."""
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
        try:
            return next(csv.reader([line], delimiter=separator, quoting=quoting, strict=True), [])
        except csv.Error:
            continue
    return []
