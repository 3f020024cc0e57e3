"""Reads a tab with answers of an older form: one row a respondent, one column a statement.

Columns are recognised by their name or chosen; what is left over is named, never left out in silence. What is wrong is
named by row and column, as a spreadsheet counts them.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from foundation.addresses import NotAnAddress, normal
from partners.name_register import fold
from rendering.reading.grid import Limits, Tab, filled_down
from rendering.reading.header import Header, find_header

MAX_ROWS = 20_000
MAX_COLUMNS = 500
LIMITS = Limits(MAX_ROWS, MAX_COLUMNS)
MAX_PROBLEMS = 1000
MAX_RESPONDENT = 200
FIXED = ("deal", "respondent", "partner_type")
NEEDED = ("deal", "respondent")
LEFT_OUT = "-"  # a column that was chosen to be left out
ALSO_CALLED = {
    "deal": ("city deal", "town deal", "naam deal", "naam van de deal", "dealnaam"),
    "respondent": (
        "invuller",
        "respondentnummer",
        "nummer",
        "nr",
        "id",
        "response id",
        "e mail",
        "email",
        "e mailadres",
    ),
    "partner_type": (
        "partner type",
        "soort partner",
        "type partner",
        "soort organisatie",
        "type organisatie",
    ),
}
SCORE = re.compile(r"([1-5])([.,]0{1,2})?", re.ASCII)
NO_SCORE = {
    *("", "-", "–", "?", "nvt", "n v t", "weet niet", "weet ik niet", "geen mening", "niet van toepassing"),
    *(
        "weet ik niet niet van toepassing",
        "weet ik niet of niet van toepassing",
        "weet ik niet nvt",
        "weet ik niet n v t",
    ),
}


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
    """`names`: the header; `columns`: for each of them what it is, "" when that is not known."""

    rows: Sequence[SheetRow] = ()
    problems: Sequence[Problem] = ()
    names: Sequence[str] = ()
    columns: Sequence[str] = ()


@dataclass(frozen=True)
class Expected:
    """What the round knows: statement codes with their texts, deals by address and by name, names of partner types.

    `deals`: the addresses of those that take part. `named`: name as compared -> address.
    """

    codes: Sequence[str]
    deals: Collection[str]
    known_deals: Collection[str]
    partner_types: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    named: Mapping[str, str] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[str, ...]:
        return (*FIXED, *self.codes)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the reader of the file chose: {place of a column: its name, or LEFT_OUT}, and whether statements may lack."""

    columns: Mapping[int, str] = field(default_factory=dict)
    may_lack: bool = False


def words_of(text: str) -> str:
    """Small letters and figures: the way in which names are compared."""
    return " ".join("".join(sign if sign.isalnum() else " " for sign in fold(text)).split())


def guess(names: Sequence[str], expected: Expected) -> list[str]:
    """For each name of a column what it is; nothing twice."""
    known = {words_of(name): name for name in expected.columns}
    known |= {words_of(text): code for code, text in expected.texts.items() if text}
    also = {word: name for name, others in ALSO_CALLED.items() for word in others}
    codes = {words_of(code): code for code in expected.codes}
    found = [""] * len(names)
    for look in (known.get, also.get, lambda text: _by_its_code(text, codes)):
        for place, name in enumerate(names):
            meant = look(words_of(name)) if name else None
            if meant and not found[place] and meant not in found:
                found[place] = meant
    return found


def _by_its_code(text: str, codes: Mapping[str, str]) -> str | None:
    """ "Vraag 1.1", "1.1 De deal maakt ..." and "Stelling 1.1: ..." are about 1.1."""
    start = re.match(r"(?:vraag |stelling |q ?)?(\d+ \d+)(?= |$)", text)
    return codes.get(start[1]) if start else None


def read_sheet(tab: Tab, expected: Expected, chosen: Chosen | None = None) -> Sheet:
    """Every row and every problem; a row with a problem is among the rows too. With a wrong header only that is
    told, and after 1,000 problems reading stops."""
    chosen = chosen or Chosen()
    header = find_header(tab, lambda names: sum(map(bool, guess(names, expected))))
    columns = guess(header.names, expected)
    for place, name in chosen.columns.items():
        if place < len(columns):
            columns = ["" if one == name and name != LEFT_OUT else one for one in columns]
            columns[place] = name
    columns = _without_empty(tab, header, columns)
    problems = _header_problems(header, columns, expected, chosen)
    if problems:
        return Sheet((), problems, header.names, columns)
    return _read_rows(tab, header, columns, expected)


def _without_empty(tab: Tab, header: Header, columns: Sequence[str]) -> list[str]:
    """A column without a name and without a cell is none."""
    filled = {place for row in tab.rows[header.last :] for place, cell in enumerate(row) if cell}
    return [
        name or (LEFT_OUT if not header.names[place] and place not in filled else "")
        for place, name in enumerate(columns)
    ]


def _header_problems(
    header: Header, columns: Sequence[str], expected: Expected, chosen: Chosen
) -> list[Problem]:
    counts = Counter(columns)
    needed = NEEDED if chosen.may_lack else (*NEEDED, *expected.codes)
    places = {name: place for place, name in enumerate(columns)}
    unknown = [place for place, name in enumerate(columns) if not name]
    return [
        *(Problem(header.last, name, "missing_column") for name in needed if name not in places),
        *(Problem(header.last, column_name(header.names, place), "unknown_column") for place in unknown),
        *(Problem(header.last, name, "double_column") for name in expected.columns if counts[name] > 1),
    ]


def column_name(names: Sequence[str], place: int) -> str:
    """What stands above it, else its letter."""
    if names[place]:
        return _shown(names[place])
    first, second = divmod(place, 26)
    return f"{chr(64 + first) if first else ''}{chr(65 + second)}"


def _read_rows(tab: Tab, header: Header, columns: list[str], expected: Expected) -> Sheet:
    rows: list[SheetRow] = []
    problems: list[Problem] = []
    seen: dict[tuple[str, str], int] = {}
    for number, cells in filled_down(tab, header.last + 1):
        if len(problems) >= MAX_PROBLEMS:
            problems.append(Problem(number, "", "gave_up"))
            break
        if not any(cells):
            continue
        padded = (*cells, *[""] * (len(columns) - len(cells)))
        row, wrong = _read_row(number, dict(zip(columns, padded, strict=False)), expected)
        key = row.deal, known_as(row.respondent)
        first = seen.setdefault(key, number) if row.respondent else number
        if first != number:
            wrong.append(Problem(number, "respondent", "double_respondent", str(first)))
        problems += wrong
        rows.append(row)
    if not rows and not problems:
        problems.append(Problem(header.last + 1, "", "no_rows"))
    return Sheet(rows, problems, header.names, columns)


def known_as(respondent: str) -> str:
    """One person, however it is written: r@x.nl and R@X.nl, Jan Smit and "jan  smit"."""
    try:
        return normal(respondent)
    except NotAnAddress:
        return " ".join(respondent.split()).casefold()


def _read_row(number: int, cells: Mapping[str, str], expected: Expected) -> tuple[SheetRow, list[Problem]]:
    said = cells.get("partner_type", "")
    row = SheetRow(
        row=number,
        deal=_deal(cells["deal"], expected),
        respondent=cells["respondent"],
        partner_type=expected.partner_types.get(said.casefold(), ""),
        scores={code: score(cells.get(code, "")) or None for code in expected.codes},
    )
    wrong = [
        Problem(number, column, code, _shown(cells[column]))
        for column, code in _wrong_cells(row, cells, expected)
    ]
    return row, wrong


def _deal(text: str, expected: Expected) -> str:
    """The address of the deal, also by its name."""
    return text if text in expected.known_deals else expected.named.get(words_of(text), text)


def score(text: str) -> int | None:
    """1 to 5, 0 for words that say there is none, None for what is neither."""
    found = SCORE.fullmatch(text)
    if found:
        return int(found[1])
    return 0 if text in NO_SCORE or words_of(text) in NO_SCORE - {""} else None


def _wrong_cells(row: SheetRow, cells: Mapping[str, str], expected: Expected) -> Iterator[tuple[str, str]]:
    if row.deal not in expected.deals:
        yield "deal", _deal_problem(row.deal, expected)
    if not row.respondent:
        yield "respondent", "no_respondent"
    if len(row.respondent) > MAX_RESPONDENT:
        yield "respondent", "long_respondent"
    if cells.get("partner_type") and not row.partner_type:
        yield "partner_type", "unknown_partner_type"
    for code in expected.codes:
        if score(cells.get(code, "")) is None:
            yield code, "no_score"


def _deal_problem(slug: str, expected: Expected) -> str:
    if not slug:
        return "no_deal"
    return "deal_not_in_round" if slug in expected.known_deals else "unknown_deal"


def _shown(value: str) -> str:
    """What may be shown of a cell: one line, printable, not endless."""
    plain = "".join(sign if sign.isprintable() else " " for sign in value)
    return plain if len(plain) <= 40 else f"{plain[:39]}…"
