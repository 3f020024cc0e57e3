"""Matches the rows of a file with the stored rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from deals.sheet.names import Ref
from deals.sheet.tables import COMMITMENTS, CONTACTS, MILESTONES, WANTED, Table
from partners.recognition import compared

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Stored:
    """A stored row; `values` by column, `ref`: the organisation it belongs to."""

    pk: int
    values: Mapping[str, Any]
    ref: Ref | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A row to create (`pk` None) or change; `values`: only those that differ from what is stored."""

    row: int
    label: str
    values: Values
    pk: int | None = None
    ref: Ref | None = None
    old: Values = field(default_factory=dict)
    reason: str = ""


class Lines:
    def __init__(self) -> None:
        self.new: list[Line] = []
        self.changed: list[Line] = []
        self.same = 0

    def keep(self, line: Line) -> None:
        if line.pk is None:
            self.new.append(line)
        elif line.values:
            self.changed.append(line)
        else:
            self.same += 1


class Taken:
    """The stored rows of one table, by number and by subject, and which row of the file matched them."""

    def __init__(self, table: Table, stored: Sequence[Stored]) -> None:
        self.table = table
        self.by_number = {one.pk: one for one in stored}
        self.by_key: dict[tuple[Any, ...], list[Stored]] = {}
        for one in stored:
            self.by_key.setdefault(_key(table, one.ref, one.values), []).append(one)
        self.rows: dict[Any, int] = {}

    def line(self, row: int, ref: Ref | None, values: Values) -> tuple[Line, list[tuple[str, str, str]]]:
        """The Line, with all stored values as `old`, and its problems as (column, code, value)."""
        key, number = _key(self.table, ref, values), values.get("number")
        column = self.table.needed[0].name
        label = str(values.get("name") or values.get("organisation") or values.get("description") or "")
        found = self.by_number.get(number) if number else self._free(key)
        first = self.rows.setdefault(found.pk if found else key, row)
        same_key = self.rows.setdefault(key, row)
        if number and not found:
            return Line(row, label, values, ref=ref), [("number", "unknown_number", str(number))]
        if first != row or (not number and same_key != row):
            return Line(row, label, values, ref=ref), [(column, "twice", str(min(first, same_key)))]
        if found is None:
            return Line(row, label, values, ref=ref), []
        wrong = [(column, "other_organisation", str(number))] if found.ref != ref else []
        return Line(row, label, values, found.pk, ref, dict(found.values)), wrong

    def _free(self, key: tuple[Any, ...]) -> Stored | None:
        return next((one for one in self.by_key.get(key, ()) if one.pk not in self.rows), None)


def _key(table: Table, ref: Ref | None, values: Mapping[str, Any]) -> tuple[Any, ...]:
    """The subject of a row, to match a row without a number."""
    if table is COMMITMENTS:
        return ref, values["kind"], values["year_from"], compared(values.get("description", ""))
    if table is WANTED:
        return (compared(values["description"]),)
    return (ref, compared(values["name"])) if table in (CONTACTS, MILESTONES) else (ref,)
