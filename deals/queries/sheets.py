"""The tables of one deal as rows of a sheet."""

from deals.models import Commitment, ContactReach
from deals.record_kinds import two_way_lists
from deals.sheet.tables import REACH, TABLES


def choices_of(table, deal):
    """{column: {value: label}}; two queries for partners, one for wanted partners.

    Empty for tables that are only exported, whose rows hold the labels.
    """
    listed = two_way_lists().get(table.name)
    if listed is None:
        return {}
    fixed = {
        name: {value: str(label) for value, label in kind.choices} for name, kind in listed.choices.items()
    }
    return fixed | listed.choices_in(deal)


def sheet_rows(deal, table):
    """Every row of a table as {column: value}; one query, two for partners and contacts."""
    return [_row(table, record) for record in records_of(deal, table)]


def records_of(deal, table):
    """The records behind the rows, each with its organisation; one query, two for partners and contacts."""
    return two_way_lists()[table.name].records(deal)


def value_of(record, name):
    """The value in a column; for parts their keys."""
    if name == REACH:
        ties = len(record.deal_ties.all())
        return (ContactReach.ALL, ContactReach.THIS)[ties] if ties < 2 else ContactReach.MORE
    if name == "parts":
        return tuple(sorted(part.pk for part in record.parts.all()))
    return getattr(record, name)


def organisation_of(record):
    owner = record.participation if isinstance(record, Commitment) else record
    return getattr(owner, "organisation", None)


def _row(table, record):
    organisation = organisation_of(record)
    special = {"number": record.pk, "reason": ""}
    if organisation is not None:
        special |= {
            "organisation": organisation.name,
            "organisation_type": organisation.type,
            "tooi_uri": organisation.tooi_uri,
        }
    return {
        column.name: special[column.name] if column.name in special else value_of(record, column.name)
        for column in table.columns
    }


def lists_of(deal):
    """[(table, number of rows)]; five queries."""
    return [(table, records_of(deal, table).count()) for table in TABLES.values()]
