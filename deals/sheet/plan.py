"""What the rows of a file would do to the lists of a deal: new, changed, unchanged, or refused with the reason.

An empty cell leaves the stored value unchanged. Rows are matched by number, else by subject, so that importing the same
file twice adds nothing.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from deals.rough import DAY, RoughDay, last_day
from deals.sheet.cells import Unfit, read
from deals.sheet.lines import Line, Lines, Stored, Taken, Values
from deals.sheet.names import Directory, Ref
from deals.sheet.overview import Mapped
from deals.sheet.tables import COMMITMENTS, CONTACTS, MILESTONES, PARTNERS, REACH, TABLES, THIS_DEAL, Table
from foundation.newlines import one_newline
from partners.recognition import Organisation

MAX_PROBLEMS = 1000
MONEY = "geld"
ENDED = ("vertrokken", "afgezien")
ABOUT_THE_ORGANISATION = ("organisation", "organisation_type", "tooi_uri")
ORDER = {
    PARTNERS.name: ("joined_on", "left_on"),
    CONTACTS.name: ("from_on", "until_on"),
    COMMITMENTS.name: ("year_from", "year_until"),
}


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """`column` is a header; `code` selects the message for the user and `value` is its parameter."""

    table: str
    row: int
    column: str
    code: str
    value: str = ""
    name: str = ""  # of the organisation, if the question is which one is meant
    tab: str = ""
    label: str = ""  # the subject of the row
    stands: str = ""  # the content of the cell


@dataclass(frozen=True, slots=True)
class TablePlan:
    table: Table
    new: Sequence[Line] = ()
    changed: Sequence[Line] = ()
    same: int = 0
    choices: Mapping[str, Mapping[Any, str]] = field(default_factory=dict, repr=False)
    tab: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    tables: Sequence[TablePlan]
    problems: Sequence[Problem]
    new_organisations: Mapping[tuple[str, str], str] = field(default_factory=dict)
    look_alikes: Mapping[str, str] = field(default_factory=dict)  # new name -> known name

    @property
    def does_something(self) -> bool:
        return any(one.new or one.changed for one in self.tables)

    @property
    def fingerprint(self) -> str:
        """Changes whenever storing the file would have another effect."""
        return hashlib.sha256(repr(self.tables).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Reason:
    """From the staff's list: to join, to decline or to leave; the last two have the same name as the stage."""

    kind: str
    is_active: bool


@dataclass(frozen=True)
class Known:
    """What is stored: all organisations, and by table name its rows and its choices."""

    directory: Directory
    stored: Mapping[str, Sequence[Stored]]
    choices: Mapping[str, Mapping[str, Mapping[Any, str]]]
    reasons: Mapping[int, Reason] = field(default_factory=dict)
    shared: frozenset[int] = frozenset()  # contacts that this user may not change
    elsewhere: frozenset[int] = frozenset()  # organisations that are in another deal too


def make_plan(sheets: Iterable[Mapped], known: Known, step: Callable[[], None] = lambda: None) -> Plan:
    """Partners first, because the other lists of the same file may refer to a new partner. Calls `step` for each
    row."""
    order = list(TABLES)
    planner = _Planner(known, step)
    tables = [planner.table(one) for one in sorted(sheets, key=lambda one: order.index(one.table.name))]
    return Plan(tables, planner.problems, known.directory.new, known.directory.look_alikes)


class _Planner:
    """Processes the sheets one by one and collects the problems."""

    def __init__(self, known: Known, step: Callable[[], None]) -> None:
        self.known, self.step = known, step
        self.problems: list[Problem] = []
        self.partners = {one.ref for one in known.stored[PARTNERS.name]}
        self.taken = {name: Taken(TABLES[name], stored) for name, stored in known.stored.items()}
        self.tab = self.label = ""

    def table(self, mapped: Mapped) -> TablePlan:
        table, self.tab, self.label = mapped.table, mapped.sheet.title, ""
        missing = [column for column in table.needed if column.name not in mapped.columns]
        for column in missing:
            self._refuse(table, mapped.sheet.header_row, column.header, "missing_column")
        if missing:
            return TablePlan(table)
        lines, taken = Lines(), self.taken[table.name]
        for number, cells in mapped.sheet.rows:
            if len(self.problems) >= MAX_PROBLEMS:
                break
            self.step()
            try:
                lines.keep(self._line(mapped, number, cells, taken))
            except _Refused:
                continue
        choices = self.known.choices[table.name]
        return TablePlan(table, lines.new, lines.changed, lines.same, choices, self.tab)

    def _refuse(
        self,
        table: Table,
        row: int,
        column: str,
        code: str,
        value: str = "",
        name: str = "",
        stands: str = "",
    ) -> None:
        self.problems.append(
            Problem(
                table.title,
                row,
                column,
                code,
                _shown(value),
                name,
                self.tab,
                _shown(self.label),
                _shown(stands),
            )
        )

    def _line(self, mapped: Mapped, number: int, cells: Sequence[str], taken: Taken) -> Line:
        """The effect of one row. Raises _Refused."""
        table, before = mapped.table, len(self.problems)
        said = {name: cell for name, cell in zip(mapped.columns, cells, strict=False) if name}
        self.label = said.get("organisation") or said.get("name") or said.get("description") or ""
        values = self._values(mapped, number, cells)
        self._need(table, number, values, before)
        ref = None
        refused = {problem.column for problem in self.problems[before:]}
        if "organisation" in values and not refused & _about_the_organisation(table):
            ref = self._organisation(table, number, values)
        if len(self.problems) > before:
            raise _Refused
        line, wrong = taken.line(number, ref, values)
        for column, code, value in (*wrong, *_wrong(table, {**line.old, **values}, line, self.known)):
            self._refuse(table, number, table.column(column).header, code, value, stands=said.get(column, ""))
        line = _difference(_back_again(line) if table is PARTNERS else _as_rough(line))
        if table is CONTACTS and line.pk and line.values and line.pk in self.known.shared:
            self._refuse(table, number, table.column("organisation").header, "shared_contact")
        if table is CONTACTS and not line.pk and ref in self.known.elsewhere:
            line = replace(line, values={REACH: THIS_DEAL} | line.values)
        if wrong or len(self.problems) > before:
            raise _Refused
        return line

    def _values(self, mapped: Mapped, number: int, cells: Sequence[str]) -> Values:
        """The values of the cells that are not empty; refuses what cannot be read."""
        table, values = mapped.table, {}
        words = self.known.choices[table.name]
        for name, text in zip(mapped.columns, cells, strict=False):
            if not name or not text:
                continue
            column = table.column(name)
            try:
                values[name] = read(column, text, words.get(name, {}))
            except Unfit as unfit:
                self._refuse(table, number, column.header, unfit.code, unfit.value, stands=text)
        return _with_precision(values)

    def _need(self, table: Table, number: int, values: Values, before: int) -> None:
        refused = {problem.column for problem in self.problems[before:]}
        for column in table.needed:
            if column.name not in values and column.header not in refused:
                self._refuse(table, number, column.header, "empty_cell")

    def _organisation(self, table: Table, number: int, values: Values) -> Ref | None:
        header = table.column("organisation").header
        name, type_ = values["organisation"], values.get("organisation_type", "")
        found = self.known.directory.find(name, type_, values.get("tooi_uri", ""))
        if found.ref is None:
            at = "tooi_uri" if found.code == "unknown_tooi" else "organisation"
            asked = name if at == "organisation" else ""
            self._refuse(table, number, table.column(at).header, found.code, found.value, asked)
            return None
        if found.code == "said":
            values["organisation"] = f"{name} → {self.known.directory.name_of(found.ref)}"
        if table is PARTNERS:
            self._join(table, number, found.ref, name)
        elif found.ref not in self.partners and not self._went_up_in_partner(table, number, found.ref):
            self._refuse(table, number, header, "not_a_partner", name, name)
        return found.ref

    def _went_up_in_partner(self, table: Table, number: int, ref: Ref) -> bool:
        """Refuses the row and offers the successor, if that is a partner."""
        one = self.known.directory.known[ref] if isinstance(ref, int) else None
        if one is None or not one.has_ended or not self.partners & set(one.successors):
            return False
        self._refuse_ended(table, number, one, self.label)
        return True

    def _refuse_ended(self, table: Table, number: int, one: Organisation, name: str) -> None:
        header = table.column("organisation").header
        code, value = ("has_successor", one.successor) if one.successor_pk else ("has_ended", one.name)
        self._refuse(table, number, header, code, value, name)

    def _join(self, table: Table, number: int, ref: Ref, name: str) -> None:
        """A refused partner still counts as a partner for the other lists, so that they do not report it
        again."""
        if isinstance(ref, tuple):
            self.known.directory.make(ref, name)
        elif ref not in self.partners and self.known.directory.known[ref].has_ended:
            self._refuse_ended(table, number, self.known.directory.known[ref], name)
        self.partners.add(ref)


def _about_the_organisation(table: Table) -> set[str]:
    return {table.column(name).header for name in ABOUT_THE_ORGANISATION}


class _Refused(Exception):
    """The row was refused; its problems are recorded."""


def _with_precision(values: Values) -> Values:
    """Stores an approximate day as its last day with a precision; an explicit precision column takes priority."""
    for name in [name for name, value in values.items() if isinstance(value, RoughDay)]:
        rough, of = values[name], name.replace("_on", "_precision")
        precise = values.get(of, DAY) if rough.precision == DAY else rough.precision
        values[name] = last_day(rough.on, precise)
        values[of] = precise
    return values


def _as_rough(line: Line) -> Line:
    """Keeps the precision of a stored day if the file does not give one."""
    same = {
        name.replace("_on", "_precision"): line.old[name.replace("_on", "_precision")]
        for name in ("planned_on", "expected_on")
        if line.pk
        and name in line.values
        and line.values[name] == line.old.get(name)
        and line.values.get(name.replace("_on", "_precision")) == DAY
    }
    return replace(line, values={**line.values, **same}) if same else line


def _back_again(line: Line) -> Line:
    """Clears the leaving day and reason of a partner that returns, like deals.actions.participation.set_stage."""
    stage = line.values.get("stage", "")
    if line.pk is None or stage in ("", *ENDED, line.old["stage"]):
        return line
    gone = {name: None for name in ("left_on", "left_reason_id") if line.old[name]}
    return replace(line, values=gone | line.values)


def _difference(line: Line) -> Line:
    """Only the values that differ from what is stored."""
    skip = {"number", "reason", *ABOUT_THE_ORGANISATION}
    values = {
        name: value
        for name, value in line.values.items()
        if name not in skip and (line.pk is None or not _same(line.old[name], value))
    }
    old = {name: line.old[name] for name in values} if line.pk else {}
    return replace(line, values=values, old=old, reason=line.values.get("reason", ""))


def _same(old: Any, new: Any) -> bool:
    """Ignores the kind of line ends."""
    return old == new or (
        isinstance(old, str) and isinstance(new, str) and one_newline(old) == one_newline(new)
    )


def _wrong(table: Table, values: Values, line: Line, known: Known) -> Iterable[tuple[str, str, str]]:
    """Rules over more than one cell, checked on the values as they would be stored."""
    first, last = ORDER.get(table.name, ("", ""))
    if values.get(first) and values.get(last) and values[last] < values[first]:
        yield last, "wrong_order", table.column(first).header
    if table.name in MORE_RULES:
        yield from MORE_RULES[table.name](values, line, known)


def _wrong_partner(values: Values, line: Line, known: Known) -> Iterable[tuple[str, str, str]]:
    """Checks a reason only if the row gives one that differs from what is stored."""
    for name in ("joined_reason_id", "left_reason_id"):
        pk = line.values.get(name)
        if pk and pk != line.old.get(name) and not known.reasons[pk].is_active:
            yield name, "retired_reason", ""
    pk = line.values.get("left_reason_id")
    stage, before = values.get("stage", ""), (line.old.get("stage"), line.old.get("left_reason_id"))
    if pk and (stage, pk) != before and known.reasons[pk].kind != stage:
        yield "left_reason_id", "other_stage", ""


def _wrong_commitment(values: Values, _line: Line, _known: Known) -> Iterable[tuple[str, str, str]]:
    amount, is_money = values.get("amount_eur_per_year"), values["kind"] == MONEY
    if is_money and amount is None:
        yield "amount_eur_per_year", "needs_amount", ""
    if not is_money and amount is not None:
        yield "amount_eur_per_year", "amount_without_money", ""
    if not is_money and not values.get("description"):
        yield "description", "needs_words", ""


def _wrong_milestone(values: Values, line: Line, _known: Known) -> Iterable[tuple[str, str, str]]:
    moved = [name for name in ("planned_on", "expected_on") if line.pk and values[name] != line.old[name]]
    if moved and not values.get("reason"):
        yield "reason", "needs_reason", ""


def _wrong_contact(_values: Values, line: Line, _known: Known) -> Iterable[tuple[str, str, str]]:
    if line.pk and REACH in line.values and line.values[REACH] != line.old[REACH]:
        yield REACH, "reach_elsewhere", ""


MORE_RULES: Mapping[str, Callable[[Values, Line, Known], Iterable[tuple[str, str, str]]]] = {
    PARTNERS.name: _wrong_partner,
    CONTACTS.name: _wrong_contact,
    COMMITMENTS.name: _wrong_commitment,
    MILESTONES.name: _wrong_milestone,
}


def _shown(value: str) -> str:
    """One line, printable and shortened."""
    kept = "".join(sign if sign.isprintable() else " " for sign in value)
    return kept if len(kept) <= 200 else f"{kept[:199]}…"
