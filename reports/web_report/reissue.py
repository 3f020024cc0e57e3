"""When a report may be made again, and what a new version must withhold (docs/rules.md 5.5).

Two reports that differ by one person reveal that person's answers; so versions differ by at least 5 responses or not at
all.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from impacttool.scoring import AnswerRow


def may_reissue(issued: Iterable[frozenset[str]], current: frozenset[str], minimum: int = 5) -> bool:
    """Whether a report may be made from these responses (rule 5.5). `issued`: the fingerprints of *every* earlier
    version, not only the last: two steps of five can end one person away from the first."""
    return all(_responses_changed(earlier, current) >= minimum for earlier in issued)


def fingerprints(rows: Iterable[AnswerRow]) -> tuple[frozenset[str], dict[int, frozenset[str]]]:
    """What `may_reissue` and `held_indicators` compare: one fingerprint per response, and one per response and
    indicator, over the scores given. They include the response's random key, so that equal answers stay distinct."""
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
    """The indicators that a new version must withhold: fewer than 5 of their scores changed since a version that showed
    them, though 5 responses changed in all. `issued`: per version its fingerprints per indicator, without the
    indicators that version withheld."""
    return frozenset(
        indicator
        for indicator, prints in current.items()
        for version in issued
        if indicator in version and 0 < _responses_changed(version[indicator], prints) < minimum
    )


def _fingerprint(respondent: str, given: list[str]) -> str:
    return hashlib.sha256("|".join([respondent, *sorted(given)]).encode()).hexdigest()


def _responses_changed(before: frozenset[str], after: frozenset[str]) -> int:
    """A changed response is one removed and one added, and counts once."""
    return max(len(before - after), len(after - before))
