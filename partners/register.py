"""How a line of the register of public bodies becomes the name by which people know it."""

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
NAMES_FILE = Path(__file__).parent / "data" / "former_names.csv"
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


def one_newline(text: str) -> str:
    """A browser sends \\r\\n, a spreadsheet program \\n: the same text."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


@cache
def names_in_file(column: str) -> dict[str, str]:
    """{TOOI code: names} of data/former_names.csv: `vroegere_namen`, or `ook_genoemd` (names in use beside the official one)."""
    with NAMES_FILE.open(encoding="utf-8", newline="") as file:
        return {row["tooi_code"]: row[column] for row in csv.DictReader(file) if row[column]}


def also_called(tooi_uri: str | None) -> str:
    """Other names by which people know this body: "Den Bosch" for 's-Hertogenbosch."""
    return names_in_file("ook_genoemd").get((tooi_uri or "").rpartition("/")[2], "")
