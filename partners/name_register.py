"""Turns a line of the register of public bodies into the name by which people know it."""

import csv
import unicodedata
from functools import cache
from pathlib import Path

OWN_NAMES = ("Hoogheemraadschap", "Waterschap", "Wetterskip")
PREFIXES = {
    "ministerie": "Ministerie van",
    "gemeente": "Gemeente",
    "provincie": "Provincie",
    "waterschap": "Waterschap",
}
DATA = Path(__file__).parent / "data"
NAMES_FILE = DATA / "former_names.csv"
NOT_LETTERS = str.maketrans({"-": " ", "_": " ", "'": "", "’": "", "‘": "", "`": ""})


def full_name(kind: str, name: str) -> str:
    """ "Ministerie van Financiën", "Gemeente 's-Hertogenbosch", "Waterschap De Dommel", "Wetterskip Fryslân"."""
    if kind == "waterschap" and name.startswith(OWN_NAMES):
        return name
    return f"{PREFIXES[kind]} {name}"


def fold(text: str) -> str:
    """Small letters without accents, hyphens and quotes: "Súdwest-Fryslân" is found by "sudwest fryslan"."""
    parts = unicodedata.normalize("NFKD", text.translate(NOT_LETTERS))
    return "".join(part for part in parts if not unicodedata.combining(part)).casefold()


@cache
def names_in_file(column: str) -> dict[str, str]:
    """{TOOI code: names} of data/former_names.csv: `vroegere_namen`, or `ook_genoemd` (names in use beside the official one)."""
    with NAMES_FILE.open(encoding="utf-8", newline="") as file:
        return {row["tooi_code"]: row[column] for row in csv.DictReader(file) if row[column]}


@cache
def rows_of(file: str) -> tuple[dict[str, str], ...]:
    """The lines of a file of partners/data."""
    with (DATA / file).open(encoding="utf-8", newline="") as opened:
        return tuple(csv.DictReader(opened))


@cache
def _well_known() -> dict[str, str]:
    """{name as compared: abbreviation and other names} of bodies outside the register, as VNG and HvA."""
    rows = rows_of("well_known.csv")
    return {
        fold(row["naam"]): "; ".join(filter(None, (row["afkorting"], row["ook_genoemd"]))) for row in rows
    }


def also_called(tooi_uri: str | None, name: str = "") -> str:
    """Other names of this body: "Den Bosch" for 's-Hertogenbosch, "HvA" for its full name."""
    in_register = names_in_file("ook_genoemd").get((tooi_uri or "").rpartition("/")[2], "")
    return in_register or _well_known().get(fold(name), "")


@cache
def _split() -> dict[str, tuple[str, ...]]:
    rows = (row for row in rows_of("merged_municipalities.csv") if ";" in row["opvolger_tooi"])
    return {fold(full_name("gemeente", row["naam"])): tuple(row["opvolger_tooi"].split(";")) for row in rows}


def split_into(name: str) -> tuple[str, ...]:
    """TOOI codes of the municipalities over which this one was split, the one with most of it first."""
    return _split().get(fold(name), ())


@cache
def _memberships() -> dict[tuple[str, str], dict[str, str]]:
    return {(row["cbs_code"], row["netwerk"]): row for row in rows_of("networks.csv")}


def membership(cbs_code: str, network: str) -> dict[str, str]:
    """Where it was read that this municipality is in the network: `bron`, `adres`, `stand` and `opmerking`; else empty."""
    return _memberships().get((cbs_code, network), {})
