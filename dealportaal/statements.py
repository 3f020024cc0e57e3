"""What the portal says about itself: who is responsible, how long data are kept, and how accessible its
pages are."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

MEASUREMENT_FILE = Path(__file__).with_name("accessibility.json")
# An older measurement says little about today's pages.
FRESH_FOR = timedelta(days=366)


@dataclass(frozen=True)
class Term:
    """How long one kind of personal data is kept, for the privacy page."""

    data: str
    until: str


@dataclass(frozen=True)
class Measurement:
    """One run of axe over the pages in a real browser (`make accessibility`)."""

    measured_on: date
    pages: int
    looks: int
    widths: tuple[int, ...]
    rules: tuple[str, ...]
    axe: str
    browser: str
    violations: tuple[str, ...]

    def is_fresh(self, *, day: date) -> bool:
        return day - self.measured_on <= FRESH_FOR


def read_terms(text: str) -> tuple[Term, ...]:
    """Parses the setting: "data: term", separated by semicolons. Raises ValueError for a part without a
    colon."""
    parts = [part.strip() for part in text.split(";") if part.strip()]
    pairs = [part.split(":", 1) for part in parts]
    if wrong := [parts[place] for place, pair in enumerate(pairs) if len(pair) != 2]:
        raise ValueError(wrong[0])
    return tuple(Term(data.strip(), until.strip()) for data, until in pairs)


def read_measurement(path: Path = MEASUREMENT_FILE) -> Measurement | None:
    """The last measurement; None before the first."""
    if not path.exists():
        return None
    stored = json.loads(path.read_text())
    lists = {name: tuple(stored.pop(name)) for name in ("widths", "rules", "violations")}
    return Measurement(measured_on=date.fromisoformat(stored.pop("measured_on")), **stored, **lists)
