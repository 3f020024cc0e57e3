"""Which list a tab is and which column is which: by its name, or by a synonym."""

from collections.abc import Mapping, Sequence

from deals.sheet.overview import MONEY_IN, OVERVIEW, year_of_header
from deals.sheet.read import Sheet
from deals.sheet.tables import COMMITMENTS, CONTACTS, PARTNERS, TABLES, Table
from deals.sheet.write import EXPLANATION
from partners.recognition import compared

LISTS = {OVERVIEW.name: OVERVIEW} | TABLES
WEAK = {"naam"}  # of the organisation, unless another column is that
PEOPLE_AND_MONEY = ("contact_", "in_kind", "effort", MONEY_IN)


def guess(
    table: Table, header: Sequence[str], remembered: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """The column name for each header, or "" if it is not recognised; no column twice.

    `remembered`: {header as compared: the chosen column, "" for one that is not read}.
    """
    found = [""] * len(header)
    decided = {}
    names = {column.name for column in table.columns}
    for place, text in enumerate(header):
        chosen = (remembered or {}).get(compared(text)) if text else None
        if chosen is not None and (chosen == "" or chosen in names or chosen.startswith(MONEY_IN)):
            decided[place] = chosen
    for place, name in decided.items():
        found[place] = "" if name in found else name
    own = {compared(column.header): column.name for column in table.columns}
    other = {compared(word): column.name for column in table.columns for word in column.known_as}
    weak = {word: name for word, name in other.items() if word in WEAK}
    if table is OVERVIEW:
        weak |= {"naam": "contact_name"} if _names_an_organisation(header, own | other) else {}
    strong = {word: name for word, name in other.items() if word not in WEAK}
    for words in (own, strong, weak):
        for place, text in enumerate(header):
            name = words.get(compared(text), "")
            if name and place not in decided and not found[place] and name not in found:
                found[place] = name
    if table is OVERVIEW:
        _guess_years(header, found, decided)
    return tuple(found)


def _names_an_organisation(header: Sequence[str], words: Mapping[str, str]) -> bool:
    """By another word than "Naam"."""
    found = {compared(text) for text in header} - WEAK
    return any(words.get(text) == "organisation" for text in found)


def _guess_years(header: Sequence[str], found: list[str], decided: Mapping[int, str]) -> None:
    for place, text in enumerate(header):
        year = year_of_header(text)
        if year and place not in decided and not found[place] and f"{MONEY_IN}{year}" not in found:
            found[place] = f"{MONEY_IN}{year}"


def recognised(header: Sequence[str]) -> int:
    """The number of these names recognised in the list that recognises the most."""
    return max(len(set(guess(table, header)) - {""}) for table in LISTS.values())


def table_of(sheet: Sheet) -> Table | None:
    """By the name of the tab, else the list with the most matching columns; None if none matches."""
    if sheet.title == EXPLANATION:
        return None
    for table in TABLES.values():
        names = {compared(table.title), table.name, *table.also_called}
        if compared(sheet.title) in names and _fits(table, sheet.header):
            return table
    counts = [(_recognised(table, sheet.header), table) for table in TABLES.values()]
    most, table = max(counts, key=lambda each: each[0])
    if table in (PARTNERS, CONTACTS, COMMITMENTS) and _is_overview(sheet.header, table):
        return OVERVIEW
    return table if most else None


def _fits(table: Table, header: Sequence[str]) -> bool:
    """A tab called Partners is one, unless it holds contacts and amounts too."""
    return table is not PARTNERS or not _is_overview(header, PARTNERS)


def _is_overview(header: Sequence[str], table: Table) -> bool:
    """Whether more is recognised as a partner with its contact and money than as any single list."""
    found = set(guess(OVERVIEW, header)) - {""}
    if "organisation" not in found or not any(name.startswith(PEOPLE_AND_MONEY) for name in found):
        return False
    return len(found - {"note"}) > _recognised(table, header)


def _recognised(table: Table, header: Sequence[str]) -> int:
    """Nothing, unless every required column is present."""
    found = set(guess(table, header))
    if not {column.name for column in table.needed} <= found:
        return 0
    return len(found - {""})
