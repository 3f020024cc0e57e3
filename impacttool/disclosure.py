"""The one gate (docs/rules.md 5): every figure that leaves the portal has passed a rule here, and is rounded.

An exact score goes in; out comes text that may be shown, or None with the reason it is withheld.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from impacttool.scoring import AllDealsScore, Change, IndicatorScore, rounded

OTHER = "overig"
FEWEST = 5


class RoundStillOpen(Exception):
    """Nothing is computed or shown before a round has closed (rule 5.5)."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The least number of respondents (`deals`: of deals) before a figure is shown. They can only go up."""

    mean: int = 5
    range: int = 10
    breakdown: int = 5
    deals: int = 3
    camps: int = 20

    def __post_init__(self) -> None:
        if self.mean < 5 or self.range < 10 or self.breakdown < 5 or self.deals < 3 or self.camps < 20:
            raise ValueError(
                "thresholds can only go up from mean 5, range 10, breakdown 5, deals 3, camps 20"
            )

    def stricter(self, other: "Thresholds") -> "Thresholds":
        return Thresholds(
            mean=max(self.mean, other.mean),
            range=max(self.range, other.range),
            breakdown=max(self.breakdown, other.breakdown),
            deals=max(self.deals, other.deals),
            camps=max(self.camps, other.camps),
        )

    def as_dict(self) -> dict[str, int]:
        return {
            "mean": self.mean,
            "range": self.range,
            "breakdown": self.breakdown,
            "deals": self.deals,
            "camps": self.camps,
        }


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


def publishable_indicator(
    score: IndicatorScore,
    thresholds: Thresholds,
    *,
    respondents: int,
    invited: int = 0,
    held: bool = False,
) -> PublishedIndicator:
    """Mean and n from 5, range from 10 respondents for this indicator (rules 5.1, 5.2).

    "no_answers" is said only of nobody, or of a group that is large enough: of 1 to 4 respondents it would tell
    that each of them chose "niet van toepassing", and of 1 to 4 who were invited that none of them answered.
    """
    if held:
        return PublishedIndicator(withheld={"mean": "few_changes", "range": "few_changes"})
    if score.n < thresholds.mean or score.mean is None:
        group = respondents or invited
        nobody = score.n == 0 and (group == 0 or group >= thresholds.mean)
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


def publishable_phases(
    phases: Mapping[str, AllDealsScore], everyone: AllDealsScore, thresholds: Thresholds
) -> dict[str, Decimal]:
    """The means by phase that may stand beside the mean of all deals, for one indicator (rule 5.4).

    Each is of at least 3 deals that show this figure themselves. All that are shown together leave 0 or at least 3
    deals over, else the smallest is not shown: with 4 deals in one phase, 3 in another and 1 in a third, both means
    subtracted from the mean of all would give that one deal.
    """
    if publishable_all_deals(everyone, thresholds).mean is None:
        return {}
    fit = {
        phase: score
        for phase, score in phases.items()
        if phase and score.deals >= thresholds.deals and score.smallest_n >= thresholds.mean
    }
    shown = sorted(fit, key=lambda phase: (-fit[phase].deals, phase))
    rest = everyone.deals - sum(fit[phase].deals for phase in shown)
    if not empty_or_large(rest, thresholds.deals):
        shown.pop()
    return {phase: rounded(mean) for phase in shown if (mean := fit[phase].mean) is not None}


def publishable_change(
    now: IndicatorScore, before: IndicatorScore | None, change: Change | None, thresholds: Thresholds
) -> PublishedChange:
    """Both years pass the gate on the statements they share. Where a year also asked other statements, the group
    that answered only those is empty or large enough, else the two means together would give it away."""
    if change is None:
        return PublishedChange(withheld={"change": "no_baseline"})
    if before is None or not change.comparable:
        return PublishedChange(withheld={"change": "not_comparable"})
    shown = before.n >= thresholds.mean and before.mean is not None
    baseline_n = before.n if shown else None
    baseline_mean = rounded(before.mean) if shown and before.mean is not None else None
    safe = all(
        shared >= thresholds.mean and empty_or_large(full - shared, thresholds.mean)
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
    if not empty_or_large(rest, thresholds.breakdown) and shown:
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


@dataclass(frozen=True, slots=True)
class Camps:
    """How many gave a statement 1 or 2, how many 4 or 5, and how many answered it."""

    low: int
    high: int
    n: int


def publishable_camps(counts: Mapping[int, int], indicator_n: int, thresholds: Thresholds) -> Camps | None:
    """From 20 who answered this statement (rule 5.2), when those who answered only other statements of its
    indicator are none or enough.

    With fewer, mean, range and camps together often leave one set of answers. `counts`: how often each score
    was given.
    """
    n = sum(counts.values())
    if n < max(thresholds.camps, thresholds.range, thresholds.mean) or not empty_or_large(
        indicator_n - n, thresholds.mean
    ):
        return None
    return Camps(counts.get(1, 0) + counts.get(2, 0), counts.get(4, 0) + counts.get(5, 0), n)


def publishable_voices(
    groups: Mapping[str, tuple[int, Fraction]], types: Mapping[str, int], thresholds: Thresholds
) -> Decimal | None:
    """One type of partner one voice: the mean of the types' means, of one indicator (rule 5.3).

    Beside the mean over all it can be solved into the mean of each type, where there are two; so only when every
    type may be shown: each has enough scores, and nobody without a type or of another type answered.
    """
    answered = {kind for kind, count in types.items() if count}
    enough = max(thresholds.breakdown, thresholds.mean)
    if len(groups) < 2 or "" in groups or set(groups) != answered:
        return None
    if any(n < enough for n, _mean in groups.values()):
        return None
    return rounded(sum((mean for _n, mean in groups.values()), Fraction(0)) / len(groups))


def publishable_remarks(
    texts: Iterable[str], n: int, thresholds: Thresholds, *, seed: str
) -> tuple[str, ...]:
    """From 10 respondents, in an order that depends on nothing but the text and the seed (rule 5.2)."""
    if n < max(thresholds.range, thresholds.mean):
        return ()
    return tuple(sorted(texts, key=lambda text: hashlib.sha256(f"{seed}\n{text}".encode()).digest()))


def publishable_count(count: int, fewest: int = FEWEST) -> int | None:
    """How many sent in, of one deal, open or closed; None is "minder dan 5", for everybody (docs/rules.md 5.14)."""
    return count if count >= fewest else None


@dataclass(frozen=True, slots=True)
class Total:
    """How many sent in, of how many invited, over the deals that show their own count; `few` do not."""

    sent: int | None = None
    invited: int = 0
    few: int = 0


def publishable_total(counts: Iterable[tuple[int | None, int]]) -> Total:
    """`counts`: (publishable count, invited) of each deal. With the others in it the sum would give them away."""
    found = list(counts)
    shown = [(sent, invited) for sent, invited in found if sent is not None]
    few = sum(sent is None and invited > 0 for sent, invited in found)
    if not shown:
        return Total(None, sum(invited for _sent, invited in found), few)
    return Total(sum(sent for sent, _invited in shown), sum(invited for _sent, invited in shown), few)


def publishable_sum(counts: Mapping[str, int], public: Collection[str], thresholds: Thresholds) -> int | None:
    """The sum over deals that show their own count, from 3 deals on; subtracting the public deals must
    leave 0 or at least 3 others (docs/rules.md 5.13)."""
    rest = sum(deal not in public for deal in counts)
    if len(counts) < thresholds.deals or not empty_or_large(rest, thresholds.deals):
        return None
    return sum(counts.values())


def empty_or_large(count: int, threshold: int) -> bool:
    return count == 0 or count >= threshold


def signed(value: Decimal) -> str:
    """ "+0.4", "0.0" or "-0.1" """
    return f"{value:+.1f}" if value else "0.0"


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
