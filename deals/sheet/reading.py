"""How a tab is read: as which list, from which row, with which columns, and without which rows."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from deals.sheet.cells import Unfit, euros, is_nothing, is_still_open
from deals.sheet.headers import LISTS, guess, recognised, table_of
from deals.sheet.outgoing import is_one_of
from deals.sheet.overview import MONEY_IN, OVERVIEW, Mapped
from deals.sheet.read import Sheet, sheet_of
from deals.sheet.tables import Table
from partners.recognition import compared
from rendering.reading.grid import Tab
from rendering.reading.header import Header, find_header, header_at
from rendering.reading.rows import ROW, TOTAL, SheetRow

GIVEN = (MONEY_IN, "in_kind", "effort", "amount_eur_per_year")
NOT_READ = "-"  # a tab that the user excluded
HIDDEN, KEPT, UNKNOWN, LEFT_OUT = "hidden", "only_kept", "no_table", "left_out"


@dataclass(frozen=True, slots=True)
class Choices:
    """The user's choices for one tab. `columns`: by position; `blank`: by row, the texts to read as empty."""

    as_list: str = ""
    header: Sequence[int] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    skip: Sequence[int] = ()
    keep: Sequence[int] = ()
    blank: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Choices":
        return cls(**{name: data[name] for name in cls.__slots__ if name in data})


@dataclass(frozen=True, slots=True)
class Reading:
    """`why_not`: why the tab is not read: hidden, only_kept, no_table, left_out or a code of the file reader."""

    tab: Tab
    header: Header
    table: Table | None = None
    columns: tuple[str, ...] = ()
    rows: Sequence[SheetRow] = ()
    sheet: Sheet | None = None
    why_not: str = ""
    skipped: frozenset[int] = frozenset()
    left_out: frozenset[int] = frozenset()  # rows of an organisation that the user excluded
    read: frozenset[int] = frozenset()  # rows that are read

    @property
    def mapped(self) -> Mapped | None:
        return Mapped(self.sheet, self.table, self.columns) if self.table and self.sheet else None


def read_tabs(
    tabs: Sequence[Tab],
    chosen: Mapping[str, Choices],
    names: Collection[str],
    remembered: Mapping[str, str],
    outgoing: Collection[Table] = (),
) -> list[Reading]:
    """Every tab, including those that are not read. `names`: organisations as compared whose rows are excluded.

    `remembered`: earlier choices for headers in this deal; `outgoing`: the tables that are only exported.
    """
    found = [read_tab(tab, chosen.get(tab.title, Choices()), names, remembered, outgoing) for tab in tabs]
    if any(one.table for one in found):
        return found
    # If nothing is recognised, the first tab that may be a list is shown as one, so that its columns can be chosen.
    place = next((place for place, one in enumerate(found) if one.why_not == UNKNOWN), None)
    if place is not None:
        tab = found[place].tab
        as_list = replace(chosen.get(tab.title, Choices()), as_list=OVERVIEW.name)
        found[place] = read_tab(tab, as_list, names, remembered, outgoing)
    return found


def read_tab(
    tab: Tab,
    chosen: Choices,
    names: Collection[str],
    remembered: Mapping[str, str],
    outgoing: Collection[Table],
) -> Reading:
    header = _header(tab, chosen)
    if tab.refused:
        return Reading(tab, header, why_not=tab.refused)
    table = LISTS.get(chosen.as_list)
    if table is None:
        plain = Sheet(tab.title, header.names, (), header.last)
        why = (
            LEFT_OUT
            if chosen.as_list == NOT_READ
            else HIDDEN
            if tab.is_hidden
            else KEPT
            if is_one_of(plain, outgoing)
            else ""
        )
        table = None if why else table_of(plain)
        if table is None:
            return Reading(tab, header, why_not=why or UNKNOWN)
    columns = _columns(table, header, chosen, remembered)
    return _read(tab, header, table, columns, chosen, names)


def _header(tab: Tab, chosen: Choices) -> Header:
    said = header_at(tab, *chosen.header) if len(chosen.header) == 2 else None
    return said or find_header(tab, recognised)


def _columns(table: Table, header: Header, chosen: Choices, remembered: Mapping[str, str]) -> tuple[str, ...]:
    columns = list(guess(table, header.names, remembered))
    known = {column.name for column in table.columns}
    for key, name in chosen.columns.items():
        place = int(key)
        if place < len(columns) and (name in known | {""} or name.startswith(MONEY_IN)):
            columns = ["" if one == name else one for one in columns]
            columns[place] = name
    return tuple(columns)


def _read(
    tab: Tab, header: Header, table: Table, columns: tuple[str, ...], chosen: Choices, names: Collection[str]
) -> Reading:
    needed = "organisation" if "organisation" in columns else table.needed[0].name
    subject = columns.index(needed) if needed in columns else -1
    skipped, kept = frozenset(chosen.skip), frozenset(chosen.keep)
    used = [place for place, name in enumerate(columns) if name]
    sheet, rows = sheet_of(_given_once(tab, columns), header, subject, used, skipped, kept)
    left_out = frozenset(
        number
        for number, cells in sheet.rows
        if names
        and needed == "organisation"
        and 0 <= subject < len(cells)
        and compared(cells[subject]) in names
    )
    read = tuple(
        (number, _blanked(cells, chosen.blank.get(str(number), ())))
        for number, cells in sheet.rows
        if number not in left_out
    )
    sheet = replace(sheet, rows=read)
    numbers = frozenset(number for number, _cells in read)
    return Reading(tab, header, table, columns, rows, sheet, "", skipped, left_out, numbers)


def _given_once(tab: Tab, columns: Sequence[str]) -> Tab:
    """A value in a vertically merged cell counts once; a name in one holds for each row."""
    given = {place for place, name in enumerate(columns) if name.startswith(GIVEN)}
    return replace(tab, merged=tuple(one for one in tab.merged if one[2] not in given))


def _blanked(cells: tuple[str, ...], texts: Sequence[str]) -> tuple[str, ...]:
    return tuple("" if cell in texts else cell for cell in cells) if texts else cells


def totals(reading: Reading) -> dict[int, dict[str, tuple[int, int]]]:
    """{row of a total: {column name: (the total, the sum of the rows above it)}} for each column with money.

    A total covers the rows since the previous total, or all rows above: whichever sum is closest.
    """
    places = {name: place for place, name in enumerate(reading.columns) if name.startswith(MONEY_IN)}
    found: dict[int, dict[str, tuple[int, int]]] = {}
    since, every = dict.fromkeys(places, 0), dict.fromkeys(places, 0)
    for row in reading.rows:
        amounts = {name: _amount(row.cells, place) for name, place in places.items()}
        if row.kind == ROW:
            for name, amount in amounts.items():
                since[name] += amount
                every[name] += amount
        elif row.kind == TOTAL:
            found[row.number] = {
                name: (said, min(since[name], every[name], key=lambda made: abs(said - made)))
                for name, said in amounts.items()
                if said
            }
            since = dict.fromkeys(places, 0)
    return found


def _amount(cells: Sequence[str], place: int) -> int:
    text = cells[place] if place < len(cells) else ""
    if not text or is_still_open(text) or is_nothing(text):
        return 0
    try:
        return int(euros(text))
    except Unfit:
        return 0
