"""Which figures over several deals these readers may see (docs/rules.md 5.4).

Three deals of which two are public reveal the third, its lowest and highest answer exactly. So a reader sees
a figure over deals only when the deals in it whose own figure this reader has not seen number 0 or at least
3. A file for several readers is made for the one who has seen most. Decided at every reading, because more
becomes public over time.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from impacttool.disclosure import Thresholds, empty_or_large

Surveys = frozenset[int]
Audience = Collection[Surveys]
REASON = "few_unseen"
NOBODY: Surveys = frozenset()


@dataclass(frozen=True, slots=True)
class Contributions:
    """The surveys behind each figure over deals of one round: by number of the indicator in the mean, and in the range
    of reference; and by phase, whatever they answered."""

    thresholds: Thresholds
    means: Mapping[int, Surveys] = field(default_factory=dict)
    ranges: Mapping[int, Surveys] = field(default_factory=dict)
    phases: Mapping[str, Surveys] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What of one indicator over deals may be shown."""

    mean: bool
    range: bool
    phases: frozenset[str]


NOTHING = Comparison(mean=False, range=False, phases=frozenset())


def compared(contributions: Contributions, number: int, audience: Audience) -> Comparison:
    """`audience`: of everyone who reads it, the surveys whose own figures this person has seen."""
    each = [_compared(contributions, number, seen) for seen in audience]
    if not each:
        return Comparison(mean=True, range=True, phases=frozenset(contributions.phases))
    return Comparison(
        mean=all(one.mean for one in each),
        range=all(one.range for one in each),
        phases=frozenset.intersection(*(one.phases for one in each)),
    )


def _compared(contributions: Contributions, number: int, seen: Surveys) -> Comparison:
    least = contributions.thresholds.deals
    everyone = contributions.means.get(number, NOBODY)
    wide = contributions.ranges.get(number, NOBODY)
    if not empty_or_large(len(everyone - seen), least):
        return NOTHING
    phases = _phases(contributions, everyone, seen)
    return Comparison(mean=True, range=empty_or_large(len(wide - seen), least), phases=phases)


def _phases(contributions: Contributions, everyone: Surveys, seen: Surveys) -> frozenset[str]:
    """Each phase by itself, and what is left over of all deals when those that are shown are taken off: all 0 or enough.
    Fewer of them shown leave over more of the same, so who sees only some of them learns nothing either."""
    least = contributions.thresholds.deals
    unseen = {phase: (deals & everyone) - seen for phase, deals in contributions.phases.items()}
    shown = [phase for phase, deals in unseen.items() if empty_or_large(len(deals), least)]
    shown.sort(key=lambda phase: (-len(unseen[phase]), phase))
    while shown and not empty_or_large(
        len(everyone - seen) - sum(len(unseen[phase]) for phase in shown), least
    ):
        shown.pop()
    return frozenset(shown)
