"""Turns answers into scores (docs/rules.md 3). Everything is exact; only `rounded` rounds."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, NamedTuple

METHOD_VERSION = "1"
LOWEST_SCORE, HIGHEST_SCORE = 1, 5


class AnswerRow(NamedTuple):
    """One answer. `score` None is "weet ik niet / niet van toepassing": it is left out everywhere, and is
    never 0."""

    respondent: str
    partner_type: str
    indicator: int
    statement: str
    score: int | None


@dataclass(frozen=True, slots=True)
class IndicatorScore:
    """A deal's exact score. `n` is the number of respondents with a score for this indicator."""

    indicator: int
    n: int
    mean: Fraction | None
    minimum: int | None
    maximum: int | None


@dataclass(frozen=True, slots=True)
class AllDealsScore:
    """Every deal counts once. `smallest_n` lets the gate see for itself that no small deal is inside."""

    indicator: int
    deals: int
    mean: Fraction | None
    smallest_n: int
    range_deals: int
    minimum_mean: Fraction | None
    maximum_mean: Fraction | None
    range_smallest_n: int


@dataclass(frozen=True, slots=True)
class RoundScores:
    """What every report of a round is compared with, as kept with a run. `phases`: the same by phase of the deals."""

    SCHEMA: ClassVar[int] = 1

    all_deals: tuple[AllDealsScore, ...]
    phases: Mapping[str, tuple[AllDealsScore, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """This round minus an earlier one, on the statements both asked; None when either has no answer."""

    indicator: int
    difference: Fraction | None
    n: int
    n_before: int
    comparable: bool


def respondent_scores(rows: Iterable[AnswerRow]) -> dict[int, dict[str, Fraction]]:
    """Step 1 [003:1828]: indicator -> respondent -> mean of the statements that respondent answered."""
    return {
        indicator: {respondent: Fraction(total, count) for respondent, (total, count) in tallies.items()}
        for indicator, tallies in _tallies(rows)[0].items()
    }


def deal_scores(rows: Iterable[AnswerRow], indicators: Sequence[int]) -> tuple[IndicatorScore, ...]:
    """Step 2 [003:1830] and the range [003:52, 1835]: one entry for each indicator, n = 0 where nobody answered.

    A respondent counts once, however many statements that respondent answered: answers are not pooled.
    """
    tallies, extremes = _tallies(rows)
    return tuple(
        _indicator_score(indicator, tallies.get(indicator, {}), extremes.get(indicator))
        for indicator in indicators
    )


def all_deals_scores(
    per_deal: Iterable[Sequence[IndicatorScore]],
    indicators: Sequence[int],
    *,
    mean_threshold: int,
    range_threshold: int,
) -> tuple[AllDealsScore, ...]:
    """The mean of the deals' means, and of their lowest and highest answers [003:51, 1838].

    Only deals that may show their own mean (or range) take part, so that it can never be used to solve theirs.
    """
    by_indicator: dict[int, list[IndicatorScore]] = defaultdict(list)
    for scores in per_deal:
        for score in scores:
            if score.n >= mean_threshold:
                by_indicator[score.indicator].append(score)
    wide = max(mean_threshold, range_threshold)
    return tuple(_all_deals_score(indicator, by_indicator[indicator], wide) for indicator in indicators)


def changes(
    rows_now: Iterable[AnswerRow], rows_before: Iterable[AnswerRow], common: Mapping[int, frozenset[str]]
) -> tuple[Change, ...]:
    """`common` gives per indicator the codes of the statements that are the same in both rounds."""
    indicators = sorted(common)
    now = deal_scores(_only(rows_now, common), indicators)
    before = deal_scores(_only(rows_before, common), indicators)
    return tuple(
        Change(
            indicator=score.indicator,
            difference=None if score.mean is None or old.mean is None else score.mean - old.mean,
            n=score.n,
            n_before=old.n,
            comparable=bool(common[score.indicator]),
        )
        for score, old in zip(now, before, strict=True)
    )


def rounded(value: Fraction) -> Decimal:
    """Half up to one decimal, without a float on the way: 2,25 is 2,3. Below zero half goes away from zero, so
    that a change of -0,05 and one of +0,05 look equally large."""
    tenths = (abs(value) * 20 + 1) // 2
    return Decimal(-tenths if value < 0 else tenths).scaleb(-1)


def _tallies(
    rows: Iterable[AnswerRow],
) -> tuple[dict[int, dict[str, tuple[int, int]]], dict[int, tuple[int, int]]]:
    tallies: dict[int, dict[str, tuple[int, int]]] = defaultdict(dict)
    extremes: dict[int, tuple[int, int]] = {}
    for respondent, _partner_type, indicator, _statement, score in rows:
        if score is None:
            continue
        if not LOWEST_SCORE <= score <= HIGHEST_SCORE:
            raise ValueError(f"score {score} is not on the scale of 1 to 5")
        of_indicator = tallies[indicator]
        total, count = of_indicator.get(respondent, (0, 0))
        of_indicator[respondent] = (total + score, count + 1)
        low, high = extremes.get(indicator, (score, score))
        if not low <= score <= high or indicator not in extremes:
            extremes[indicator] = (min(low, score), max(high, score))
    return tallies, extremes


def _indicator_score(
    indicator: int, tallies: Mapping[str, tuple[int, int]], extremes: tuple[int, int] | None
) -> IndicatorScore:
    if not tallies or extremes is None:
        return IndicatorScore(indicator, 0, None, None, None)
    per_count: dict[int, int] = defaultdict(
        int
    )  # the sum of equal denominators is a sum of whole numbers: fast
    for total, count in tallies.values():
        per_count[count] += total
    summed = sum((Fraction(total, count) for count, total in per_count.items()), Fraction(0))
    return IndicatorScore(indicator, len(tallies), summed / len(tallies), *extremes)


def _all_deals_score(indicator: int, scores: list[IndicatorScore], range_threshold: int) -> AllDealsScore:
    wide = [score for score in scores if score.n >= range_threshold]
    return AllDealsScore(
        indicator=indicator,
        deals=len(scores),
        mean=_mean([score.mean for score in scores]),
        smallest_n=min((score.n for score in scores), default=0),
        range_deals=len(wide),
        minimum_mean=_mean([score.minimum for score in wide]),
        maximum_mean=_mean([score.maximum for score in wide]),
        range_smallest_n=min((score.n for score in wide), default=0),
    )


def _mean(values: Sequence[Fraction | int | None]) -> Fraction | None:
    present = [value for value in values if value is not None]
    return Fraction(sum(present)) / len(present) if present else None


def _only(rows: Iterable[AnswerRow], common: Mapping[int, frozenset[str]]) -> Iterable[AnswerRow]:
    return (row for row in rows if row.statement in common.get(row.indicator, frozenset()))
