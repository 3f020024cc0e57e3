"""Finds the names of the columns: below titles, on one row or two."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rendering.reading.grid import Tab

LOOKED_AT = 40  # rows; column names do not come further down
Known = Callable[[Sequence[str]], int]
AMOUNT_OR_DATE = re.compile(r"[€\s\d.,\-/:%]+|.*@.*")


@dataclass(frozen=True, slots=True)
class Header:
    """`first` and `last`: row numbers, equal for a header of one row."""

    first: int
    last: int
    names: tuple[str, ...]


def find_header(tab: Tab, known: Known) -> Header:
    """The row or two rows with the most names that `known` recognises; else the first row that looks like names.

    `known`: how many of these names are recognised.
    """
    best, most = None, 0
    for row in _filled_rows(tab):
        for lines in (1, 2):
            header = header_at(tab, row, lines)
            found = known(header.names) if header else 0
            if header and found > most:
                best, most = header, found
    return best or _looks_like_names(tab)


def header_at(tab: Tab, row: int, lines: int = 1) -> Header | None:
    """The header on this row, joined with the row below when `lines` is 2."""
    if not 1 <= row <= len(tab.rows) or row + lines - 1 > len(tab.rows):
        return None
    top = _with_merged(tab, row)
    if lines == 1:
        return Header(row, row, _as_wide(top, tab)) if top else None
    below = _with_merged(tab, row + 1)
    if not top or not below:
        return None
    return Header(row, row + 1, _as_wide(_joined(top, below), tab))


def _joined(top: Sequence[str], below: Sequence[str]) -> tuple[str, ...]:
    """ "Contact", "" above "Naam", "E-mail" is "Contact Naam", "Contact E-mail": a merged cell covers several
    columns."""
    width, above = max(len(top), len(below)), ""
    names = []
    for place in range(width):
        own = top[place] if place < len(top) else ""
        under = below[place] if place < len(below) else ""
        above = own or (above if under else "")
        names.append(f"{own or above} {under}".strip() if under and under != own else own)
    return tuple(names)


def _with_merged(tab: Tab, row: int) -> tuple[str, ...]:
    """Repeats a name in a vertically merged cell in each of its rows."""
    cells = list(tab.rows[row - 1])
    for first, last, column in tab.merged:
        if cells and first < row - 1 <= last and column < len(tab.rows[first]):
            cells += [""] * (column + 1 - len(cells))
            cells[column] = cells[column] or tab.rows[first][column]
    return tuple(cells)


def _as_wide(names: Sequence[str], tab: Tab) -> tuple[str, ...]:
    """Pads to the widest row: a column without a name is a column too."""
    widest = max(map(len, tab.rows), default=0)
    return tuple(_one_line(name) for name in names) + ("",) * (widest - len(names))


def _one_line(name: str) -> str:
    return " ".join(name.split())


def _filled_rows(tab: Tab) -> list[int]:
    return [number for number, row in enumerate(tab.rows, 1) if row][:LOOKED_AT]


def _looks_like_names(tab: Tab) -> Header:
    """The first row with as many texts as most rows have cells; a title above has only one."""
    rows = _filled_rows(tab)
    widths = sorted(sum(map(bool, tab.rows[row - 1])) for row in rows)
    usual = widths[len(widths) // 2] if widths else 0
    for row in rows:
        cells = [cell for cell in tab.rows[row - 1] if cell]
        if len(cells) * 2 >= usual and not all(AMOUNT_OR_DATE.fullmatch(cell) for cell in cells):
            header = header_at(tab, row)
            if header:
                return header
    return Header(1, 1, ())
