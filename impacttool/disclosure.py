"""The one gate (docs/rules.md 5): every figure that leaves the portal has passed `publish`, rounded.

An exact score goes in; what comes out is text that may be shown, or None with the reason it is withheld.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

from impacttool.scoring import METHOD_VERSION, AllDealsScore, AnswerRow, Change, IndicatorScore, rounded

OTHER = "overig"
Figures = dict[str, Any]
Row = TypeVar("Row", IndicatorScore, AllDealsScore, Change)


class RoundStillOpen(Exception):
    """Nothing is computed or shown before a round has closed (rule 5.5)."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The least number of respondents (`deals`: of deals) before a figure is shown. They can only go up."""

    mean: int = 5
    range: int = 10
    breakdown: int = 5
    deals: int = 3

    def __post_init__(self) -> None:
        if self.mean < 5 or self.range < 10 or self.breakdown < 5 or self.deals < 3:
            raise ValueError("thresholds can only go up from mean 5, range 10, breakdown 5, deals 3")

    def stricter(self, other: "Thresholds") -> "Thresholds":
        return Thresholds(
            mean=max(self.mean, other.mean),
            range=max(self.range, other.range),
            breakdown=max(self.breakdown, other.breakdown),
            deals=max(self.deals, other.deals),
        )

    def as_dict(self) -> dict[str, int]:
        return {"mean": self.mean, "range": self.range, "breakdown": self.breakdown, "deals": self.deals}


@dataclass(frozen=True, slots=True)
class PublishedIndicator:
    n: int | None = None
    mean: Decimal | None = None
    minimum: int | None = None
    maximum: int | None = None
    withheld: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PublishedAllDeals:
    mean: Decimal | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    withheld: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PublishedChange:
    """`baseline_n` and `baseline_mean` stand or fall together."""

    baseline_n: int | None = None
    baseline_mean: Decimal | None = None
    change: Decimal | None = None
    withheld: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Baseline:
    """The earlier round of the same deal, with the thresholds it was held under."""

    year: int
    scores: Sequence[IndicatorScore]
    changes: Sequence[Change]
    thresholds: Thresholds = Thresholds()


@dataclass(frozen=True, slots=True)
class ReportSource:
    """All that a report is made of, exact. `partner_types` counts responses by type, "" where it was not kept;
    list the types that were invited but did not answer with 0. `respondents` counts the responses sent in.
    `held`: see `held_indicators`. `seed` is the report's input hash."""

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
    thresholds: Thresholds = Thresholds()
    baseline: Baseline | None = None
    remarks: Mapping[int, Sequence[str]] = field(default_factory=dict)
    held: frozenset[int] = frozenset()
    is_fictitious: bool = False


def publish(source: ReportSource) -> Figures:
    """The stored figures of a report: the one format that page, PDF, sheet, slide and API are drawn from.

    Raises RoundStillOpen."""
    if not source.round_closed:
        raise RoundStillOpen(source.round_year)
    limits = source.thresholds
    return {
        "method": METHOD_VERSION,
        "round": source.round_year,
        "baseline_year": source.baseline.year if source.baseline else None,
        "is_fictitious": source.is_fictitious,
        "deal": {"slug": source.deal_slug, "name": source.deal_name, "kind": source.deal_kind},
        "all_deals_label": f"Alle deals {source.round_year}",
        "respondents": source.respondents if source.respondents >= limits.mean else None,
        "invited": source.invited,
        "thresholds": limits.as_dict(),
        "indicators": [_indicator_figures(source, number, name) for number, name in source.indicators],
        "breakdown": _breakdown_figures(source),
        "remarks": _remark_figures(source),
    }


def publishable_indicator(
    score: IndicatorScore, thresholds: Thresholds, *, respondents: int, held: bool = False
) -> PublishedIndicator:
    """Mean and n from 5, range from 10 respondents for this indicator (rules 5.1, 5.2).

    "no_answers" is said only of nobody, or of a group that is large enough: of 1 to 4 respondents it would tell
    that each of them chose "niet van toepassing".
    """
    if held:
        return PublishedIndicator(withheld={"mean": "few_changes", "range": "few_changes"})
    if score.n < thresholds.mean or score.mean is None:
        nobody = score.n == 0 and (respondents == 0 or respondents >= thresholds.mean)
        reason = "no_answers" if nobody else "few_answers"
        return PublishedIndicator(withheld={"mean": reason, "range": reason})
    mean = rounded(score.mean)
    if score.n < thresholds.range:
        return PublishedIndicator(n=score.n, mean=mean, withheld={"range": "few_answers"})
    return PublishedIndicator(n=score.n, mean=mean, minimum=score.minimum, maximum=score.maximum)


def publishable_all_deals(score: AllDealsScore, thresholds: Thresholds) -> PublishedAllDeals:
    """At least 3 deals, each of which may show this figure itself (rule 5.4; for the range: from 10)."""
    withheld: dict[str, str] = {}
    mean = minimum = maximum = None
    if score.mean is not None and score.deals >= thresholds.deals and score.smallest_n >= thresholds.mean:
        mean = rounded(score.mean)
    else:
        withheld["all_deals"] = "few_deals"
    wide = score.range_deals >= thresholds.deals and score.range_smallest_n >= thresholds.range
    if mean is not None and wide and score.minimum_mean is not None and score.maximum_mean is not None:
        minimum, maximum = rounded(score.minimum_mean), rounded(score.maximum_mean)
    else:
        withheld["all_deals_range"] = "few_deals"
    return PublishedAllDeals(mean, minimum, maximum, withheld)


def publishable_change(
    now: IndicatorScore, before: IndicatorScore | None, change: Change | None, thresholds: Thresholds
) -> PublishedChange:
    """Both years pass the gate on the statements they share. Where a year also asked other statements, the group
    that answered only those is empty or large enough, else the two means together would give it away."""
    if before is None or change is None:
        return PublishedChange(withheld={"change": "no_baseline"})
    if not change.comparable:
        return PublishedChange(withheld={"change": "not_comparable"})
    shown = before.n >= thresholds.mean and before.mean is not None
    baseline_n = before.n if shown else None
    baseline_mean = rounded(before.mean) if shown and before.mean is not None else None
    safe = all(
        shared >= thresholds.mean and _empty_or_large(full - shared, thresholds.mean)
        for full, shared in ((now.n, change.n), (before.n, change.n_before))
    )
    if not safe or change.difference is None:
        return PublishedChange(baseline_n, baseline_mean, withheld={"change": "few_answers"})
    return PublishedChange(baseline_n, baseline_mean, rounded(change.difference))


def publishable_breakdown(
    counts: Mapping[str, int], total: int, thresholds: Thresholds
) -> tuple[tuple[str, int], ...] | None:
    """Responses by partner type: every cell at least 5 and the remainder 0 or at least 5, else the smallest cell is
    merged into "overig", else nothing (rule 5.3). Alphabetical, "overig" last."""
    if sum(counts.values()) > total:
        return None
    named = {kind: count for kind, count in counts.items() if kind not in ("", OTHER)}
    shown = {kind: count for kind, count in named.items() if count >= thresholds.breakdown}
    rest = total - sum(shown.values())
    if not _empty_or_large(rest, thresholds.breakdown) and shown:
        smallest = min(shown, key=lambda kind: (shown[kind], kind))
        rest += shown.pop(smallest)
    if not shown:
        return None
    unnamed = total - sum(named.values())
    if (
        rest
        and not unnamed
        and _solvable(rest, len(named) - len(shown), min(shown.values()), thresholds.breakdown)
    ):
        return None
    cells = sorted(shown.items())
    return (*cells, (OTHER, rest)) if rest else tuple(cells)


def publishable_remarks(
    texts: Iterable[str], n: int, thresholds: Thresholds, *, seed: str
) -> tuple[str, ...]:
    """From 10 respondents, in an order that depends on nothing but the text and the seed (rule 5.2)."""
    if n < max(thresholds.range, thresholds.mean):
        return ()
    return tuple(sorted(texts, key=lambda text: hashlib.sha256(f"{seed}\n{text}".encode()).digest()))


def may_reissue(issued: Iterable[frozenset[str]], current: frozenset[str], minimum: int = 5) -> bool:
    """Whether a report may be made from these responses (rule 5.5). `issued`: the fingerprints of *every* earlier
    version, not of the last alone: two steps of five can end one person away from where they began."""
    return all(_responses_changed(earlier, current) >= minimum for earlier in issued)


def fingerprints(rows: Iterable[AnswerRow]) -> tuple[frozenset[str], dict[int, frozenset[str]]]:
    """What `may_reissue` and `held_indicators` compare: one fingerprint a response, and one a response and
    indicator, over the scores given. They carry the response's random key, so equal answers stay apart."""
    whole: dict[str, list[str]] = defaultdict(list)
    parts: dict[tuple[int, str], list[str]] = defaultdict(list)
    for row in rows:
        if row.score is not None:
            whole[row.respondent].append(f"{row.statement}={row.score}")
            parts[row.indicator, row.respondent].append(f"{row.statement}={row.score}")
    per_indicator: dict[int, set[str]] = defaultdict(set)
    for (indicator, respondent), given in parts.items():
        per_indicator[indicator].add(_fingerprint(respondent, given))
    responses = frozenset(_fingerprint(respondent, given) for respondent, given in whole.items())
    return responses, {indicator: frozenset(prints) for indicator, prints in per_indicator.items()}


def held_indicators(
    issued: Sequence[Mapping[int, frozenset[str]]], current: Mapping[int, frozenset[str]], minimum: int = 5
) -> frozenset[int]:
    """The indicators that a new version must withhold: fewer than 5 of their scores changed since a version that
    showed them, though 5 responses changed as a whole. `issued`: per version its fingerprints per indicator,
    without the indicators that version held."""
    return frozenset(
        indicator
        for indicator, prints in current.items()
        for version in issued
        if indicator in version and 0 < _responses_changed(version[indicator], prints) < minimum
    )


def signed(value: Decimal) -> str:
    """ "+0.4", "0.0" or "-0.1" """
    return f"{value:+.1f}" if value else "0.0"


def _fingerprint(respondent: str, given: list[str]) -> str:
    return hashlib.sha256("|".join([respondent, *sorted(given)]).encode()).hexdigest()


def _responses_changed(before: frozenset[str], after: frozenset[str]) -> int:
    """A response that was altered is one out and one in, and counts once."""
    return max(len(before - after), len(after - before))


def _empty_or_large(count: int, threshold: int) -> bool:
    return count == 0 or count >= threshold


def _solvable(rest: int, hidden: int, smallest_shown: int, threshold: int) -> bool:
    """Whether someone who knows this module and the types behind "overig" could solve a count below the threshold.

    If the hidden types could all be small and still not all be at their highest, many counts fit. Else one of
    them must have been merged: then a size for it must fit below the smallest cell that is shown, so that any of
    them can be the one.
    """
    highest = threshold - 1
    if hidden == 0 or rest < hidden * highest:
        return False
    return max(threshold, rest - highest) > min(rest - 1, smallest_shown - 1)


def _indicator_figures(source: ReportSource, number: int, name: str) -> Figures:
    score = _of(source.scores, number) or IndicatorScore(number, 0, None, None, None)
    held = number in source.held
    own = publishable_indicator(score, source.thresholds, respondents=source.respondents, held=held)
    everyone = _all_deals_of(source, number)
    change = _change_of(source, score)
    if held:
        change = PublishedChange(change.baseline_n, change.baseline_mean, withheld={"change": "few_changes"})
    return {
        "number": number,
        "name": name,
        "n": own.n,
        "mean": _text(own.mean),
        "minimum": own.minimum,
        "maximum": own.maximum,
        "all_deals_mean": _text(everyone.mean),
        "all_deals_minimum": _text(everyone.minimum),
        "all_deals_maximum": _text(everyone.maximum),
        "baseline_mean": _text(change.baseline_mean),
        "baseline_n": change.baseline_n,
        "change": None if change.change is None else signed(change.change),
        "withheld": {**own.withheld, **everyone.withheld, **change.withheld},
    }


def _all_deals_of(source: ReportSource, number: int) -> PublishedAllDeals:
    score = _of(source.all_deals, number) or AllDealsScore(number, 0, None, 0, 0, None, None, 0)
    return publishable_all_deals(score, source.thresholds)


def _change_of(source: ReportSource, score: IndicatorScore) -> PublishedChange:
    baseline = source.baseline
    if baseline is None:
        return publishable_change(score, None, None, source.thresholds)
    limits = source.thresholds.stricter(baseline.thresholds)
    before, change = _of(baseline.scores, score.indicator), _of(baseline.changes, score.indicator)
    return publishable_change(score, before, change, limits)


def _breakdown_figures(source: ReportSource) -> list[Figures] | None:
    cells = publishable_breakdown(source.partner_types, source.respondents, source.thresholds)
    return None if cells is None else [{"partner_type": kind, "n": n} for kind, n in cells]


def _remark_figures(source: ReportSource) -> list[Figures]:
    shown = []
    for number, _name in source.indicators:
        score = _of(source.scores, number)
        n = score.n if score and number not in source.held else 0
        texts = publishable_remarks(source.remarks.get(number, ()), n, source.thresholds, seed=source.seed)
        if texts:
            shown.append({"number": number, "texts": list(texts)})
    return shown


def _of(items: Sequence[Row], number: int) -> Row | None:
    return next((item for item in items if item.indicator == number), None)


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)
