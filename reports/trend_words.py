"""The words next to the lines over the years: what changed, since when, and why a change is not shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reports.trend import Line, Point, Step, Tie
from reports.web_report.words import dutch_number

Cell = dict[str, Any]
NO_SCORE = {"no_answers": "geen antwoorden", "few_changes": "te weinig gewijzigde antwoorden"}
NO_STEP = {
    "not_comparable": "niet vergelijkbaar",
    "no_baseline": "niet vergelijkbaar",
    "not_stored": "niet bewaard bij dit rapport",
    "few_changes": "te weinig gewijzigde antwoorden",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One round of an indicator, or one indicator of a round. `labelled`: cells with the head of their column."""

    name: str
    labelled: tuple[tuple[str, Cell], ...]


def year_table(line: Line, *, baseline: bool) -> dict[str, Any]:
    """Newest round first. `baseline`: whether there is a column for the change since the nulmeting."""
    rows = [
        Row(str(point.year), tuple(_cells(point, first=index == 0, baseline=baseline)))
        for index, point in reversed(list(enumerate(line.points)))
    ]
    return _table("Jaar", rows)


def follow_up_table(lines: Sequence[Line]) -> dict[str, Any]:
    """One row per indicator; the change is since the last ordinary round of the deal."""
    rows = [
        Row(
            f"{line.number}. {line.name}",
            (
                ("Score", _score(point)),
                ("n", _n(point)),
                ("Sinds de deal liep", _change(point, point.since_baseline, "geen eerdere ronde")),
            ),
        )
        for line in lines
        for point in line.points
    ]
    return _table("Indicator", rows)


def _table(name: str, rows: Sequence[Row]) -> dict[str, Any]:
    return {"head": [name, *(label for row in rows[:1] for label, _cell in row.labelled)], "rows": rows}


def has_baseline_column(lines: Sequence[Line]) -> bool:
    """Only if the nulmeting is not simply the previous round."""
    return any(
        point.since_baseline
        and (not point.since_previous or point.since_previous.year_before != point.since_baseline.year_before)
        for line in lines
        for point in line.points
    )


def _cells(point: Point, *, first: bool, baseline: bool) -> list[tuple[str, Cell]]:
    earlier_unread = first and point.since_baseline is not None  # a reader may see only a later round
    without = "" if earlier_unread else "eerste ronde" if first else "toen niet gevraagd"
    cells = [
        ("Score", _score(point)),
        ("n", _n(point)),
        ("Sinds vorige ronde", _change(point, point.since_previous, without)),
    ]
    if baseline:
        cells.append(("Sinds nulmeting", _change(point, point.since_baseline, "")))
    return cells


def _score(point: Point) -> Cell:
    if point.mean is not None:
        return _figure(dutch_number(str(point.mean)))
    if not point.asked:
        return _words("niet gevraagd")
    return _words(NO_SCORE.get(point.reason or "", f"minder dan {point.least} antwoorden"))


def _n(point: Point) -> Cell:
    return _words("") if point.n is None else _figure(str(point.n))


def _change(point: Point, step: Step | None, without: str) -> Cell:
    if not point.asked:
        return _words("")
    if step is None:
        return _words(without)
    if step.change is None:
        return _words(NO_STEP.get(step.reason or "", "te weinig antwoorden"))
    shared = f"; {step.shared} van {step.asked} stellingen gelijk" if step.tie == Tie.SOME else ""
    return _figure(
        dutch_number(step.change), f"t.o.v. {step.year_before}, n = {step.n_before} en {point.n}{shared}"
    )


def _figure(text: str, note: str = "") -> Cell:
    return {"text": text, "note": note, "words": False}


def _words(text: str) -> Cell:
    return {"text": text, "note": "", "words": True}
