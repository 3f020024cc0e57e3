"""What the page shows of a file that is being read in, as plain values: a large file is looked at by the worker, which
keeps them for the page."""

from collections import Counter, defaultdict
from decimal import Decimal

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deals.actions.sheet_words import WORDS, file_words, place, row_words, words
from deals.rough import day_in_words
from deals.sheet.cells import is_still_open
from deals.sheet.overview import MONEY_IN, OVERVIEW, column_of
from deals.sheet.questions import ASKED
from deals.sheet.reading import totals
from deals.sheet.tables import COMMITMENTS, CONTACTS, MILESTONES, PARTNERS, REACH
from foundation.sort_key import sort_key
from partners.models import OrganisationType
from rendering.reading.grid import letter
from rendering.reading.rows import AGAIN, HEADER, NOTE, SECTION, TOTAL

ROWS_SHOWN, MORE_ROWS, PROBLEMS_SHOWN, LINES_SHOWN, CELL_SHOWN, HEADER_ROWS = 60, 60, 50, 50, 120, 20
TYPES_TO_MAKE = (
    "kennisinstelling",
    "marktpartij",
    "maatschappelijke_organisatie",
    "koepel",
    "overige_overheid",
)


def page_of(look, *, day):
    """Everything the page needs, as values that go into JSON; no query."""
    questions = [_question(number, one) for number, one in enumerate(look.questions, 1)]
    asked = {(tab, row): one for one in questions for tab, row in one["rows"]}
    problems = [one for one in look.plan.problems if not (one.name and one.code in ASKED)]
    return {
        "tabs": [_tab(one) for one in look.readings],
        "sheets": [
            _sheet(at, one, look.plan, asked, day) for at, one in enumerate(look.readings) if one.table
        ],
        "questions": questions,
        "proposed": sum(1 for one in questions if one["proposed"]),
        "problems": [_problem(one, look.readings) for one in problems[:PROBLEMS_SHOWN]],
        "problem_count": len(problems),
        "numbers": _numbers(look),
        "lists": [_list(one) for one in look.plan.tables],
        "new_organisations": list(look.plan.new_organisations.values()),
        "look_alikes": dict(look.plan.look_alikes),
        "does_something": look.plan.does_something and not look.plan.problems,
        "is_the_same": not look.plan.problems and not look.plan.does_something,
        "fingerprint": look.plan.fingerprint,
    }


def _tab(reading):
    return {
        "title": reading.tab.title,
        "filled": reading.tab.filled,
        "is_hidden": reading.tab.is_hidden,
        "as_list": reading.table.name if reading.table else "",
        "why_not": _why_not(reading.why_not),
        "can_be_read": not reading.tab.refused,
    }


def _why_not(code):
    return "" if not code else str(WORDS.get(f"tab_{code}") or file_words(code))


def _question(number, one):
    known = [{"value": str(org.pk), "label": org.name} for org in one.candidates]
    kind = dict(OrganisationType.choices).get(one.kind)
    new = (
        {"value": one.proposed, "label": _("Nieuw: %(kind)s") % {"kind": kind}}
        if one.can_be_new and kind
        else None
    )
    join = {"value": "partner", "label": _("Zet erbij als partner")} if one.code == "not_a_partner" else None
    return {
        "number": number,
        "key": one.key,
        "name": one.name,
        "code": one.code,
        "rows": [list(row) for row in one.rows],
        "at": ", ".join(str(row) for row in dict.fromkeys(row for _tab, row in one.rows)),
        "many": len({row for _tab, row in one.rows}) > 1,
        "options": [*filter(None, [join]), *known, *([new] if new else [])],
        "proposed": one.proposed,
        "can_be_new": one.can_be_new,
        "first": one.candidates[0].name if one.candidates and not one.is_split else "",
        "is_split": one.is_split,
        "types": [(value, label) for value, label in _types() if value in TYPES_TO_MAKE],
    }


def _types():
    return [(value, str(label)) for value, label in OrganisationType.choices]


def _sheet(at, reading, plan, asked, day):
    said = defaultdict(list)
    for one in plan.problems:
        if one.tab == reading.tab.title and not (one.name and one.code in ASKED):
            said[one.row].append(words(one))
    stored, sums = _stored_rows(plan, reading), totals(reading)
    rows = [_row(row, reading, asked, said, stored, sums) for row in reading.rows]
    first = rows[:ROWS_SHOWN]
    rest = [row for row in rows[ROWS_SHOWN:] if row["state"] in ("ask", "wrong") or row["is_special"]][
        :MORE_ROWS
    ]
    return {
        "place": at,
        "title": reading.tab.title,
        "list": reading.table.title,
        "columns": [
            {
                "place": at,
                "letter": letter(at),
                "header": reading.header.names[at],
                "name": name,
                "label": column_of(reading.table, name).header if name else "",
                "options": _with_year(name),
            }
            for at, name in enumerate(reading.columns)
        ],
        "groups": _groups(reading.table, day.year),
        "missing": [column.header for column in reading.table.needed if column.name not in reading.columns],
        "left_out": [
            reading.header.names[at] or letter(at) for at, name in enumerate(reading.columns) if not name
        ],
        "header_row": reading.header.last,
        "header_first": reading.header.first,
        "header_rows": [row.number for row in reading.rows if row.cells][:HEADER_ROWS],
        "is_two_lines": reading.header.last > reading.header.first,
        "rows": [*first, *rest],
        "more": len(rows) - len(first) - len(rest),
        "totals": [one for one in (_total(row, found, reading) for row, found in sums.items()) if one],
    }


def _with_year(name):
    """A year of the file that is not among those to choose from."""
    return [(name, f"€ {name.removeprefix(MONEY_IN)}")] if name.startswith(MONEY_IN) else []


def _groups(table, year):
    """[(label, [(value, label)])] to choose from above a column."""
    own = [(column.name, column.header) for column in table.columns]
    if table is not OVERVIEW:
        return [(str(_("Kolommen")), own)]
    partner = [one for one in own if one[0] in {column.name for column in PARTNERS.columns} | {"signed"}]
    rest = [one for one in own if one not in partner]
    years = [(f"{MONEY_IN}{one}", f"€ {one}") for one in range(year - 3, year + 7)]
    return [
        (str(_("Partner")), partner),
        (str(_("Contact en inzet")), rest),
        (str(_("Bijdrage per jaar")), years),
    ]


def _stored_rows(plan, reading):
    """{row: (new, changed, same) over the lists made of this tab}"""
    found = defaultdict(Counter)
    for one in plan.tables:
        if one.tab == reading.tab.title:
            for what, lines in (("new", one.new), ("changed", one.changed)):
                for line in lines:
                    found[line.row][what] += 1
    return found


def _row(row, reading, asked, said, stored, sums):
    question = asked.get((reading.tab.title, row.number))
    is_read = row.number in reading.read
    state = "skip" if not is_read else "wrong" if said[row.number] else "ask" if question else "read"
    if row.kind == HEADER:
        state = "header"
    return {
        "number": row.number,
        "cells": [_cut(cell) for cell in _wide(row.cells, len(reading.columns))],
        "state": state,
        "asked_at": reading.columns.index("organisation")
        if question and "organisation" in reading.columns
        else -1,
        "words": _row_words(row, reading, question, said, stored, sums, is_read),
        "question": question["number"] if question and is_read else 0,
        "can_skip": is_read and row.kind != HEADER,
        "can_read": not is_read and bool(row.cells) and row.kind != HEADER,
        "is_special": row.kind in (TOTAL, SECTION, NOTE, AGAIN) or row.number in reading.skipped,
    }


def _row_words(row, reading, question, said, stored, sums, is_read):
    if row.number in reading.skipped or row.number in reading.left_out:
        return _("overslaan")
    if not is_read:
        return row_words(row, sums.get(row.number))
    if said[row.number]:
        return "; ".join(dict.fromkeys(said[row.number]))
    if question:
        return f"{question['first']}?" if question["first"] else _("wie is dit?")
    open_ones = [
        cell
        for name, cell in zip(reading.columns, row.cells, strict=False)
        if name.startswith(MONEY_IN) and cell and is_still_open(cell)
    ]
    if open_ones:
        return _("%(text)s = nog open") % {"text": open_ones[0]}
    done = stored[row.number]
    return (
        _("wordt ingelezen") if done["new"] else _("wordt gewijzigd") if done["changed"] else _("staat er al")
    )


def _total(row, found, reading):
    wrong = [
        _("%(year)s: er staat € %(said)s, wij tellen € %(made)s")
        % {"year": name.removeprefix(MONEY_IN), "said": _euros(said), "made": _euros(made)}
        for name, (said, made) in found.items()
        if said != made
    ]
    return {"row": row, "fits": not wrong, "words": "; ".join(wrong)} if found else None


def _problem(one, readings):
    tabs = [reading.tab.title for reading in readings]
    return {
        "place": place(one),
        "row": one.row,
        "can_skip": bool(one.label or one.stands),
        "words": words(one),
        "stands": one.stands,
        "tab": tabs.index(one.tab) if one.tab in tabs and one.row else -1,
    }


def _numbers(look):
    """The four numbers of what will be stored: (number, what, with what more)."""
    by = defaultdict(list)
    for one in look.plan.tables:
        by[one.table.name] += [(line, True) for line in one.new] + [(line, False) for line in one.changed]
    same = Counter()
    for one in look.plan.tables:
        same[one.table.name] += one.same
    shown = [
        _number_of(table, by[table.name], same[table.name])
        for table in (PARTNERS, COMMITMENTS, CONTACTS, MILESTONES)
        if by[table.name] or same[table.name]
    ]
    skipped = sum(
        1
        for one in look.readings
        if one.table
        for row in one.rows
        if row.kind != HEADER and row.cells and row.number not in one.read
    )
    skipped_words = ngettext("rij overgeslagen", "rijen overgeslagen", skipped)
    return [*shown, [skipped, skipped_words, ""]][:4]


def _number_of(table, lines, same):
    new, changed = sum(is_new for _line, is_new in lines), sum(not is_new for _line, is_new in lines)
    more = [_("%(number)s gewijzigd") % {"number": changed}] if changed else []
    more += [_("%(number)s staan er al") % {"number": same}] if same else []
    if table is COMMITMENTS:
        total = sum(
            (line.values.get("amount_eur_per_year") or Decimal(0) for line, is_new in lines if is_new),
            Decimal(0),
        )
        more = ([_("samen € %(total)s") % {"total": _euros(total)}] if total else []) + more
    return [new, _("nieuw: %(list)s") % {"list": table.title.lower()}, ", ".join(more)]


def _euros(amount):
    return number_format(amount, 0 if amount == int(amount) else 2, force_grouping=True)


def _list(one):
    return {
        "title": one.table.title,
        "new_count": len(one.new),
        "changed_count": len(one.changed),
        "same": one.same,
        "new": [
            {"row": line.row, "label": line.label, "more": _more(one, line)} for line in one.new[:LINES_SHOWN]
        ],
        "changed": [
            {"row": line.row, "label": line.label, "differences": differences(line, one)}
            for line in one.changed[:LINES_SHOWN]
        ],
    }


def _more(one, line):
    """What a new agreement or milestone says."""
    values = line.values
    if one.table is COMMITMENTS:
        years = f"{values['year_from']}–{values['year_until']}"
        years = str(values["year_from"]) if values["year_from"] == values["year_until"] else years
        amount = values.get("amount_eur_per_year")
        return f"{f'€ {_euros(amount)}' if amount else values.get('description', '')}, {years}"
    if one.table is MILESTONES:
        return day_in_words(values["planned_on"], values.get("planned_precision", ""))
    if one.table is CONTACTS:
        reach = f"({one.choices[REACH][values[REACH]]})" if REACH in values else ""
        return " ".join(filter(None, [values.get("name"), values.get("email"), reach]))
    return ""


def differences(line, plan):
    """[(header, stored, in the file)] of a changed row, as a reader writes them."""
    return [
        [
            column.header,
            *(
                cell_in_words(value, plan.choices.get(column.name, {}))
                for value in (line.old[column.name], line.values[column.name])
            ),
        ]
        for column in plan.table.columns
        if column.name in line.values
    ]


def cell_in_words(value, choices):
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if isinstance(value, Decimal):
        return f"€ {_euros(value)}"
    if hasattr(value, "isoformat"):
        return date_format(value, "j F Y")
    if isinstance(value, tuple):
        return ", ".join(sorted((str(choices[one]) for one in value), key=sort_key))
    return "" if value is None else str(choices.get(value, value))


def _wide(cells, width):
    return [*cells, *[""] * (width - len(cells))][: max(width, 1)]


def _cut(text):
    return text if len(text) <= CELL_SHOWN else f"{text[: CELL_SHOWN - 1]}…"
