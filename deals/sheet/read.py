"""A file to sheets of text. What it really is, is looked at before it is opened, and so is how large it unfolds."""

import codecs
import csv
import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from deals.sheet.unfold import TooMuch, look_inside
from deals.sheet.write import plain
from partners.register import one_newline

MAX_BYTES = 5 * 1024 * 1024
MAX_SHEETS = 20
MAX_ROWS = 5000
MAX_COLUMNS = 60
ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
WIDE_TEXT = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
NOT_IN_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1f]")
# How a workbook writes an end of line or a tab; openpyxl leaves them as they are. Other signs are not written so.
IN_A_CELL = re.compile(r"_x000[Dd]_\n?|_x000[Aa]_|_x0009_")
SEPARATORS = ";\t,"
# What openpyxl and what it stands on raise for a workbook that is broken or made to harm.
BROKEN = (
    KeyError,
    IndexError,
    ValueError,
    TypeError,
    AttributeError,
    SyntaxError,
    OSError,
    EOFError,
    RuntimeError,
    AssertionError,
    ArithmeticError,
    zlib.error,
    zipfile.BadZipFile,
)


class Unreadable(Exception):
    """The file cannot be read at all; `code` names the sentence for the user."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Sheet:
    """The header is the first row with anything in it; `rows`: (row as a spreadsheet counts, its cells)."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    header_row: int = 1


def read_file(content: bytes) -> list[Sheet]:
    """The sheets with anything in them; a CSV file is one sheet without a title. Raises Unreadable."""
    if len(content) > MAX_BYTES:
        raise Unreadable("too_large")
    is_workbook = content.startswith(ZIP)
    sheets = _workbook(content) if is_workbook else [_sheet("", _records(_decode(content)))]
    found = [sheet for sheet in sheets if sheet]
    if not found:
        raise Unreadable("empty")
    return found


def _decode(content: bytes) -> str:
    if content.startswith(OLD_EXCEL):
        raise Unreadable("old_excel")
    if content.startswith(WIDE_TEXT):
        raise Unreadable("encoding")
    if NOT_IN_TEXT.search(content):
        raise Unreadable("not_text")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("encoding")


def _records(text: str) -> Iterator[list[str]]:
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(SEPARATORS, key=first.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    except csv.Error as error:
        raise Unreadable("unreadable") from error


def _workbook(content: bytes) -> list[Sheet | None]:
    _look_inside(content)
    from openpyxl import load_workbook  # only who reads a workbook pays for loading it

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about what a sheet may hold and is not read here
        try:
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
            sheets = book.worksheets[: MAX_SHEETS + 1]
            if len(sheets) > MAX_SHEETS:
                raise Unreadable("too_many_sheets")
            return [_sheet(sheet.title, _rows_of(sheet)) for sheet in sheets]
        except BROKEN as error:
            raise Unreadable("unreadable") from error


def _look_inside(content: bytes) -> None:
    try:
        names = look_inside(content)
    except TooMuch as error:
        raise Unreadable("unfolds_too_far") from error
    except BROKEN as error:
        raise Unreadable("unreadable") from error
    if "xl/workbook.xml" not in names:
        raise Unreadable("not_a_workbook")


def _rows_of(sheet: Any) -> Iterator[list[str]]:
    """One row and one column more than allowed, so that more is noticed."""
    rows = sheet.iter_rows(max_row=MAX_ROWS + 50, max_col=MAX_COLUMNS + 1, values_only=True)
    return ([_as_text(value) for value in row] for row in rows)


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.2f}"
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    return IN_A_CELL.sub(lambda found: "\t" if "9" in found[0] else "\n", str(value))


def _sheet(title: str, records: Iterable[list[str]]) -> Sheet | None:
    """None when nothing stands in it. Raises Unreadable."""
    header: list[str] = []
    header_row, rows = 0, []
    for number, record in enumerate(records, 1):
        cells = [plain(one_newline(cell).strip()) for cell in record]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        if len(cells) > MAX_COLUMNS:
            raise Unreadable("too_many_columns")
        if not header:
            header_row, header = number, cells
        else:
            rows.append((number, tuple(cells)))
        if len(rows) > MAX_ROWS or number > MAX_ROWS + 40:
            raise Unreadable("too_many_rows")
    return Sheet(title, tuple(header), tuple(rows), header_row) if header else None
