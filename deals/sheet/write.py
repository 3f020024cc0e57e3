"""Tables to CSV and XLSX. Text stays text: what a spreadsheet would take for a formula gets an apostrophe in front."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from deals.sheet.cells import BETWEEN
from deals.sheet.tables import Column, Table
from foundation.newlines import one_newline
from foundation.sort_key import sort_key
from rendering import open_document
from rendering.formulas import escaped

Choices = Mapping[str, Mapping[Any, str]]
Row = Mapping[str, Any]
BYTE_ORDER_MARK = "\ufeff"
ROWS_TO_CHOOSE_IN = 5000
EXPLANATION = "Uitleg"
EXAMPLES = {
    "organisation": "een naam zoals Gemeente Utrecht",
    "date": "een datum zoals 21-11-2026",
    "rough": "een datum zoals 21-11-2026, of een maand, kwartaal of half jaar zoals Q2 2026",
    "year": "een jaar zoals 2026",
    "euro": "een bedrag zoals 40.000 of 40.000,00",
    "yes_no": "ja of nee",
    "number": "leeg bij iets nieuws, anders het nummer uit de opgehaalde lijst",
    "e_mail": "een e-mailadres zoals naam@gemeente.nl",
}
LONGEST_TO_CHOOSE = 255  # the limit of a spreadsheet


def to_csv(table: Table, rows: Iterable[Row], choices: Choices) -> bytes:
    """With semicolons and a byte order mark, so that a Dutch spreadsheet program opens it in columns. Quotes every
    cell."""
    file = io.StringIO(BYTE_ORDER_MARK, newline="")
    file.seek(0, io.SEEK_END)
    writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writerow([column.header for column in table.columns])
    for row in rows:
        writer.writerow([_as_text(value) for value in cells(table, row, choices)])
    return file.getvalue().encode()


def to_xlsx(
    sheets: Sequence[tuple[Table, Iterable[Row]]],
    choices: Mapping[str, Choices],
    *,
    is_explained: bool = False,
) -> bytes:
    """One sheet per table, with lists of the allowed values in the cells. `choices`: by table name.

    `is_explained`: adds a sheet that explains what each column may contain.
    """
    from xlsxwriter import Workbook  # imported here, because it is slow to load

    file = io.BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd-mm-yyyy"})
        for table, rows in sheets:
            sheet = book.add_worksheet(table.title)
            sheet.freeze_panes(1, 0)
            _headers(sheet, table, choices[table.name], bold)
            for number, row in enumerate(rows, 1):
                for place, value in enumerate(cells(table, row, choices[table.name])):
                    _put(sheet, number, place, value, day)
        if is_explained:
            _explain(book.add_worksheet(EXPLANATION), [table for table, _rows in sheets], choices, bold)
    return file.getvalue()


def to_ods(sheets: Sequence[tuple[Table, Iterable[Row]]], choices: Mapping[str, Choices]) -> bytes:
    """One sheet per table, as OpenDocument."""
    return open_document.to_ods(
        (
            table.title,
            [
                [column.header for column in table.columns],
                *(cells(table, row, choices[table.name]) for row in rows),
            ],
        )
        for table, rows in sheets
    )


def _explain(sheet: Any, tables: Sequence[Table], choices: Mapping[str, Choices], bold: Any) -> None:
    rows = [
        (
            table.title,
            column.header,
            "ja" if column.is_needed else "nee",
            _what_fits(column, choices[table.name]),
        )
        for table in tables
        for column in table.columns
    ]
    for place, (header, width) in enumerate(
        (("Tabblad", 20), ("Kolom", 28), ("Nodig", 8), ("Wat erin komt", 90))
    ):
        sheet.write_string(0, place, header, bold)
        sheet.set_column(place, place, width)
    for number, row in enumerate(rows, 1):
        for place, text in enumerate(row):
            sheet.write_string(number, place, escaped(text))


def _what_fits(column: Column, choices: Choices) -> str:
    words = ", ".join(choices.get(column.name, {}).values())
    return f"een van: {words}" if words and column.kind == "choice" else EXAMPLES.get(column.kind, "tekst")


def _headers(sheet: Any, table: Table, choices: Choices, bold: Any) -> None:
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, column.header, bold)
        sheet.set_column(place, place, 40 if column.most > 300 or column.kind == "organisation" else 20)
        words = list(choices.get(column.name, {}).values())
        if words and column.kind == "choice" and len(",".join(words)) <= LONGEST_TO_CHOOSE:
            rule = {"validate": "list", "source": words, "error_type": "warning"}
            sheet.data_validation(1, place, ROWS_TO_CHOOSE_IN, place, rule)


def _put(sheet: Any, row: int, place: int, value: Any, day: Any) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, place, value, day)
    elif isinstance(value, int | Decimal):
        sheet.write_number(row, place, value)
    elif value:
        sheet.write_string(row, place, value)


def cells(table: Table, row: Row, choices: Choices) -> list[Any]:
    """Dates, numbers, and text that is safe to open, in the order of the columns."""
    return [_cell(row[column.name], choices.get(column.name)) for column in table.columns]


def _cell(value: Any, words: Mapping[Any, str] | None) -> Any:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if value is None:
        return ""
    if isinstance(value, tuple):
        return escaped(BETWEEN.join(sorted(((words or {})[one] for one in value), key=sort_key)))
    if isinstance(value, int) and words:
        return escaped(words[value])
    if isinstance(value, int | Decimal | date):
        return value
    return escaped(one_newline((words or {}).get(value, value)))


def _as_text(value: Any) -> str:
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    return str(value)
