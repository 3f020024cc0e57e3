"""A list as people keep it: a row per partner, with its contact and yearly contributions. It is split into three
lists."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from deals.rough import rough_day
from deals.sheet.addresses import contacts_in
from deals.sheet.cells import is_nothing, is_still_open
from deals.sheet.read import Sheet
from deals.sheet.tables import COMMITMENTS, CONTACTS, LONG, PARTNERS, Column, Table
from foundation.input_limits import FIRST_YEAR, LAST_YEAR
from partners.recognition import compared

MONEY_IN = "bijdrage-"
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
IS_MONEY = re.compile(r"bijdr|bedrag|eur|€|budget|begrot|inleg|financ|geld|toezegging|kosten")
SIGNED = "ondertekend"
NAME_PARTS = ("contact_first", "contact_infix", "contact_last")
PEOPLE = {
    "contact_name": "name",
    "contact_function": "function",
    "contact_email": "email",
    "contact_level": "level",
}
COMMITMENT_COLUMNS = ("organisation", "kind", "amount_eur_per_year", "description", "year_from", "year_until")

OVERVIEW = Table(
    "overzicht",
    "Partners met contact en bijdrage",
    (
        *PARTNERS.columns,
        Column(
            "signed",
            "Getekend op",
            known_as=("getekend", "ondertekend", "ondertekend op", "datum ondertekening", "handtekening"),
        ),
        Column(
            "contact_name",
            "Contactpersoon: naam",
            known_as=(
                "contactpersoon",
                "contactpersoon naam",
                "naam contactpersoon",
                "contact",
                "contact naam",
                "contactpersonen",
                "contacten",
                "aanspreekpunt",
                "aanspreekpunten",
            ),
            most=200,
        ),
        Column("contact_first", "Contactpersoon: voornaam", known_as=("voornaam", "roepnaam"), most=200),
        Column(
            "contact_infix",
            "Contactpersoon: tussenvoegsel",
            known_as=("tussenvoegsel", "tussenvoegsels", "tussenv", "tv", "tussenv."),
            most=200,
        ),
        Column(
            "contact_last", "Contactpersoon: achternaam", known_as=("achternaam", "familienaam"), most=200
        ),
        Column(
            "contact_function",
            "Contactpersoon: functie",
            known_as=("functie", "contactpersoon functie", "functie contactpersoon"),
            most=200,
        ),
        Column(
            "contact_email",
            "Contactpersoon: e-mailadres",
            "e_mail",
            (
                "e mail",
                "email",
                "mail",
                "e mailadres",
                "mailadres",
                "emailadres",
                "contactpersoon e mail",
                "contactpersoon email",
                "contactpersoon e mailadres",
                "contactpersoon mail",
                "contact e mail",
                "contact email",
                "contactgegevens",
                "e mailadressen",
                "mailadressen",
                "e mails",
                "emails",
            ),
            most=254,
        ),
        Column("contact_level", "Contactpersoon: niveau", "choice", ("contactpersoon niveau",)),
        Column(
            "in_kind",
            "In natura",
            known_as=("natura", "bijdrage in natura", "inzet in natura", "in kind"),
            most=LONG,
        ),
        Column(
            "effort", "Inzet in woorden", known_as=("inzet", "uren", "capaciteit", "menskracht"), most=LONG
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Mapped:
    """A sheet, its table, and for each position the column name or ""."""

    sheet: Sheet
    table: Table
    columns: Sequence[str]


def column_of(table: Table, name: str) -> Column:
    """Also for columns of a year, of which there may be any number."""
    if name.startswith(MONEY_IN):
        return Column(name, f"Bijdrage {name.removeprefix(MONEY_IN)}", "euro")
    return table.column(name)


def year_of_header(text: str) -> int | None:
    """ "Bijdr. 2027 (o.v.)" and "2027": the year of the amounts below it."""
    found = YEAR.findall(text)
    if len(found) != 1 or not FIRST_YEAR <= int(found[0]) <= LAST_YEAR:
        return None
    rest = YEAR.sub("", text.casefold())
    return int(found[0]) if IS_MONEY.search(rest) or not compared(rest) else None


def years_in(columns: Iterable[str]) -> list[int]:
    return sorted(int(name.removeprefix(MONEY_IN)) for name in columns if name.startswith(MONEY_IN))


def split(mapped: Mapped, year: int) -> list[Mapped]:
    """Splits the list into partners, contacts and agreements. `year`: for contributions without a year."""
    rows = [_Row(number, cells, mapped.columns) for number, cells in mapped.sheet.rows]
    return [
        made
        for made in (_partners(mapped, rows), _contacts(mapped, rows), _commitments(mapped, rows, year))
        if made.table is PARTNERS or made.sheet.rows
    ]


class _Row:
    def __init__(self, number: int, cells: Sequence[str], columns: Sequence[str]) -> None:
        self.number = number
        self.said: Mapping[str, str] = {
            name: cell for name, cell in zip(columns, cells, strict=False) if name and cell
        }

    def get(self, name: str) -> str:
        return self.said.get(name, "")


def _made(
    mapped: Mapped, table: Table, columns: Sequence[str], rows: Sequence[tuple[int, tuple[str, ...]]]
) -> Mapped:
    header = tuple(table.column(name).header for name in columns)
    return Mapped(replace(mapped.sheet, header=header, rows=tuple(rows)), table, columns)


def _partners(mapped: Mapped, rows: Sequence[_Row]) -> Mapped:
    """A partner that is repeated with another contact is one partner; its first row counts."""
    names = [column.name for column in PARTNERS.columns if column.name in mapped.columns]
    if "signed" in mapped.columns:
        names = list(dict.fromkeys([*names, "stage", "joined_on", "note"]))
    seen: set[str] = set()
    found = []
    for row in rows:
        name = compared(row.get("organisation"))
        if name not in seen:
            found.append((row.number, tuple(_partner_cell(row, column) for column in names)))
        seen |= {name} - {""}
    return _made(mapped, PARTNERS, names, found)


def _partner_cell(row: _Row, name: str) -> str:
    """ "getekend: Q2 2026" gives no exact day, so it is kept as text."""
    own, signed = row.get(name), row.get("signed")
    if not signed or is_still_open(signed) or compared(signed) in ("nee", "nog niet"):
        return own
    is_day = any(sign.isdigit() for sign in signed) and rough_day(signed) is None
    if name == "stage":
        return own or SIGNED
    if name == "joined_on":
        return own or (signed if is_day else "")
    if name == "note" and not is_day and compared(signed) not in ("ja", "x", "v"):
        return "\n".join(filter(None, [own, f"Getekend: {signed}"]))
    return own


def _contacts(mapped: Mapped, rows: Sequence[_Row]) -> Mapped:
    columns = ["organisation", *PEOPLE.values()]
    found = []
    for row in rows:
        name, text = _person(row), row.get("contact_email")
        if not (name or text) or (is_still_open(name) and not text):
            continue
        for person, address in contacts_in(name, text):
            more = (row.get("contact_function"), address, row.get("contact_level"))
            found.append((row.number, (row.get("organisation"), person, *more)))
    return _made(mapped, CONTACTS, columns, found)


def _person(row: _Row) -> str:
    """A name in one cell, or in three; a first name beside "Naam" goes before it."""
    first, infix, last = map(row.get, NAME_PARTS)
    name = row.get("contact_name")
    if not first or name.startswith(f"{first} "):
        return name or " ".join(filter(None, [infix, last]))
    return " ".join(filter(None, [first, infix, last or name]))


def _commitments(mapped: Mapped, rows: Sequence[_Row], year: int) -> Mapped:
    years = years_in(mapped.columns)
    first, last = (years[0], years[-1]) if years else (year, year)
    found = []
    for row in rows:
        for one, text in _amounts(row, years):
            found.append((row.number, _cells(row, "geld", text, "", one, one)))
        for name, kind in (("in_kind", "natura"), ("effort", "inzet")):
            if row.get(name) and not is_still_open(row.get(name)):
                found.append((row.number, _cells(row, kind, "", row.get(name), first, last)))
    return _made(mapped, COMMITMENTS, COMMITMENT_COLUMNS, found)


def _amounts(row: _Row, years: Iterable[int]) -> Iterator[tuple[int, str]]:
    for year in years:
        text = row.get(f"{MONEY_IN}{year}")
        if text and not is_still_open(text) and not is_nothing(text):
            yield year, text


def _cells(row: _Row, kind: str, amount: str, words: str, first: int, last: int) -> tuple[str, ...]:
    return row.get("organisation"), kind, amount, words, str(first), str(last)
