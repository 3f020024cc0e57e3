"""Reads a file with answers of an older form: one row a respondent, one column a statement.

Nothing is guessed. What is wrong is named by row and column, as a spreadsheet counts them (the header is row 1).
"""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from foundation.addresses import NotAnAddress, normal

MAX_BYTES = 5 * 1024 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 500
MAX_PROBLEMS = 1000
MAX_RESPONDENT = 200
FIXED = ("deal", "respondent", "partner_type")
SCORES = {"1": 1, "2": 2, "3": 3, "4": 4, "5": 5, "": None, "nvt": None, "n.v.t.": None, "n.v.t": None}
SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
OTHER_ENCODINGS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class NotACsv(Exception):
    """The file cannot be read at all; `code`: too_large, spreadsheet, encoding, not_text, empty or unreadable."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """`code` names the sentence for the user; `value` is what stands in the cell, cut off at 40 characters."""

    row: int
    column: str
    code: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One respondent. `scores`: statement code -> 1 to 5, or None for n.v.t."""

    row: int
    deal: str
    respondent: str
    partner_type: str
    scores: Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Sheet:
    rows: Sequence[SheetRow] = ()
    problems: Sequence[Problem] = ()


@dataclass(frozen=True)
class Expected:
    """What the round knows: statement codes, deals that take part, deals that exist, names of partner types."""

    codes: Sequence[str]
    deals: Collection[str]
    known_deals: Collection[str]
    partner_types: Mapping[str, str] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[str, ...]:
        return (*FIXED, *self.codes)


def decode(content: bytes) -> str:
    """The text of the file. Raises NotACsv."""
    if len(content) > MAX_BYTES:
        raise NotACsv("too_large")
    if content.startswith(SPREADSHEETS):
        raise NotACsv("spreadsheet")
    if content.startswith(OTHER_ENCODINGS):
        raise NotACsv("encoding")
    if b"\x00" in content:
        raise NotACsv("not_text")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotACsv("encoding") from error
    if not text.strip():
        raise NotACsv("empty")
    return text


def read_sheet(text: str, expected: Expected) -> Sheet:
    """Every row and every problem; a row with a problem is among the rows too. With a wrong header only that is
    told, and after 1,000 problems reading stops. Raises NotACsv."""
    records = _records(text)
    header_row, header = next(((number, cells) for number, cells in records if any(cells)), (0, []))
    if not header:
        raise NotACsv("empty")
    header = [cell.casefold() for cell in header]
    while not header[-1]:
        header.pop()
    if len(header) > MAX_COLUMNS:
        raise NotACsv("unreadable")
    problems = _header_problems(header_row, header, expected)
    return Sheet(problems=problems) if problems else _read_rows(records, header, expected)


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """(row as a spreadsheet counts, its cells). Raises NotACsv."""
    first = next(line for line in text.splitlines() if line.strip())
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in first else ",")
    try:
        for number, record in enumerate(reader, 1):
            yield number, [cell.strip() for cell in record]
    except csv.Error as error:
        raise NotACsv("unreadable") from error


def _header_problems(row: int, header: Sequence[str], expected: Expected) -> list[Problem]:
    counts = Counter(header)
    known = set(expected.columns)
    return [
        *(Problem(row, name, "missing_column") for name in expected.columns if name not in counts),
        *(Problem(row, _shown(name), "unknown_column") for name in counts if name not in known),
        *(Problem(row, name, "double_column") for name in counts if counts[name] > 1 and name in known),
    ]


def _read_rows(records: Iterable[tuple[int, list[str]]], header: Sequence[str], expected: Expected) -> Sheet:
    rows: list[SheetRow] = []
    problems: list[Problem] = []
    seen: dict[tuple[str, str], int] = {}
    for number, cells in records:
        if number > MAX_ROWS + 1 or len(problems) >= MAX_PROBLEMS:
            problems.append(Problem(number, "", "too_many_rows" if number > MAX_ROWS + 1 else "gave_up"))
            break
        if not any(cells):
            continue
        if len(cells) < len(header) or any(cells[len(header) :]):
            problems.append(Problem(number, "", "wrong_width", f"{len(cells)}/{len(header)}"))
            continue
        row, wrong = _read_row(number, dict(zip(header, cells, strict=False)), expected)
        first = seen.setdefault((row.deal, known_as(row.respondent)), number) if row.respondent else number
        if first != number:
            wrong.append(Problem(number, "respondent", "double_respondent", str(first)))
        problems += wrong
        rows.append(row)
    if not rows and not problems:
        problems.append(Problem(2, "", "no_rows"))
    return Sheet(rows, problems)


def known_as(respondent: str) -> str:
    """One person, however it is written: r@x.nl and R@X.nl, Jan Smit and "jan  smit"."""
    try:
        return normal(respondent)
    except NotAnAddress:
        return " ".join(respondent.split()).casefold()


def _read_row(number: int, cells: Mapping[str, str], expected: Expected) -> tuple[SheetRow, list[Problem]]:
    partner_type = expected.partner_types.get(cells["partner_type"].casefold(), "")
    row = SheetRow(
        row=number,
        deal=cells["deal"],
        respondent=cells["respondent"],
        partner_type=partner_type,
        scores={code: SCORES.get(cells[code].casefold()) for code in expected.codes},
    )
    wrong = [
        Problem(number, column, code, _shown(cells[column]))
        for column, code in _wrong_cells(row, cells, expected)
    ]
    return row, wrong


def _wrong_cells(row: SheetRow, cells: Mapping[str, str], expected: Expected) -> Iterator[tuple[str, str]]:
    if row.deal not in expected.deals:
        yield "deal", _deal_problem(row.deal, expected)
    if not row.respondent:
        yield "respondent", "no_respondent"
    if len(row.respondent) > MAX_RESPONDENT:
        yield "respondent", "long_respondent"
    if cells["partner_type"] and not row.partner_type:
        yield "partner_type", "unknown_partner_type"
    for code in expected.codes:
        if cells[code].casefold() not in SCORES:
            yield code, "no_score"


def _deal_problem(slug: str, expected: Expected) -> str:
    if not slug:
        return "no_deal"
    return "deal_not_in_round" if slug in expected.known_deals else "unknown_deal"


def _shown(value: str) -> str:
    """What may be shown of a cell: one line, printable, not endless."""
    plain = "".join(sign if sign.isprintable() else " " for sign in value)
    return plain if len(plain) <= 40 else f"{plain[:39]}…"
