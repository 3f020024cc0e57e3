"""The content of a tab: the names of its columns and its rows, without titles, headings, totals and footnotes."""

from collections.abc import Collection
from dataclasses import dataclass

from rendering.reading.grid import Tab
from rendering.reading.header import Header
from rendering.reading.rows import ROW, SheetRow, rows_of


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows`: (row number in a spreadsheet program, its cells)."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    header_row: int = 1


def sheet_of(
    tab: Tab,
    header: Header,
    subject: int = -1,
    used: Collection[int] = (),
    skipped: Collection[int] = (),
    kept: Collection[int] = (),
) -> tuple[Sheet, list[SheetRow]]:
    """The sheet, and every row of the tab with its kind.

    `subject`: the column that identifies a row; `used`: the columns that are read. `skipped`, `kept`: rows that the
    user chose to skip or keep.
    """
    rows = rows_of(tab, header, subject, used)
    read = tuple(
        (row.number, row.cells)
        for row in rows
        if row.number not in skipped and (row.kind == ROW or (row.number in kept and row.cells))
    )
    return Sheet(tab.title, header.names, read, header.last), rows
