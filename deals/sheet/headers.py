"""Which column of a sheet is which: by its header, or by a word that is used for the same."""

from collections.abc import Sequence

from deals.sheet.kept import is_kept
from deals.sheet.names import compared
from deals.sheet.read import Sheet
from deals.sheet.tables import TABLES, Table
from deals.sheet.write import EXPLANATION


def guess(table: Table, header: Sequence[str]) -> tuple[str, ...]:
    """For each header the name of its column, or "" when it is not recognised; no column twice."""
    found = [""] * len(header)
    own = {compared(column.header): column.name for column in table.columns}
    other = {compared(word): column.name for column in table.columns for word in column.known_as}
    for words in (own, other):
        for place, text in enumerate(header):
            name = words.get(compared(text), "")
            if name and not found[place] and name not in found:
                found[place] = name
    return tuple(found)


def table_of(sheet: Sheet) -> Table | None:
    """By the name of the sheet, else the one whose columns are there most; None when it looks like none of them."""
    if is_kept(sheet) or sheet.title == EXPLANATION:
        return None
    for table in TABLES.values():
        if compared(sheet.title) in (compared(table.title), table.name):
            return table
    counts = [(_recognised(table, sheet.header), table) for table in TABLES.values()]
    most, table = max(counts, key=lambda each: each[0])
    return table if most else None


def _recognised(table: Table, header: Sequence[str]) -> int:
    """None of it, unless every needed column is there."""
    found = set(guess(table, header))
    if not {column.name for column in table.needed} <= found:
        return 0
    return len(found - {""})
