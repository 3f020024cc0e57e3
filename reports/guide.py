"""The conversation guide: which indicators to talk about, and why, from a report's stored figures alone.

It reveals nothing new: the figures passed the gate (disclosure.py), and what is derived from them (the average of the
deal's own indicators, the width of a range) uses the rounded figures that are shown. An indicator is compared only with
the other indicators of the same deal, never with another deal.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from impacttool.scoring import rounded
from reports.web_report import words as report_words
from reports.web_report.figures import IndicatorFigures, WebFigures
from reports.web_report.words import dutch_number

LOW_BY = Fraction(1, 2)  # choice: this far below the deal's other indicators
WIDE_FROM = 3  # choice: from 1 to 4, from 2 to 5, or wider
CHANGED_BY = Fraction(1, 2)  # choice
ACTION_LINES = 5
Elements = Mapping[int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Topic:
    """One indicator to talk about. `reasons` is empty when nothing stands out; `remarks`: as lines."""

    number: int
    name: str
    score: str
    n: str
    range: str
    reasons: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()
    remarks: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Guide:
    """`why`: one sentence on how these topics were chosen. `others`: the other indicators."""

    why: str
    topics: tuple[Topic, ...]
    others: tuple[Topic, ...] = ()


def guide(figures: WebFigures, elements: Elements, *, everything: bool = False) -> Guide:
    """In the order of the questionnaire, not of importance. `elements`: prompts by indicator number."""
    topics = tuple(_topic(figures, each, elements) for each in figures.indicators)
    chosen = tuple(topic for topic in topics if topic.reasons)
    shown = sum(each.mean is not None for each in figures.indicators)
    if everything:
        return Guide("Hieronder staan alle indicatoren.", topics)
    if shown == 0:
        return Guide(_nothing_to_show(figures), topics)
    if shown * 2 < len(topics):
        return Guide(
            "Bij de meeste indicatoren zijn er te weinig antwoorden om cijfers te tonen. Daarom staan hieronder alle "
            "indicatoren: bespreek ze met de vragen.",
            topics,
        )
    if not chosen:
        return Guide(
            "Geen indicator springt eruit: de cijfers liggen dicht bij elkaar. Daarom staan hieronder alle "
            "indicatoren. Begin waar u het meest over wilt praten.",
            topics,
        )
    others = tuple(topic for topic in topics if not topic.reasons)
    return Guide(
        "Deze indicatoren vallen op: een score die laag is naast de andere van deze deal, antwoorden die ver uiteen "
        "liggen, of een verandering. De volgorde is die van de vragenlijst.",
        chosen,
        others,
    )


def _nothing_to_show(figures: WebFigures) -> str:
    """Says that nobody answered only when the figures say so themselves ("geen antwoorden")."""
    fewest, is_small = figures.thresholds.mean, figures.respondents is None
    without = all(each.withheld.get("mean") == "no_answers" for each in figures.indicators)
    reason = f"Minder dan {fewest} mensen vulden de vragenlijst in, dus er zijn geen cijfers."
    if without and is_small:
        reason = "Niemand vulde de vragenlijst in, dus er zijn geen cijfers."
    elif not is_small:
        reason = "Op geen enkele indicator zijn er genoeg antwoorden om cijfers te tonen."
    return f"{reason} Het gesprek kan wel: hieronder staan alle indicatoren met hun vragen."


def _topic(figures: WebFigures, indicator: IndicatorFigures, elements: Elements) -> Topic:
    number, thresholds = indicator.number, figures.thresholds
    score, extent, n = (
        str(report_words.cell(indicator, column, thresholds)["text"]) for column in ("mean", "range", "n")
    )
    texts = [text for group in figures.remarks if group.number == number for text in group.texts]
    return Topic(
        number=number,
        name=indicator.name,
        score=score,
        n=n,
        range=extent,
        reasons=tuple(
            reason
            for reason in (_low(figures, indicator), _divided(indicator), _changed(figures, indicator))
            if reason
        ),
        elements=tuple(elements.get(number, ())),
        remarks=tuple(tuple(text.splitlines()) or ("",) for text in texts),
    )


def _low(figures: WebFigures, indicator: IndicatorFigures) -> str:
    """Compared with the mean of the deal's other indicators, of which there must be at least two."""
    others = [
        Fraction(each.mean)
        for each in figures.indicators
        if each.mean is not None and each.number != indicator.number
    ]
    if indicator.mean is None or len(others) < 2:
        return ""
    usual, own = sum(others, Fraction()) / len(others), Fraction(indicator.mean)
    if own > usual - LOW_BY:
        return ""
    return (
        f"Laag naast de andere: score {dutch_number(indicator.mean)} ({indicator.n} invullers). De andere "
        f"indicatoren van deze deal staan gemiddeld op {dutch_number(str(rounded(usual)))}."
    )


def _divided(indicator: IndicatorFigures) -> str:
    low, high = indicator.minimum, indicator.maximum
    if low is None or high is None or high - low < WIDE_FROM:
        return ""
    return f"Verdeeld: de antwoorden lopen van {low} tot {high} ({indicator.n} invullers)."


def _changed(figures: WebFigures, indicator: IndicatorFigures) -> str:
    change = indicator.change
    if change is None or abs(Fraction(change)) < CHANGED_BY:
        return ""
    return (
        f"Veranderd: {dutch_number(change)} ten opzichte van {figures.baseline_year} "
        f"(toen {indicator.baseline_n} invullers, nu {indicator.n})."
    )


def contents(figures: WebFigures, made: Guide, *, issued_on: date) -> dict[str, Any]:
    """All text of the printed guide."""
    title = f"Gespreksleidraad {figures.deal.name}"
    return {
        "title": title,
        **report_words.sheet(issued_on),
        "subtitle": report_words.subtitle(figures),
        "purpose": PURPOSE,
        "why": made.why,
        "fictitious": report_words.fictitious(figures),
        "labels": LABELS,
        "topics": [_printed(topic) for topic in made.topics],
        "others": [_in_a_line(topic) for topic in made.others],
        "lines": ACTION_LINES,
        "footer": f"{report_words.shortened(title)} · ronde {figures.round}",
    }


PURPOSE = (
    "Deze leidraad is voor een gesprek om van te leren. Vraag eerst wat mensen herkennen, dan waar zij verschillend "
    "over denken, en pas daarna wat u wilt doen. Niemand hoeft te zeggen wat hij of zij invulde."
)
LABELS = {
    "score": "Score",
    "n": "Invullers",
    "range": "Bereik",
    "reasons": "Waarom deze indicator?",
    "elements": "Vragen voor het gesprek",
    "remarks": "Opmerkingen van invullers",
    "actions": "Wat spreken wij af?",
    "columns": ["Wat", "Wie", "Wanneer"],
    "others": "De andere indicatoren",
}


def _in_a_line(topic: Topic) -> str:
    score = f"score {topic.score}" if topic.score[0].isdigit() else topic.score
    return f"{topic.number}. {topic.name}: {score}"


def _printed(topic: Topic) -> dict[str, Any]:
    return {
        "heading": f"{topic.number}. {topic.name}",
        "score": topic.score,
        "n": topic.n,
        "range": topic.range,
        "reasons": list(topic.reasons),
        "elements": list(topic.elements),
        "remarks": [list(lines) for lines in topic.remarks],
    }
