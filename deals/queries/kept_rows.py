"""Rows of the tables that are only exported; conversations and deals only for users who may see them."""

from collections.abc import Mapping
from functools import reduce

from django.utils import timezone

from deals.record_kinds import exports


def kept_rows(deal, table, user):
    """Every row that this user may read as {column: value}; one query."""
    return [
        {column.name: _value(record, column) for column in table.columns}
        for record in exports()[table.name].rows(deal, user)
    ]


def kept_lists(deal, user):
    """[(table, number of rows)]; one query per table."""
    return [(one.table, _count(one.rows(deal, user))) for one in exports().values()]


def _count(records):
    return len(records) if isinstance(records, list) else records.count()


def _value(record, column):
    if column.kind == "choice":
        return getattr(record, f"get_{column.name}_display")()
    value = reduce(_next, column.name.split("__"), record)
    if column.kind == "moment":
        return value and f"{timezone.localtime(value):%d-%m-%Y %H:%M}"
    return _in_lines(value) if column.kind == "changes" else value


def _in_lines(changes):
    return "\n".join(
        f"{what}: {before}" if after is None else f"{what}: {before or '–'} → {after or '–'}"
        for what, before, after in changes
    )


def _next(value, name):
    if isinstance(value, Mapping):
        return value.get(name)
    return None if value is None else getattr(value, name)
