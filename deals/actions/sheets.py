"""Lists of a deal, exported and imported as files."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db import transaction

from deals import queries
from deals.actions.held_progress import LOOKS, STORES, Unseen
from deals.actions.sheet_store import store
from deals.events import DealEvent, ListsExported, ListsImported, TableCount
from deals.models import Deal, SheetImport, SheetMemory
from deals.queries.known_rows import known_rows
from deals.record_kinds import exports
from deals.sheet import write
from deals.sheet.names import compared
from deals.sheet.overview import OVERVIEW, Mapped, split
from deals.sheet.plan import Plan, Problem, make_plan
from deals.sheet.questions import PARTNER, Question, left_out, questions_of, refs
from deals.sheet.reading import Choices, Reading, read_tabs
from deals.sheet.tables import CONTACTS, PARTNERS
from foundation.actions.audit_log import record_event
from foundation.events import FieldChange

MOST_IN_LOG = 100
UNSEEN = Unseen()


def export_tables(*, deal, tables, format_, by):
    """The bytes of the file; the log says who took what. One query a table."""
    rows = {table.name: _rows(deal, table, by) for table in tables}
    counts = tuple(TableCount(table.title, len(rows[table.name])) for table in tables)
    data, subject = ListsExported(counts, format_), deal.audit_subject
    record_event(DealEvent.LISTS_EXPORTED, by=by, subject=subject, data=data)
    return file_of(deal, tables, rows, format_)


def _rows(deal, table, by):
    return queries.kept_rows(deal, table, by) if table.name in exports() else queries.sheet_rows(deal, table)


def file_of(deal, tables, rows, format_):
    """A CSV file holds one table. Without rows it is a sheet to fill in."""
    choices = {table.name: queries.choices_of(table, deal) for table in tables}
    if format_ == "csv":
        (table,) = tables
        return write.to_csv(table, rows.get(table.name, []), choices[table.name])
    sheets = [(table, rows.get(table.name, [])) for table in tables]
    if format_ == "ods":
        return write.to_ods(sheets, choices)
    return write.to_xlsx(sheets, choices, is_explained=not rows)


class ImportRefused(Exception):
    """Nothing was stored: the file has problems, changes nothing, or would do something else than was
    shown."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a file holds: how each tab is read, what storing it would do, and what is still to be asked."""

    readings: Sequence[Reading]
    plan: Plan
    questions: Sequence[Question] = ()


def look_at(*, deal, tabs, day, by, choices=None, progress=UNSEEN):
    """Compares a file's tabs with the deal; nothing is stored. Fourteen queries at most.

    `choices`: {"tabs": {title: as reading.Choices}, "names": {name as compared: organisation}}.
    """
    choices = choices or {}
    names, memory = choices.get("names", {}), remembered(deal)
    chosen = {title: Choices.of(data) for title, data in choices.get("tabs", {}).items()}
    names = {**memory.get("names", {}), **names}
    readings = read_tabs(
        tabs, chosen, left_out(names), memory.get("columns", {}), [one.table for one in exports().values()]
    )
    mapped = [one.mapped for one in readings if one.mapped]
    if not mapped:
        code = "only_kept" if any(one.why_not == "only_kept" for one in readings) else "no_table"
        return Look(readings, Plan([], [Problem("", 0, "", code)]))
    known = known_rows(deal, day=day, by=by, answers=refs(names))
    lists = _as_lists(mapped, names, day)
    progress.begin(LOOKS, sum(len(one.sheet.rows) for one in lists))
    plan = make_plan(lists, known, progress.step)
    return Look(readings, plan, questions_of(plan.problems, known.directory))


def _as_lists(mapped, names, day):
    """Splits a combined list into three."""
    lists = [made for one in mapped for made in (split(one, day.year) if one.table is OVERVIEW else [one])]
    return [*_joining(lists, {key for key, answer in names.items() if answer == PARTNER}), *lists]


def _joining(lists, keys):
    """Partner rows for the organisations that the user chose to add."""
    for one in lists:
        if one.table is PARTNERS or "organisation" not in one.columns or not keys:
            continue
        place = one.columns.index("organisation")
        rows = {}
        for number, cells in one.sheet.rows:
            name = compared(cells[place]) if place < len(cells) else ""
            if name in keys:
                rows.setdefault(name, (number, (cells[place],)))
        yield Mapped(replace(one.sheet, rows=tuple(rows.values())), PARTNERS, ("organisation",))
        keys = keys - set(rows)


def remembered(deal):
    """What was chosen in this deal before: {"columns": {header: column}, "names": {name: who is meant}}; one query."""
    found = SheetMemory.objects.filter(deal=deal).first()
    return found.chosen if found else {}


def remember(*, deal, columns=None, names=None):
    """Adds to what is remembered; the next file of this deal is read the same way."""
    with transaction.atomic():
        memory, _made = SheetMemory.objects.select_for_update().get_or_create(deal=deal)
        for what, said in (("columns", columns), ("names", names)):
            memory.chosen[what] = memory.chosen.get(what, {}) | (said or {})
        memory.save(update_fields=["chosen"])


@transaction.atomic
def import_file(*, deal, tabs, file_name, by, day, fingerprint, choices=None, progress=UNSEEN):
    """Stores a file completely or not at all, when it does what was shown. Raises ImportRefused.

    Returns the SheetImport, and sentences about effects elsewhere.
    """
    Deal.objects.select_for_update().get(pk=deal.pk)
    plan = look_at(deal=deal, tabs=tabs, day=day, by=by, choices=choices, progress=progress).plan
    if plan.problems or not plan.does_something or plan.fingerprint != fingerprint:
        raise ImportRefused
    deal.sheet_imports.exclude(rows=[]).update(rows=[])
    progress.begin(STORES, sum(len(one.new) + len(one.changed) for one in plan.tables))
    rows, told = store(deal, plan, by, progress)
    done = SheetImport.objects.create(
        deal=deal,
        by=by,
        file_name=file_name[:200],
        new_count=sum(len(one.new) for one in plan.tables),
        changed_count=sum(len(one.changed) for one in plan.tables),
        rows=rows,
    )
    record_event(DealEvent.LISTS_IMPORTED, by=by, subject=deal.audit_subject, data=_told(plan))
    known = {key: who for key, who in (choices or {}).get("names", {}).items() if who.isdecimal()}
    remember(deal=deal, names=known)
    return done, told


def _told(plan):
    """Counts, and the changed fields with old and new; of contacts only the counts."""
    counts = tuple(_count(one) for one in plan.tables if one.new or one.changed)
    tables = [one for one in plan.tables if one.table is not CONTACTS]
    return ListsImported(counts, tuple(change for one in tables for change in _changes(one)))


def _count(one):
    unnamed = max(len(one.changed) - MOST_IN_LOG, 0) if one.table is not CONTACTS else 0
    return TableCount(one.table.title, len(one.new), len(one.changed), unnamed)


def _changes(one):
    """Two rows may have the same label: the second says its row too."""
    seen = set()
    for line in one.changed[:MOST_IN_LOG]:
        for name, value in line.values.items():
            label = f"{line.label} · {one.table.column(name).header}"
            label = f"{label} (rij {line.row})" if label in seen else label
            seen.add(label)
            words = one.choices.get(name, {})
            yield FieldChange(name, label, _in_log(line.old[name], words), _in_log(value, words))


def _in_log(value, words):
    """What a database id stands for."""
    if isinstance(value, tuple):
        return ", ".join(words[key] for key in value)
    if isinstance(value, int) and value in words:
        return words[value]
    return value if value is None or isinstance(value, date | Decimal) else str(value)
