"""A workbook to tabs of text: xlsx (also Strict), xls and ods."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, time, timedelta
from itertools import chain, islice
from typing import Any

from rendering.reading.grid import ROWS_BEYOND, Limits, Tab, Unreadable, make_tab
from rendering.reading.inside import OPEN_DOCUMENT, WORKBOOK, TooMuch, look_inside
from rendering.reading.old_excel import SIGNATURE, look_inside_xls
from rendering.reading.wrong_formulas import in_dutch, told

MAX_TABS = 60  # all lists of a deal in one file take 42
ZIP = b"PK\x03\x04"
MOST_MERGES = 5_000
# What zipfile raises for a broken or malicious file.
BROKEN = (
    *(KeyError, IndexError, ValueError, TypeError, OSError, EOFError, RuntimeError),
    *(zlib.error, zipfile.BadZipFile),
)


def is_workbook(content: bytes) -> bool:
    return content.startswith((ZIP, SIGNATURE))


def read_workbook(content: bytes, limits: Limits) -> list[Tab]:
    """Every tab, including hidden ones and those beyond the limits. Raises Unreadable."""
    if content.startswith(ZIP):
        content = _look_inside(content)
    else:
        look_inside_xls(content)
    import python_calamine  # imported here, because it is slow to load

    try:
        with python_calamine.load_workbook(io.BytesIO(content)) as book:
            sheets = [
                one for one in book.sheets_metadata if one.typ is python_calamine.SheetTypeEnum.WorkSheet
            ]
            if len(sheets) > MAX_TABS:
                raise Unreadable("too_many_sheets")
            visible = python_calamine.SheetVisibleEnum.Visible
            return [
                _tab(book.get_sheet_by_name(one.name), limits, is_hidden=one.visible is not visible)
                for one in sheets
            ]
    except python_calamine.PasswordError as error:
        raise Unreadable("password") from error
    except (python_calamine.CalamineError, *BROKEN) as error:
        raise Unreadable("unreadable") from error


def _look_inside(content: bytes) -> bytes:
    """Checks the workbook and returns the bytes to read. Raises Unreadable."""
    try:
        names = look_inside(content)
    except TooMuch as error:
        raise Unreadable("unfolds_too_far") from error
    except BROKEN as error:
        raise Unreadable("unreadable") from error
    if not {WORKBOOK, OPEN_DOCUMENT} & names:
        raise Unreadable("not_a_workbook")
    return told(content)


def _tab(sheet: Any, limits: Limits, *, is_hidden: bool) -> Tab:
    if sheet.total_width > limits.columns * 20:
        return Tab(sheet.name, is_hidden=is_hidden, refused="too_many_columns")
    return make_tab(
        sheet.name,
        _rows(sheet, limits),
        limits,
        is_hidden=is_hidden,
        merged=_merged(sheet.merged_cell_ranges),
    )


def _rows(sheet: Any, limits: Limits) -> Iterator[list[str]]:
    """Of rows beyond the limit only whether they are filled is used: their columns may be shifted."""
    most = limits.rows + ROWS_BEYOND + 1
    read = sheet.to_python(skip_empty_area=False, nrows=most)
    below = islice(sheet.iter_rows(), most, None) if len(read) == most else ()
    for row in chain(read, below):
        yield [in_dutch(value) if isinstance(value, str) else as_text(value) for value in row]


def _merged(ranges: Any) -> tuple[tuple[int, int, int], ...]:
    """Only vertically merged cells."""
    found = ranges or ()
    return tuple((top, bottom, left) for (top, left), (bottom, _right) in found[:MOST_MERGES] if bottom > top)


def as_text(value: Any) -> str:
    """A number, a date or a boolean as a Dutch reader types it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}" if value.year >= 1000 else ""
    if isinstance(value, time | timedelta):
        return str(value)
    return str(value)


def _number(value: float) -> str:
    """A whole number without decimals; else two decimals, as for amounts."""
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    return str(int(value)) if value.is_integer() else f"{value:.2f}"
