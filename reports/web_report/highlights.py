"""The highlights of a deal's report: sentences with figures, only from what passed the gate.

Sentences about who answered, or about agreements, are for the deal's team and Agenda Stad (`team`).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from impacttool.disclosure import OTHER, Camps
from impacttool.scoring import AnswerRow, deal_scores
from reports.web_report.figures import IndicatorFigures, Sentence, WebFigures
from reports.web_report.words import PARTNER_TYPES, dutch_number

WIDE = 3  # choice: from this distance between the lowest and the highest answer
CHANGED = Decimal("0.5")  # choice: smaller changes are not mentioned
PARTNERS = ("borging van partners", "borging van samenwerking")


@dataclass(frozen=True, slots=True)
class Agreed:
    """The deal's agreements that ran in the year of the round: how many, how many were confirmed, and how many of those
    went as agreed or better."""

    running: int
    confirmed: int
    kept: int


def statement_counts(rows: Iterable[AnswerRow]) -> dict[int, dict[str, Counter[int]]]:
    """{indicator: {statement: how often each score was given}}"""
    found: dict[int, dict[str, Counter[int]]] = defaultdict(lambda: defaultdict(Counter))
    for row in rows:
        if row.score is not None:
            found[row.indicator][row.statement][row.score] += 1
    return {indicator: dict(counts) for indicator, counts in found.items()}


def type_scores(
    rows: Iterable[AnswerRow], indicators: Sequence[int]
) -> dict[int, dict[str, tuple[int, Fraction]]]:
    """{indicator: {partner type: (n, exact mean)}}, "" for respondents without a type; types without a score are left
    out."""
    by_type: dict[str, list[AnswerRow]] = defaultdict(list)
    for row in rows:
        by_type[row.partner_type].append(row)
    found: dict[int, dict[str, tuple[int, Fraction]]] = {indicator: {} for indicator in indicators}
    for kind, own in by_type.items():
        for score in deal_scores(own, indicators):
            if score.mean is not None:
                found[score.indicator][kind] = (score.n, score.mean)
    return found


def sentences(
    figures: WebFigures,
    *,
    camps: Mapping[int, Sequence[tuple[str, Camps]]],
    voices: Mapping[int, Decimal],
    invited: Mapping[str, int],
    agreed: Agreed | None,
) -> tuple[Sentence, ...]:
    """To be stored with the figures. `camps` and `voices` have passed the gate; `invited`: links by partner type."""
    return (
        *_camps(figures, camps),
        *_wide(figures),
        *_changed(figures),
        *_missing(figures, invited),
        *_voices(figures, voices),
        *_said_and_done(figures, agreed),
    )


def _camps(figures: WebFigures, camps: Mapping[int, Sequence[tuple[str, Camps]]]) -> list[Sentence]:
    """Two camps (choice): at least a third gave 1 or 2, at least a third 4 or 5, and fewer than either chose 3. For the
    team only: no public report holds counts of one statement."""
    found = []
    for row in figures.indicators:
        for code, each in camps.get(row.number, ()):
            middle = each.n - each.low - each.high
            if 3 * min(each.low, each.high) >= each.n and middle < min(each.low, each.high):
                text = (
                    f"Twee kampen bij {_name(row)}, stelling {code}: {each.low} van de {each.n} gaven een 1 of 2, "
                    f"{each.high} een 4 of 5."
                )
                found.append(Sentence("camps", text, team=True))
    return found


def _wide(figures: WebFigures) -> list[Sentence]:
    """Also for indicators with camps: leaving those out would tell every reader that there are camps."""
    named = [
        f"{_name(row)} ({row.minimum}–{row.maximum}, n = {row.n})"
        for row in figures.indicators
        if row.minimum is not None and row.maximum is not None and row.maximum - row.minimum >= WIDE
    ]
    return [Sentence("wide", f"De antwoorden lopen ver uiteen bij {_listed(named)}.")] if named else []


def _changed(figures: WebFigures) -> list[Sentence]:
    """The largest change in either direction; ties all count, in the order of the indicators."""
    since_baseline = [(row, row.change, row.baseline_n) for row in figures.indicators]
    since_previous = [(row, row.previous_change, row.previous_n) for row in figures.indicators]
    return [
        *_most_changed(figures.baseline_year, since_baseline),
        *_most_changed(figures.previous_year, since_previous),
    ]


def _most_changed(
    year: int | None, rows: Iterable[tuple[IndicatorFigures, str | None, int | None]]
) -> Iterator[Sentence]:
    changes = [(row, change, n) for row, change, n in rows if change is not None]
    most = max((abs(Decimal(change)) for _row, change, _n in changes), default=Decimal(0))
    if most >= CHANGED:
        named = [
            f"{_name(row)} ({dutch_number(change)}; n = {n} en {row.n})"
            for row, change, n in changes
            if abs(Decimal(change)) == most
        ]
        yield Sentence("changed", f"Het meest veranderd sinds {year}: {_listed(named)}.")


def _missing(figures: WebFigures, invited: Mapping[str, int]) -> list[Sentence]:
    """Uses only the breakdown that is shown, so that it reveals no more than that; and only types of which enough
    people were invited."""
    if not figures.breakdown:
        return []
    cells = {cell.partner_type: cell.n for cell in figures.breakdown}
    absent = sorted(
        PARTNER_TYPES.get(kind, kind)
        for kind, number in invited.items()
        if number >= figures.thresholds.breakdown and kind not in cells
    )
    if not absent:
        return []
    if OTHER not in cells and sum(cells.values()) == figures.respondents:
        text = f"Stemmen die ontbreken: geen antwoorden van {_listed(absent)}."
    else:
        text = (
            f"Misschien ontbreken er stemmen: van {_listed(absent)} is geen eigen aantal te tonen. Zij antwoordden "
            "niet, met te weinigen, of tellen mee bij “overig”."
        )
    return [Sentence("missing", text, team=True)]


def _voices(figures: WebFigures, voices: Mapping[int, Decimal]) -> list[Sentence]:
    """Only if it makes a visible difference."""
    named = [
        f"{_name(row)} {_dutch(voices[row.number])} in plaats van {dutch_number(row.mean)} (n = {row.n})"
        for row in figures.indicators
        if row.number in voices and row.mean is not None and str(voices[row.number]) != row.mean
    ]
    if not named:
        return []
    return [Sentence("voices", f"Telt elke soort partner even zwaar, dan wordt {_listed(named)}.", team=True)]


def _said_and_done(figures: WebFigures, agreed: Agreed | None) -> list[Sentence]:
    if agreed is None or not agreed.running:
        return []
    said = [(row, row.mean) for row in figures.indicators if row.name.casefold() in PARTNERS]
    return [
        Sentence(
            "done",
            f"Gezegd en gedaan: {_name(row)} krijgt een {dutch_number(mean)} (n = {row.n}). Van de "
            f"{agreed.running} afspraken van {figures.round} zijn er {agreed.confirmed} bevestigd, waarvan "
            f"{agreed.kept} als “zoals” of “meer dan” afgesproken.",
            team=True,
        )
        for row, mean in said
        if mean is not None
    ]


def _name(row: IndicatorFigures) -> str:
    return f"“{row.number}. {row.name}”"


def _listed(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} en {parts[-1]}"


def _dutch(value: Decimal) -> str:
    return dutch_number(str(value))
