"""The stored figures of a spider-web report: gated, rounded, and the only source of all its outputs.

A mean or a change is the text that is shown, with one decimal. None is withheld by the gate or does not exist.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar

from impacttool.audience import REASON, Audience, Comparison, Contributions, compared
from impacttool.disclosure import Thresholds


@dataclass(frozen=True, slots=True)
class DealName:
    slug: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Questionnaire:
    name: str
    source: str


@dataclass(frozen=True, slots=True)
class SharedStatements:
    """What an indicator shares with one of an earlier round: its number then (None when it shares nothing or with
    several), how many statements both asked, and how many it had, now and then."""

    number: int | None
    shared: int
    asked: int
    asked_then: int


@dataclass(frozen=True, slots=True)
class IndicatorFigures:
    """One axis of the web. `withheld`: the reason that a figure is not shown, by column."""

    number: int
    name: str
    n: int | None = None
    mean: str | None = None
    minimum: int | None = None
    maximum: int | None = None
    all_deals_mean: str | None = None
    all_deals_minimum: str | None = None
    all_deals_maximum: str | None = None
    same_phase_mean: str | None = None
    baseline_mean: str | None = None
    baseline_n: int | None = None
    baseline_overlap: SharedStatements | None = None
    change: str | None = None
    previous_n: int | None = None
    previous_overlap: SharedStatements | None = None
    previous_change: str | None = None
    withheld: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BreakdownCell:
    partner_type: str
    n: int


@dataclass(frozen=True, slots=True)
class Remarks:
    """What respondents wrote at one indicator, in an order that reveals nothing."""

    number: int
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A highlight; `team`: only for the deal's team and Agenda Stad."""

    kind: str
    text: str
    team: bool = False


@dataclass(frozen=True, slots=True)
class WebFigures:
    """`respondents` None: too few to say. `years_after`: of a follow-up round, how long after the end of the deal.
    `phase` "": no comparison with deals in the same phase. `is_imported`: all answers were read from a file."""

    SCHEMA: ClassVar[int] = 1

    method: str
    round: int
    is_fictitious: bool
    deal: DealName
    all_deals_label: str
    respondents: int | None
    invited: int
    thresholds: Thresholds
    indicators: tuple[IndicatorFigures, ...]
    breakdown: tuple[BreakdownCell, ...] | None = None
    remarks: tuple[Remarks, ...] = ()
    standout: tuple[Sentence, ...] = ()
    instrument: Questionnaire | None = None
    baseline_year: int | None = None
    previous_year: int | None = None
    years_after: int | None = None
    phase: str = ""
    is_imported: bool = False


def for_other_reports(figures: WebFigures) -> WebFigures:
    """The part of a report that may be used in another, with other readers: without the breakdown and the highlights,
    which not all of them may see, and without the remarks of respondents."""
    return replace(figures, breakdown=None, remarks=(), standout=())


def for_audience(
    figures: WebFigures, contributions: Contributions | None, audience: Audience | None
) -> WebFigures:
    """Stored figures of a report, reduced to what these readers may see; the same object when nothing is removed.

    `audience` None: readers of all reports.
    """
    if audience is None or contributions is None:
        return figures
    rows = tuple(
        _seen(row, compared(contributions, row.number, audience), figures.phase) for row in figures.indicators
    )
    if all(new is old for new, old in zip(rows, figures.indicators, strict=True)):
        return figures
    return replace(figures, indicators=rows)


def _seen(row: IndicatorFigures, comparison: Comparison, phase: str) -> IndicatorFigures:
    has_range = comparison.mean and comparison.range
    cut = replace(
        row,
        all_deals_mean=row.all_deals_mean if comparison.mean else None,
        all_deals_minimum=row.all_deals_minimum if has_range else None,
        all_deals_maximum=row.all_deals_maximum if has_range else None,
        same_phase_mean=row.same_phase_mean if phase in comparison.phases else None,
    )
    before, after = _over_deals(row), _over_deals(cut)
    gone = [column for column in before if before[column] != after[column]]
    return replace(cut, withheld={**row.withheld, **dict.fromkeys(gone, REASON)}) if gone else row


def _over_deals(row: IndicatorFigures) -> dict[str, tuple[str | None, ...]]:
    """The figures over several deals, by column."""
    return {
        "all_deals": (row.all_deals_mean,),
        "all_deals_range": (row.all_deals_minimum, row.all_deals_maximum),
        "same_phase": (row.same_phase_mean,),
    }
