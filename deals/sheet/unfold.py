"""Looks through a workbook before it is opened: what it unfolds to is counted while it streams, and stops in time.

A few kilobytes of zip can hold millions of cells. Who opens the workbook builds an object for each of them, so they are
counted here, by the same parser and in the same order, without keeping any.
"""

import io
import zipfile
from typing import Any
from xml.parsers import expat  # the declarations that make XML dangerous are refused below

MAX_UNPACKED = 25 * 1024 * 1024
MAX_STYLES = 1024 * 1024
MAX_ENTRIES = 200
# How often a kind of element may be in one part. A row and its cells are in a sheet, `si` is a shared text.
MOST_OF = {"row": 20_000, "c": 320_000, "si": 320_000, "mergeCell": 5_000}
MOST_CELLS_IN_A_ROW = 2_000
# What is in every cell or text and weighs little; all the rest is kept as objects of many fields.
LIGHT = {"row", "c", "si", "v", "t", "f", "is"}
MOST_LIGHT, MOST_OTHER = 1_500_000, 100_000
CHUNK, MOST_IN_ONE_TAG = 64 * 1024, 256 * 1024


class TooMuch(Exception):
    """The workbook unfolds too far, or declares what no spreadsheet program declares."""


class _Counter:
    """Over all parts of a workbook, because what is small in each of 200 parts is not small together."""

    def __init__(self) -> None:
        self.light = self.other = self.cells_in_row = self.bytes = 0
        self.counts = dict.fromkeys(MOST_OF, 0)

    def start(self, tag: str, _attributes: Any) -> None:
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
        if self.light > MOST_LIGHT or self.other > MOST_OTHER:
            raise TooMuch

    def refuse(self, *_declared: Any) -> None:
        raise TooMuch


def look_inside(content: bytes) -> set[str]:
    """The names of the parts. Raises TooMuch, or what zipfile raises for a broken file."""
    book = zipfile.ZipFile(io.BytesIO(content))
    entries = book.infolist()
    sizes = {entry.filename: entry.file_size for entry in entries}
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or sizes.get("xl/styles.xml", 0) > MAX_STYLES:
        raise TooMuch
    if "xl/workbook.xml" in sizes:
        counter = _Counter()
        for entry in entries:
            with book.open(entry) as part:
                _count(part, counter)
    return set(sizes)


def _count(part: Any, counter: _Counter) -> None:
    """Every part, whatever its name: a sheet may be called anything. What is no XML ends at its first byte."""
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
