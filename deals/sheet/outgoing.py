"""Columns of the tables that are only exported."""

from collections.abc import Iterable

from deals.sheet.read import Sheet
from deals.sheet.tables import LONG, Column, Table
from partners.recognition import compared


def long(name: str, header: str) -> Column:
    return Column(name, header, most=LONG)


def date(name: str, header: str) -> Column:
    return Column(name, header, "date")


def choice(name: str, header: str) -> Column:
    return Column(name, header, "choice")


def moment(name: str, header: str) -> Column:
    return Column(name, header, "moment")


def organisation(name: str, header: str = "Organisatie") -> Column:
    return Column(name, header, "organisation")


def is_one_of(sheet: Sheet, tables: Iterable[Table]) -> bool:
    """Recognises an exported table of this kind, so that importing a workbook with all tables skips it."""
    header = [compared(text) for text in sheet.header]
    return any(
        compared(sheet.title) == compared(table.title)
        or header == [compared(column.header) for column in table.columns]
        for table in tables
    )
