"""Lists of a deal out of the portal as a file, and in again."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from deals import queries
from deals.actions.sheet_store import store
from deals.models import Deal, SheetImport
from deals.queries.known_rows import known_rows
from deals.sheet import write
from deals.sheet.headers import guess, table_of
from deals.sheet.kept import KEPT, is_kept
from deals.sheet.plan import Mapped, Plan, Problem, make_plan
from deals.sheet.read import Unreadable, read_file
from deals.sheet.tables import CONTACTS, TABLES
from partners.actions import write_log

MOST_IN_LOG = 100


def export_tables(*, deal, tables, format_, by):
    """The bytes of the file; the log says who took what. One query a table."""
    rows = {table.name: _rows(deal, table, by) for table in tables}
    details = {table.title: len(rows[table.name]) for table in tables} | {"bestand": format_.upper()}
    write_log(by=by, verb="haalde lijsten op", subject=deal.log_subject, label=deal.name, details=details)
    return file_of(deal, tables, rows, format_)


def _rows(deal, table, by):
    return queries.kept_rows(deal, table, by) if table.name in KEPT else queries.sheet_rows(deal, table)


def file_of(deal, tables, rows, format_):
    """A CSV file holds one table. Without rows it is a sheet to fill in."""
    choices = {table.name: queries.choices_of(table, deal) for table in tables}
    if format_ == "csv":
        (table,) = tables
        return write.to_csv(table, rows.get(table.name, []), choices[table.name])
    sheets = [(table, rows.get(table.name, [])) for table in tables]
    return write.to_xlsx(sheets, choices, is_explained=not rows)


class ImportRefused(Exception):
    """Nothing was stored: the file has problems, does nothing, or would do something else than was shown."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a file holds: its sheets with the columns that were recognised or chosen, and what storing them would do."""

    mapped: Sequence[Mapped]
    plan: Plan


def look_at(*, deal, content, day, by, table="", columns=None, successors=()):
    """Reads a file and lays it beside the deal; nothing is stored. Twelve queries at most.

    `table`: which list it is, when the user said so. `columns`: {title of the sheet: names of columns}, as chosen.
    `successors`: ids of organisations that no longer exist and for which the successor is taken.
    """
    try:
        sheets = read_file(content)
    except Unreadable as unreadable:
        return Look([], Plan([], [Problem("", 0, "", unreadable.code)]))
    mapped = list(_mapped(sheets, table, columns or {}))
    names = [one.table.name for one in mapped]
    if not mapped or len(names) > len(set(names)):
        code = "double_table" if mapped else "only_kept" if all(map(is_kept, sheets)) else "no_table"
        return Look(mapped, Plan([], [Problem("", 0, "", code)]))
    return Look(mapped, make_plan(mapped, known_rows(deal, day=day, by=by, replaced=successors)))


def _mapped(sheets, table, columns):
    """A list that was chosen is the sheet of that name, else the first."""
    if table:
        named = [sheet for sheet in sheets if table_of(sheet) is TABLES[table]]
        pairs = [((named or sheets)[0], TABLES[table])]
    else:
        pairs = [(sheet, table_of(sheet)) for sheet in sheets]
    for sheet, found in pairs:
        if found:
            chosen = columns.get(sheet.title, ())
            fits = len(chosen) == len(sheet.header)
            yield Mapped(sheet, found, chosen if fits else guess(found, sheet.header))


@transaction.atomic
def import_file(*, deal, content, file_name, by, day, fingerprint, **chosen):
    """Stores a file whole or not at all, when it does what was shown. Raises ImportRefused.

    `chosen`: table, columns and successors, as `look_at` was asked with.
    """
    Deal.objects.select_for_update().get(pk=deal.pk)
    plan = look_at(deal=deal, content=content, day=day, by=by, **chosen).plan
    if plan.problems or not plan.does_something or plan.fingerprint != fingerprint:
        raise ImportRefused
    deal.sheet_imports.exclude(rows=[]).update(rows=[])
    done = SheetImport.objects.create(
        deal=deal,
        by=by,
        file_name=file_name[:200],
        new_count=sum(len(one.new) for one in plan.tables),
        changed_count=sum(len(one.changed) for one in plan.tables),
        rows=store(deal, plan, by),
    )
    write_log(
        by=by, verb="las een bestand in", subject=deal.log_subject, label=deal.name, details=_details(plan)
    )
    return done


def _details(plan):
    """Counts, and the changed fields with old and new; of contacts only which fields, never what stands in them."""
    details = {
        one.table.title: f"{len(one.new)} nieuw, {len(one.changed)} gewijzigd"
        for one in plan.tables
        if one.new or one.changed
    }
    for one in plan.tables:
        if one.table is CONTACTS:
            continue
        if len(one.changed) > MOST_IN_LOG:
            rest = len(one.changed) - MOST_IN_LOG
            details[f"{one.table.title}: hier niet genoemd"] = f"{rest} gewijzigd"
        for line in one.changed[:MOST_IN_LOG]:
            for name, value in line.values.items():
                what = f"{line.label} · {one.table.column(name).header}"
                what = f"{what} (rij {line.row})" if what in details else what
                details[what] = [
                    _in_log(one_value, one.choices.get(name, {})) for one_value in (line.old[name], value)
                ]
    return details


def _in_log(value, words):
    """Of a key of the database what it stands for."""
    if isinstance(value, tuple):
        return ", ".join(words[key] for key in value)
    if isinstance(value, int) and value in words:
        return words[value]
    return "" if value is None else str(value)
