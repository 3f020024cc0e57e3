"""Inspects a zipped workbook before it is opened: counts the unpacked content as a stream and stops at the limit.

A few kilobytes of zip can hold millions of cells, or two cells with a huge empty area between them. A library that
opens the workbook builds an object for each cell, so this counts them without keeping any.
"""

import io
import zipfile
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from xml.parsers import expat  # dangerous XML declarations are refused below

MAX_UNPACKED = 25 * 1024 * 1024
MAX_STYLES = 1024 * 1024
MAX_ENTRIES = 200
# The limit per kind of element, over all parts together. Rows and cells are in sheets, `si` is a shared string.
MOST_OF = {"row": 25_000, "c": 400_000, "si": 400_000, "mergeCell": 5_000, "table-cell": 400_000}
MOST_CELLS_IN_A_ROW = 2_000
# A sheet is built as the rectangle around its filled cells.
MOST_IN_A_RECTANGLE = 1_000_000
# Elements that are in every cell or text and take little memory; all others become objects with many fields.
LIGHT = {"row", "c", "si", "v", "t", "f", "is", "table-cell", "table-row", "p"}
MOST_LIGHT, MOST_OTHER = 1_600_000, 100_000
CHUNK, MOST_IN_ONE_TAG = 64 * 1024, 256 * 1024
WORKBOOK, OPEN_DOCUMENT = "xl/workbook.xml", "content.xml"
FIGURES = "0123456789"


class TooMuch(Exception):
    """The workbook unpacks to too much, or has declarations that no spreadsheet program writes."""


class _Counter:
    """Counts over all parts of a workbook, because 200 small parts together can be large."""

    def __init__(self) -> None:
        self.light = self.other = self.cells_in_row = self.bytes = 0
        self.counts = dict.fromkeys(MOST_OF, 0)
        self.begin_part()

    def begin_part(self) -> None:
        """Starts a new sheet; `row` and `column`: of the current cell, counted from 1."""
        self.row = self.column = 0
        self.lowest = self.widest = 1
        self.rows = self.filled_rows = self.row_times = self.cell_times = self.width = self.filled_width = 1

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name in LIGHT:
            self.light += 1
        else:
            self.other += 1
        if name in MOST_OF:
            self.counts[name] += 1
            self.cells_in_row = self.cells_in_row + 1 if name == "c" else 0
            if self.counts[name] > MOST_OF[name] or self.cells_in_row > MOST_CELLS_IN_A_ROW:
                raise TooMuch
        if name == "row":
            self.row, self.column = _number(attributes.get("r", "")) or self.row + 1, 0
        elif name == "c":
            self._excel_place(attributes.get("r", ""))
        elif name in ("v", "is"):
            self._excel_cell()
        elif name.startswith("table-") or name in ("p", "table"):
            self._open_document(name, attributes)
        if self.light > MOST_LIGHT or self.other > MOST_OTHER:
            raise TooMuch

    def _excel_place(self, address: str) -> None:
        """A cell without an address follows the previous one in the current row."""
        letters = address.rstrip(FIGURES)
        self.column = _column(letters[:8]) if letters else self.column + 1
        self.row = _number(address[len(letters) :]) or self.row

    def _excel_cell(self) -> None:
        self.lowest, self.widest = max(self.lowest, self.row), max(self.widest, self.column)
        if self.lowest * self.widest > MOST_IN_A_RECTANGLE:
            raise TooMuch

    def _open_document(self, name: str, attributes: Mapping[str, str]) -> None:
        """Rows and cells may be repeated by an attribute; only filled ones count."""
        if name == "table":
            self.begin_part()
        elif name == "table-row":
            self.rows += self.row_times
            self.row_times = _times(attributes, "number-rows-repeated")
            self.width = 0
        elif name == "table-cell":
            self.cell_times = _times(attributes, "number-columns-repeated")
            self.width += self.cell_times
            if any(key.endswith("value-type") for key in attributes):
                self._filled()
        elif name == "p":
            self._filled()

    def _filled(self) -> None:
        self.filled_rows = max(self.filled_rows, self.rows + self.row_times)
        self.filled_width = max(self.filled_width, self.width)
        if self.filled_rows * self.filled_width > MOST_IN_A_RECTANGLE:
            raise TooMuch

    def refuse(self, *_declared: Any) -> None:
        raise TooMuch


def _number(figures: str) -> int:
    """0 for anything that is not a number."""
    return int(figures[:8]) if figures.isascii() and figures.isdecimal() else 0


@lru_cache(maxsize=20_000)
def _column(letters: str) -> int:
    """A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _times(attributes: Mapping[str, str], name: str) -> int:
    said = next((text for key, text in attributes.items() if key.endswith(name)), "1")
    return int(said[:9]) if said.isdecimal() else 1


def look_inside(content: bytes) -> set[str]:
    """The names of the parts. Raises TooMuch, or any error of zipfile for a broken file."""
    book = zipfile.ZipFile(io.BytesIO(content))
    entries = book.infolist()
    sizes = {entry.filename: entry.file_size for entry in entries}
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or sizes.get("xl/styles.xml", 0) > MAX_STYLES:
        raise TooMuch
    if {WORKBOOK, OPEN_DOCUMENT} & set(sizes):
        counter = _Counter()
        for entry in entries:
            with book.open(entry) as part:
                counter.begin_part()
                _count(part, counter)
    return set(sizes)


def unpacked_size(content: bytes) -> int:
    """According to the list of parts, to estimate the work; 0 for a broken file."""
    try:
        return sum(entry.file_size for entry in zipfile.ZipFile(io.BytesIO(content)).infolist())
    except (zipfile.BadZipFile, ValueError, OSError, EOFError):
        return 0


def _count(part: Any, counter: _Counter) -> None:
    """Every part, whatever its name, because a sheet may have any name. Parts that are not XML stop at the first
    byte."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = counter.start
    parser.StartDoctypeDeclHandler = counter.refuse
    fed = 0
    while chunk := part.read(CHUNK):
        fed += len(chunk)
        counter.bytes += len(chunk)
        if counter.bytes > MAX_UNPACKED or fed - max(parser.CurrentByteIndex, 0) > MOST_IN_ONE_TAG + CHUNK:
            raise TooMuch
        try:
            parser.Parse(chunk, False)
        except expat.ExpatError:
            return
