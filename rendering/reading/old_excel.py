"""Inspects an .xls file before it is opened: the size of its sheets, and whether it has a password.

An .xls file is a small file system of blocks (Microsoft's MS-CFB) with one stream of records (MS-XLS). This reads only
the records that give the positions of cells.
"""

import struct
from collections.abc import Iterator

from rendering.reading.grid import Unreadable

SIGNATURE = b"\xd0\xcf\x11\xe0"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
END_OF_CHAIN, HEADER, ENTRY = 0xFFFFFFFA, 512, 128
BEGIN, PASSWORD = 0x0809, 0x002F
# Records of one cell or of several adjacent cells: number, label, shared string, RK, formula, boolean, and their rows.
CELLS = {0x0203, 0x0204, 0x00FD, 0x027E, 0x00BD, 0x0006, 0x0205, 0x00D6}
MOST_IN_A_RECTANGLE = 1_000_000


def look_inside_xls(content: bytes) -> None:
    """Raises Unreadable: password, unfolds_too_far or unreadable."""
    if ENCRYPTED in content:
        raise Unreadable("password")
    try:
        lowest = widest = 1
        for kind, record in _records(_workbook(content)):
            if kind == PASSWORD:
                raise Unreadable("password")
            if kind == BEGIN:
                lowest = widest = 1
            elif kind in CELLS:
                row, column = struct.unpack_from("<HH", record)
                last = struct.unpack_from("<H", record, len(record) - 2)[0] if kind == 0x00BD else column
                lowest, widest = max(lowest, row + 1), max(widest, column + 1, last + 1)
                if lowest * widest > MOST_IN_A_RECTANGLE:
                    raise Unreadable("unfolds_too_far")
    except (struct.error, IndexError, ValueError) as error:
        raise Unreadable("unreadable") from error


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    place = 0
    while place + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, place)
        if not kind and not size:
            return
        yield kind, stream[place + 4 : place + 4 + size]
        place += 4 + size


def _workbook(content: bytes) -> bytes:
    """The stream called Workbook (Book before 1997)."""
    (shift,) = struct.unpack_from("<H", content, 30)
    if shift not in (9, 12):
        raise ValueError("size of a block")
    blocks = _Blocks(content, 1 << shift)
    directory = blocks.chain(struct.unpack_from("<I", content, 48)[0])
    for place in range(0, len(directory) - ENTRY + 1, ENTRY):
        name_size, start = (
            *struct.unpack_from("<H", directory, place + 64),
            *struct.unpack_from("<I", directory, place + 116),
        )
        name = directory[place : place + max(min(name_size, 64) - 2, 0)].decode("utf-16-le", "replace")
        if name in ("Workbook", "Book"):
            (size,) = struct.unpack_from("<I", directory, place + 120)
            return blocks.chain(start)[:size] if size >= 4096 else blocks.small(directory, start, size)
    raise ValueError("no workbook")


class _Blocks:
    def __init__(self, content: bytes, size: int) -> None:
        self.content, self.size = content, size
        per_block = size // 4
        numbers = [n for n in struct.unpack_from("<109I", content, 76) if n < END_OF_CHAIN]
        (extra,) = struct.unpack_from("<I", content, 68)
        seen: set[int] = set()
        while extra < END_OF_CHAIN and extra not in seen:
            seen.add(extra)
            found = struct.unpack(f"<{per_block}I", self.block(extra))
            numbers += [n for n in found[:-1] if n < END_OF_CHAIN]
            extra = found[-1]
        self.next: list[int] = []
        for number in numbers:
            self.next += struct.unpack(f"<{per_block}I", self.block(number))

    def block(self, number: int) -> bytes:
        start = max(HEADER, self.size) + number * self.size
        return self.content[start : start + self.size].ljust(self.size, b"\0")

    def chain(self, start: int) -> bytes:
        found, seen = [], set()
        while start < END_OF_CHAIN:
            if start in seen or start * self.size > len(self.content):
                raise ValueError("blocks in a circle")
            seen.add(start)
            found.append(self.block(start))
            start = self.next[start]
        return b"".join(found)

    def small(self, directory: bytes, start: int, size: int) -> bytes:
        """A stream under 4 kB is stored in blocks of 64 bytes within the root's stream."""
        home = self.chain(struct.unpack_from("<I", directory, 116)[0])
        table = self.chain(struct.unpack_from("<I", self.content, 60)[0])
        following = struct.unpack(f"<{len(table) // 4}I", table)
        found, seen = [], set()
        while start < END_OF_CHAIN and start not in seen:
            seen.add(start)
            found.append(home[start * 64 : start * 64 + 64])
            start = following[start]
        return b"".join(found)[:size]
