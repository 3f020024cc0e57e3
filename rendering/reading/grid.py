"""The content of a file: its tabs, each with rows numbered as in a spreadsheet program."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rendering.formulas import plain

NOT_PRINTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
MOST_IN_A_CELL = 32_767  # the limit of Excel
ROWS_BEYOND = 50  # extra rows to look at beyond the limit, so that an excess is noticed


class Unreadable(Exception):
    """The file cannot be read at all; `code` selects the message for the user, as `code:place` if the place is
    known."""

    def __init__(self, code: str, at: str = "") -> None:
        self.code = f"{code}:{at}" if at else code
        super().__init__(self.code)


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits for one tab."""

    rows: int = 5000
    columns: int = 60


@dataclass(frozen=True, slots=True)
class Tab:
    """`rows[0]` is row 1; a row ends at its last cell that is not empty. `refused`: why the tab is not read, as a code.

    `merged`: (first row, last row, column) of vertically merged cells, counted from 0.
    """

    title: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    is_hidden: bool = False
    refused: str = ""
    merged: tuple[tuple[int, int, int], ...] = ()

    @property
    def filled(self) -> int:
        return sum(1 for row in self.rows if row)

    def as_data(self) -> list[Any]:
        return [self.title, self.rows, self.is_hidden, self.refused, self.merged]

    @classmethod
    def from_data(cls, data: Sequence[Any]) -> "Tab":
        title, rows, is_hidden, refused, merged = data
        return cls(title, tuple(map(tuple, rows)), is_hidden, refused, tuple(map(tuple, merged)))


def clean(text: str) -> str:
    """Normalises line ends; removes surrounding white space, unprintable characters and the apostrophe that escaped a
    formula."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return plain(NOT_PRINTED.sub("", text).strip())


def make_tab(title: str, records: Iterable[Iterable[str]], limits: Limits, **more: Any) -> Tab:
    """Drops rows after the last one with content; a tab beyond the limits has no rows."""
    rows: list[tuple[str, ...]] = []
    is_hidden = more.get("is_hidden", False)
    for record in records:
        cells = _trimmed(record)
        if len(rows) > limits.rows + ROWS_BEYOND:
            if cells:
                return Tab(title, is_hidden=is_hidden, refused="too_many_rows")
            continue
        if len(cells) > limits.columns:
            return Tab(title, is_hidden=is_hidden, refused="too_many_columns")
        if any(len(cell) > MOST_IN_A_CELL for cell in cells):
            return Tab(title, is_hidden=is_hidden, refused=f"long_cell:{_place(len(rows), cells)}")
        rows.append(cells)
    while rows and not rows[-1]:
        rows.pop()
    if len(rows) > limits.rows + ROWS_BEYOND - 1 or sum(map(bool, rows)) > limits.rows + 1:
        return Tab(title, is_hidden=is_hidden, refused="too_many_rows")
    return Tab(title, tuple(rows), **more)


def letter(place: int) -> str:
    """The letter of a column, counted from 0, up to ZZ."""
    first, second = divmod(place, 26)
    return f"{chr(64 + first) if first else ''}{chr(65 + second)}"


def _place(row: int, cells: Sequence[str]) -> str:
    """ "12 C" for the first cell that is too long."""
    column = next(place for place, cell in enumerate(cells) if len(cell) > MOST_IN_A_CELL)
    return f"{row + 1} {letter(column)}"


def _trimmed(record: Iterable[str]) -> tuple[str, ...]:
    cells = [clean(cell) if cell else "" for cell in record]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def filled_down(tab: Tab, start: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """(row number, cells) from row `start` on, with the text of a merged cell in each of its rows."""
    below: dict[tuple[int, int], str] = {}
    for first, last, column in tab.merged:
        if first + 1 >= start and first < len(tab.rows) and column < len(tab.rows[first]):
            for row in range(first + 1, min(last + 1, len(tab.rows))):
                below[row, column] = tab.rows[first][column]
    columns_of: dict[int, list[int]] = {}
    for row, column in below:
        columns_of.setdefault(row, []).append(column)
    for place in range(max(start - 1, 0), len(tab.rows)):
        cells = tab.rows[place]
        if place in columns_of:
            wider = [*cells, *[""] * (max(columns_of[place]) + 1 - len(cells))]
            for column in columns_of[place]:
                wider[column] = wider[column] or below[place, column]
            cells = tuple(wider)
        yield place + 1, cells
