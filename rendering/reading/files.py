"""A file to tabs of text. Checks its real type and its unpacked size before opening it."""

from rendering.reading.delimited import decode, records_of
from rendering.reading.grid import Limits, Tab, Unreadable, make_tab
from rendering.reading.inside import MAX_UNPACKED, unpacked_size
from rendering.reading.workbook import ZIP, is_workbook, read_workbook

MAX_BYTES = 5 * 1024 * 1024
# Up to this size, reading takes a few tenths of a second of processor time.
LIGHT_BYTES, LIGHT_UNPACKED = 256 * 1024, 3 * 1024 * 1024


def read_file(content: bytes, limits: Limits | None = None) -> list[Tab]:
    """The tabs that are not empty; a text file is one tab without a title. Raises Unreadable."""
    limits = limits or Limits()
    if len(content) > MAX_BYTES:
        raise Unreadable("too_large")
    if is_workbook(content):
        tabs = read_workbook(content, limits)
    else:
        tabs = [make_tab("", records_of(decode(content)), limits)]
    found = [tab for tab in tabs if tab.rows or tab.refused]
    if not found:
        raise Unreadable("empty")
    if all(tab.refused for tab in found):
        raise Unreadable(found[0].refused)
    return found


def is_light(content: bytes) -> bool:
    """Small enough to read, or refuse, within a request; larger files are for the worker."""
    if content.startswith(ZIP):
        unpacked = unpacked_size(content)
        return unpacked > MAX_UNPACKED or (len(content) <= LIGHT_BYTES and unpacked <= LIGHT_UNPACKED)
    return len(content) <= LIGHT_BYTES
