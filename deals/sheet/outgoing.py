"""Kinds of columns of the tables that only go out: where a value stands, and what it is called."""

from deals.sheet.tables import LONG, Column


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
