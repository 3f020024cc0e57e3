"""The stored figures of a report: all that is known of a deal's answers, passed through the gate (`disclosure`)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from impacttool.disclosure import (
    Camps,
    PublishedAllDeals,
    PublishedChange,
    RoundStillOpen,
    Thresholds,
    publishable_all_deals,
    publishable_breakdown,
    publishable_camps,
    publishable_change,
    publishable_indicator,
    publishable_phases,
    publishable_remarks,
    publishable_voices,
    signed,
)
from impacttool.scoring import METHOD_VERSION, AllDealsScore, Change, IndicatorScore
from reports.web_report import highlights
from reports.web_report.figures import (
    BreakdownCell,
    DealName,
    IndicatorFigures,
    Remarks,
    Sentence,
    SharedStatements,
    WebFigures,
)

LEAST = Thresholds()
Row = TypeVar("Row", IndicatorScore, AllDealsScore, Change)


@dataclass(frozen=True, slots=True)
class Overlap:
    """What an indicator shares with one of an earlier round: its number then (None when it shares nothing or with
    several), the current codes of the statements both asked, and how many statements it had, now and then."""

    number: int | None
    shared: frozenset[str]
    asked: int
    asked_then: int

    @property
    def counted(self) -> SharedStatements:
        return SharedStatements(self.number, len(self.shared), self.asked, self.asked_then)


@dataclass(frozen=True, slots=True)
class Baseline:
    """An earlier round of the same deal under the current indicator numbers, with the thresholds of that round: the
    nulmeting, or the previous round."""

    year: int
    scores: Sequence[IndicatorScore]
    changes: Sequence[Change]
    thresholds: Thresholds = LEAST
    overlaps: Mapping[int, Overlap] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReportSource:
    """The input of a report, exact. `partner_types` counts responses by type, "" where it was not stored; types that
    were invited but did not answer count 0. `respondents`: number of sent responses. `held`: see
    `reissue.held_indicators`. `seed`: the report's input hash. `phases`: the scores of all deals again, by phase of the
    deals; `phase`: this deal's own, "" when unknown. `previous`: the previous round, unless that is the baseline.
    `years_after`: of a follow-up round, after the end of the deal; then nothing is said of other deals. `is_imported`:
    all answers were read from a file (docs/rules.md 5.17). `statement_counts` to `agreed`: input of `highlights`,
    before the gate; `reissued`: an earlier version exists."""

    round_year: int
    round_closed: bool
    deal_slug: str
    deal_name: str
    deal_kind: str
    respondents: int
    invited: int
    indicators: Sequence[tuple[int, str]]
    scores: Sequence[IndicatorScore]
    all_deals: Sequence[AllDealsScore]
    partner_types: Mapping[str, int]
    seed: str
    thresholds: Thresholds = LEAST
    baseline: Baseline | None = None
    previous: Baseline | None = None
    phase: str = ""
    phases: Mapping[str, Sequence[AllDealsScore]] = field(default_factory=dict)
    remarks: Mapping[int, Sequence[str]] = field(default_factory=dict)
    held: frozenset[int] = frozenset()
    statement_counts: Mapping[int, Mapping[str, Mapping[int, int]]] = field(default_factory=dict)
    type_scores: Mapping[int, Mapping[str, tuple[int, Fraction]]] = field(default_factory=dict)
    invited_types: Mapping[str, int] = field(default_factory=dict)
    agreed: highlights.Agreed | None = None
    reissued: bool = False
    years_after: int | None = None
    is_fictitious: bool = False
    is_imported: bool = False


def publish(source: ReportSource) -> WebFigures:
    """The stored figures of a report: the one source of page, PDF, sheet, slide and API.

    Raises RoundStillOpen.
    """
    if not source.round_closed:
        raise RoundStillOpen(source.round_year)
    limits = source.thresholds
    figures = WebFigures(
        method=METHOD_VERSION,
        round=source.round_year,
        baseline_year=source.baseline.year if source.baseline else None,
        previous_year=source.previous.year if source.previous else None,
        years_after=source.years_after,
        phase=source.phase if source.phases and not source.years_after else "",
        is_fictitious=source.is_fictitious,
        is_imported=source.is_imported,
        deal=DealName(source.deal_slug, source.deal_name, source.deal_kind),
        all_deals_label=f"Alle deals {source.round_year}",
        respondents=source.respondents if source.respondents >= limits.mean else None,
        invited=source.invited,
        thresholds=limits,
        indicators=tuple(_indicator_figures(source, number, name) for number, name in source.indicators),
        breakdown=_breakdown_figures(source),
        remarks=_remark_figures(source),
    )
    return replace(figures, standout=_standout(source, figures))


def _standout(source: ReportSource, figures: WebFigures) -> tuple[Sentence, ...]:
    """Camps and voices only in a first version: two versions differ by at least 5 responses, but perhaps by only one
    answer to a statement, or one person of a type."""
    first = not source.reissued
    camps: dict[int, list[tuple[str, Camps]]] = {}
    voices: dict[int, Decimal] = {}
    for score in source.scores if first else ():
        number = score.indicator
        for code, counts in sorted(source.statement_counts.get(number, {}).items()):
            shown = publishable_camps(counts, score.n, source.thresholds)
            if shown is not None:
                camps.setdefault(number, []).append((code, shown))
        voice = publishable_voices(
            source.type_scores.get(number, {}), source.partner_types, source.thresholds
        )
        if voice is not None:
            voices[number] = voice
    return highlights.sentences(
        figures, camps=camps, voices=voices, invited=source.invited_types, agreed=source.agreed
    )


def _indicator_figures(source: ReportSource, number: int, name: str) -> IndicatorFigures:
    score = _of(source.scores, number) or IndicatorScore(number, 0, None, None, None)
    held = number in source.held
    own = publishable_indicator(
        score, source.thresholds, respondents=source.respondents, invited=source.invited, held=held
    )
    everyone = _all_deals(source, number)
    change = _held_back(_change_of(source, source.baseline, score), held=held)
    previous = _previous_change(source, score)
    has_phase, same_phase = _same_phase(source, number)
    return IndicatorFigures(
        number=number,
        name=name,
        n=own.n,
        mean=_text(own.mean),
        minimum=own.minimum,
        maximum=own.maximum,
        all_deals_mean=_text(everyone.mean),
        all_deals_minimum=_text(everyone.minimum),
        all_deals_maximum=_text(everyone.maximum),
        same_phase_mean=_text(same_phase),
        baseline_mean=_text(change.baseline_mean),
        baseline_n=change.baseline_n,
        baseline_overlap=_overlap(source.baseline, number),
        change=_signed(change.change),
        previous_n=previous.baseline_n,
        previous_overlap=_overlap(source.previous, number),
        previous_change=_signed(previous.change),
        withheld={
            **own.withheld,
            **everyone.withheld,
            **change.withheld,
            **{f"previous_{name}": reason for name, reason in previous.withheld.items()},
            **({"same_phase": "few_deals"} if has_phase and same_phase is None else {}),
        },
    )


def _all_deals(source: ReportSource, number: int) -> PublishedAllDeals:
    """An ended deal is not compared with running deals (docs/rules.md 3.9)."""
    if source.years_after:
        return PublishedAllDeals(withheld=dict.fromkeys(("all_deals", "all_deals_range"), "not_compared"))
    return publishable_all_deals(_all_deals_of(source.all_deals, number), source.thresholds)


def _all_deals_of(scores: Sequence[AllDealsScore], number: int) -> AllDealsScore:
    return _of(scores, number) or AllDealsScore(number, 0, None, 0, 0, None, None, 0)


def _change_of(source: ReportSource, earlier: Baseline | None, score: IndicatorScore) -> PublishedChange:
    if earlier is None:
        return publishable_change(score, None, None, source.thresholds)
    limits = source.thresholds.stricter(earlier.thresholds)
    before, change = _of(earlier.scores, score.indicator), _of(earlier.changes, score.indicator)
    return publishable_change(score, before, change, limits)


def _held_back(change: PublishedChange, *, held: bool) -> PublishedChange:
    if not held:
        return change
    return PublishedChange(change.baseline_n, change.baseline_mean, withheld={"change": "few_changes"})


def _previous_change(source: ReportSource, score: IndicatorScore) -> PublishedChange:
    """The change since the previous round; left out beside a change since the baseline over other people."""
    if source.previous is None:
        return PublishedChange()
    change = _held_back(_change_of(source, source.previous, score), held=score.indicator in source.held)
    if change.change is not None and not _same_people(source, score):
        return PublishedChange(change.baseline_n, change.baseline_mean, withheld={"change": "few_answers"})
    return change


def _same_people(source: ReportSource, score: IndicatorScore) -> bool:
    """Whether both changes are over the same statements, or over everyone who answered. If not, the people who answered
    only the statements of one of them could be few, and the two changes together would reveal their answers."""
    if source.baseline is None or source.previous is None:
        return True
    number = score.indicator
    both = [_of(earlier.changes, number) for earlier in (source.baseline, source.previous)]
    if any(change is None or not change.comparable for change in both):
        return True
    shared = [earlier.overlaps.get(number) for earlier in (source.baseline, source.previous)]
    same = all(shared) and len({overlap.shared for overlap in shared if overlap}) == 1
    return same or all(change is not None and change.n == score.n for change in both)


def _overlap(earlier: Baseline | None, number: int) -> SharedStatements | None:
    overlap = earlier.overlaps.get(number) if earlier else None
    return overlap.counted if overlap else None


def _same_phase(source: ReportSource, number: int) -> tuple[bool, Decimal | None]:
    """Whether deals of the same phase are compared, and their mean if it may be shown."""
    if not source.phase or not source.phases or source.years_after:
        return False, None
    of_phases = {phase: _all_deals_of(scores, number) for phase, scores in source.phases.items()}
    shown = publishable_phases(of_phases, _all_deals_of(source.all_deals, number), source.thresholds)
    return True, shown.get(source.phase)


def _breakdown_figures(source: ReportSource) -> tuple[BreakdownCell, ...] | None:
    cells = publishable_breakdown(source.partner_types, source.respondents, source.thresholds)
    return None if cells is None else tuple(BreakdownCell(kind, n) for kind, n in cells)


def _remark_figures(source: ReportSource) -> tuple[Remarks, ...]:
    shown = []
    for number, _name in source.indicators:
        score = _of(source.scores, number)
        n = score.n if score and number not in source.held else 0
        texts = publishable_remarks(source.remarks.get(number, ()), n, source.thresholds, seed=source.seed)
        if texts:
            shown.append(Remarks(number, tuple(texts)))
    return tuple(shown)


def _of(items: Sequence[Row], number: int) -> Row | None:
    return next((item for item in items if item.indicator == number), None)


def _signed(change: Decimal | None) -> str | None:
    return None if change is None else signed(change)


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)
