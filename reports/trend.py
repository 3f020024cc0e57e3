"""A deal over the years, from the stored figures of its reports, so only what passed the gate.

A line connects two rounds only where the statements are the same (docs/rules.md 2.1). The change is the one stored when
the later report was made, over the statements both asked; never the difference of the two means shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from foundation.sort_key import sort_key
from reports.programme_report.content import AllDealsIndicator, AllDealsYear
from reports.web_report.figures import IndicatorFigures, SharedStatements, WebFigures

Year = WebFigures | AllDealsYear
Indicator = IndicatorFigures | AllDealsIndicator


class Tie(Enum):
    """What two consecutive rounds share of an indicator. UNKNOWN: the later report does not say."""

    ALL = "all"
    SOME = "some"
    NONE = "none"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Step:
    """The step from an earlier round to this one. `change`: as stored; `reason`: why there is none."""

    year_before: int
    tie: Tie
    change: str | None = None
    n_before: int | None = None
    reason: str | None = None
    shared: int = 0
    asked: int = 0


@dataclass(frozen=True, slots=True)
class Point:
    """One indicator in one round. `asked` is False if the round did not ask it; a mean takes at least `least`
    answers."""

    year: int
    number: int | None = None
    mean: Decimal | None = None
    n: int | None = None
    reason: str | None = None
    least: int = 5
    reference: Decimal | None = None
    since_previous: Step | None = None
    since_baseline: Step | None = None

    @property
    def asked(self) -> bool:
        return self.number is not None


@dataclass(slots=True)
class Line:
    """An indicator under its newest name; one point per round, oldest first."""

    name: str
    points: list[Point] = field(default_factory=list)

    @property
    def number(self) -> int:
        """Its number in the newest round that asked it."""
        return next(point.number for point in reversed(self.points) if point.number is not None)


def lines(reports: Sequence[Year]) -> list[Line]:
    """`reports`: the stored figures of one deal, oldest first, one per round. The indicators of the newest round come
    first, in their order; then those no longer asked."""
    found: list[Line] = []
    before: Year | None = None
    for figures in reports:
        year = figures.round
        rows = {row.number: row for row in figures.indicators}
        places = _places(found, rows, figures, before)
        for line in found:
            row = rows.get(places.get(id(line), 0))
            line.points.append(_point(year, row, figures, before, line) if row else Point(year))
            line.name = row.name if row else line.name
        taken = set(places.values())
        earlier = [Point(done.round) for done in reports if done.round < year]
        for number in sorted(rows.keys() - taken):
            line = Line(rows[number].name, list(earlier))
            line.points.append(_point(year, rows[number], figures, before, line))
            found.append(line)
        before = figures
    return sorted(found, key=lambda line: (not line.points[-1].asked, line.number, sort_key(line.name)))


def follow_up(figures: WebFigures) -> list[Line]:
    """A follow-up round by itself: one point per indicator, with the change since the last ordinary round."""
    found = []
    for row in figures.indicators:
        line = Line(row.name)
        line.points.append(_point(figures.round, row, figures, None, line))
        found.append(line)
    return found


def _places(
    found: Sequence[Line], rows: Mapping[int, Indicator], figures: Year, before: Year | None
) -> dict[int, int]:
    """{id of a line: its number in this round}: matched by the statements both asked, else by name."""
    places: dict[int, int] = {}
    if before is None:
        return places
    for number, row in rows.items():
        overlap = _overlap(row, figures, before.round)
        line = overlap and _line_at(found, overlap.number)
        if line:
            places.setdefault(id(line), number)
    for number, row in rows.items():
        named = [line for line in found if _same_name(line.name, row.name) and id(line) not in places]
        if named and number not in places.values():
            places[id(named[0])] = number
    return places


def _line_at(found: Sequence[Line], number: int | None) -> Line | None:
    """The line that had this number in the previous round."""
    if number is None:
        return None
    return next((line for line in found if line.points and line.points[-1].number == number), None)


def _same_name(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _point(year: int, row: Indicator, figures: Year, before: Year | None, line: Line) -> Point:
    previous = before.round if before else None
    last = line.points[-1] if line.points else None
    baseline = figures.baseline_year
    return Point(
        year=year,
        number=row.number,
        mean=_decimal(row.mean),
        n=row.n,
        reason=row.withheld.get("mean"),
        least=figures.thresholds.mean,
        reference=_decimal(row.all_deals_mean),
        since_previous=_step(row, figures, previous) if previous and last and last.asked else None,
        since_baseline=_step(row, figures, baseline) if baseline else None,
    )


def _step(row: Indicator, figures: Year, year: int) -> Step:
    """The stored change since that year."""
    part = _part(figures, year)
    if part is None:
        return Step(year, Tie.UNKNOWN, reason="not_stored")
    change, n, reason = (
        (row.change, row.baseline_n, row.withheld.get("change"))
        if part == "baseline"
        else (row.previous_change, row.previous_n, row.withheld.get("previous_change"))
    )
    overlap = row.baseline_overlap if part == "baseline" else row.previous_overlap
    if overlap is None:
        tie = Tie.NONE if reason == "not_comparable" else Tie.UNKNOWN if change is None else Tie.ALL
        return Step(year, tie, change, n if change else None, reason)
    shared, asked = overlap.shared, max(overlap.asked, overlap.asked_then)
    whole = shared == overlap.asked == overlap.asked_then
    tie = Tie.ALL if whole else Tie.SOME if shared and reason != "not_comparable" else Tie.NONE
    return Step(year, tie, change, n if change else None, reason, shared, asked)


def _part(figures: Year, year: int) -> str | None:
    if figures.baseline_year == year:
        return "baseline"
    return "previous" if figures.previous_year == year else None


def _overlap(row: Indicator, figures: Year, year: int) -> SharedStatements | None:
    part = _part(figures, year)
    if part is None:
        return None
    return row.baseline_overlap if part == "baseline" else row.previous_overlap


def _decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)
