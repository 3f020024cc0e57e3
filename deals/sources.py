"""How the data files write sources and dates, turned into what a page shows."""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
IN_WORDS = re.compile(
    rf"(ondertekend|bijtekenmoment|sinds|gestart) (?:(\d{{1,2}}) )?(?:({'|'.join(MONTHS)}) )?(\d{{4}})"
)
FIRST_URL = re.compile(r"https?://\S+")
PUBLICATION = re.compile(r"\b\d{4}-\d+\b")
NAMED_CITIES = re.compile(r"\((?:onder meer )([^)]*)\)")
ASIDE = re.compile(r"\([^)]*\)")


@dataclass(frozen=True)
class RoughDate:
    """A date as precisely as the source gives it; `on` is its first day."""

    on: date
    precision: str

    @property
    def last_day(self) -> date:
        if self.precision == "dag":
            return self.on
        month = 12 if self.precision == "jaar" else self.on.month
        return date(self.on.year, month, monthrange(self.on.year, month)[1])

    @property
    def vagueness(self) -> int:
        """0 for a day, 1 for a month, 2 for a year."""
        return ("dag", "maand", "jaar").index(self.precision)


def rough_date(text: str) -> RoughDate:
    """ "2025", "2025-06" or "2025-06-14"."""
    year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
    return RoughDate(date(year, month, day), ("jaar", "maand", "dag")[text.count("-")])


def dates_in_words(text: str) -> dict[str, RoughDate]:
    """ "ondertekend 5 februari 2018; sinds maart 2017" as {"ondertekend": ..., "sinds": ...}."""
    found = {}
    for word, day, month, year in IN_WORDS.findall(text):
        parts = [year] + ([f"{MONTHS.index(month) + 1:02}"] if month else []) + ([day] if day else [])
        found[word] = rough_date("-".join(parts))
    return found


def first_url(text: str) -> str:
    found = FIRST_URL.search(text)
    return found.group() if found else ""


def publication_numbers(text: str) -> list[str]:
    return PUBLICATION.findall(text)


def names_listed(text: str) -> list[str]:
    """The names in "A, B; provincie C (23 gemeenten)": what stands between brackets is left out, except examples."""
    plain = ASIDE.sub("", NAMED_CITIES.sub(r", \1", text))
    return [name.strip() for name in re.split(r"[,;]", plain) if name.strip()]


@dataclass(frozen=True)
class SourceTitles:
    """Titles of the source documents by number, such as {"001": "Agenda Stad, nieuwsberichten voorjaar 2025"}."""

    titles: Mapping[str, str]

    def title(self, reference: str) -> str:
        """ "001_4b13.txt r.160" as "Agenda Stad, nieuwsberichten voorjaar 2025, r. 160"."""
        return self.in_text(re.sub(r"\b(\d{3})_\w+\.txt", r"\1", reference))

    def in_text(self, text: str) -> str:
        """A text in which a source is mentioned as "001 r.61-63", with its title instead."""
        return re.sub(r"\b(\d{3}) r\.(\d+(?:-\d+)?)", self._named, text)

    def _named(self, match: re.Match[str]) -> str:
        return f"{self.titles[match[1]]}, r. {match[2]}"

    def of(self, entry: Mapping[str, str]) -> dict[str, str]:
        """The fields `source` and `source_url` of a row made from this entry."""
        return {"source": self.title(entry.get("bron", "")), "source_url": entry.get("url", "")}
