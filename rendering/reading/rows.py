"""Classifies rows: one to read, or a heading between rows, a total, a footnote, a repeated header."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from rendering.reading.grid import Tab, filled_down
from rendering.reading.header import Header

ROW, EMPTY, ABOVE, HEADER, SECTION, TOTAL, NOTE, AGAIN = (
    *("row", "empty", "above", "header", "section", "total", "note", "again"),
)
IS_TOTAL = re.compile(
    r"(sub|eind)?totaal\b.*|(sub ?)?totalen\b.*|som( van.*)?:?|samen:?|totals?\b.*", re.IGNORECASE
)
IS_NOTE = re.compile(
    r"[*†‡¹²³⁾)]|\(?\d\)|noot\b|n\.?b\.?[:\s]|let op\b|bron\b|toelichting:|legenda\b|opmerking(en)?:",
    re.IGNORECASE,
)
# Amounts still to be found, or a share: not a partner.
IS_REST = re.compile(
    r"(nog te (dekken|verdelen|werven|vinden)|dekking(s\w+)?|restant|saldo)\b.*", re.IGNORECASE
)
IS_UNIT = re.compile(
    r"\(?(in )?(€|eur|euro'?s?|ja ?/ ?nee|j ?/ ?n|dd-mm-jjjj|naam|datum|bedrag)\)?", re.IGNORECASE
)
GROUP = re.compile(
    r"(deelnemende |overige |de )*(gemeenten?|provincies?|ministeries?|departementen|waterschappen|rijk(spartners|soverheid)?"
    r"|overheden|kennisinstellingen|kennispartners|marktpartijen|markt|bedrijven|maatschappelijke (organisaties|partners)"
    r"|koepels?|partners?|partijen|overig(en?)?|onderwijs|woningcorporaties|corporaties|bedrijfsleven|regio.?s?)( \(.*\))?:?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """`number`: as in a spreadsheet program."""

    number: int
    cells: tuple[str, ...]
    kind: str


def rows_of(tab: Tab, header: Header, subject: int = -1, used: Collection[int] = ()) -> list[SheetRow]:
    """Every row of the tab. `subject`: the column that identifies a row, -1 if there is none; `used`: the columns that
    are read."""
    below = list(filled_down(tab, header.last + 1))
    usual = _usual_width(cells for _number, cells in below)
    last = max((number for number, cells in below if _width(cells) > 1), default=0)
    found = [
        SheetRow(number, cells, _kind_above(number, cells, header)) for number, cells in _above(tab, header)
    ]
    for number, cells in below:
        kind = _kind(cells, header, subject, used, usual, is_behind=usual > 1 and number > last)
        if number == header.last + 1 and kind == ROW and _are_units(cells):
            kind = AGAIN
        found.append(SheetRow(number, cells, kind))
    return found


def _above(tab: Tab, header: Header) -> Iterable[tuple[int, tuple[str, ...]]]:
    return enumerate(tab.rows[: header.last], 1)


def _kind_above(number: int, cells: Sequence[str], header: Header) -> str:
    if number >= header.first:
        return HEADER
    return ABOVE if cells else EMPTY


def _kind(
    cells: Sequence[str],
    header: Header,
    subject: int,
    used: Collection[int],
    usual: int,
    *,
    is_behind: bool,
) -> str:
    filled = [cell for cell in cells if cell]
    if not filled:
        return EMPTY
    about = cells[subject] if 0 <= subject < len(cells) else ""
    if IS_TOTAL.fullmatch(filled[0]) and (about in ("", filled[0])):
        return TOTAL
    if IS_REST.fullmatch(filled[0]) and about in ("", filled[0]):
        return NOTE
    if [cell.casefold() for cell in cells] == [name.casefold() for name in header.names[: len(cells)]]:
        return AGAIN
    if len(filled) == 1 and (usual > 1 or about != filled[0]):
        is_read = about == filled[0] or (cells.index(filled[0]) in used and not filled[0].isupper())
        return _alone(filled[0], is_read, is_behind)
    return ROW


def _are_units(cells: Sequence[str]) -> bool:
    return all(IS_UNIT.fullmatch(cell) for cell in cells if cell)


def _alone(text: str, is_read: bool, is_behind: bool) -> str:
    """A row of several columns with one filled cell: a partner of whom nothing else is known, a heading, or a note
    below."""
    if IS_NOTE.match(text):
        return NOTE
    if GROUP.fullmatch(text) or text.endswith(":"):
        return SECTION
    if is_read:
        return ROW
    return NOTE if is_behind else SECTION


def _width(cells: Sequence[str]) -> int:
    return sum(map(bool, cells))


def _usual_width(rows: Iterable[Sequence[str]]) -> int:
    """The median number of filled cells, over the rows that are not empty."""
    widths = sorted(filter(None, map(_width, rows)))
    return widths[len(widths) // 2] if widths else 0
