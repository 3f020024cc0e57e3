"""The words of the learning report (leerrapport): stored figures and outcomes of the talk, in the order of the source:
context, a chapter per indicator, lessons for other deals, points of attention for this deal.

Page, PDF, slides and sheet are all made from `contents`. Like every issued report it is in Dutch, whatever the language
of the interface.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rendering import axis_detail, spiderweb
from reports.learning_report.content import AttentionPoint, LearningContent
from reports.web_report import drawing as web_drawing
from reports.web_report import words as report_words
from reports.web_report.figures import IndicatorFigures, WebFigures

Words = Mapping[str, Any]
FACTS = (
    ("mean", "Deze deal"),
    ("n", "n"),
    ("range", "Bereik"),
    ("change", "t.o.v. {year}"),
    ("all_deals", "Alle deals"),
    ("same_phase", "Zelfde fase"),
)
NO_CONTEXT = "Er is nog geen context vastgelegd."
NO_FINDINGS = "Bij deze indicator zijn geen bevindingen vastgelegd."
NO_LESSONS = "Er zijn nog geen leerpunten vastgelegd."
NO_ATTENTION = "Er zijn nog geen aandachtspunten vastgelegd."

NOT_AGREED = "Nog niet afgesproken door wie en wanneer."


@dataclass(frozen=True, slots=True)
class Stage:
    """How far a report is. `on`: the date on it; `agreed_on` and `final_on` are None until that step. `agreed_on` stays
    None for a report that needs no agreement of a deal team."""

    on: date
    edition: int = 1
    agreed_on: date | None = None
    final_on: date | None = None

    @property
    def mark(self) -> str | None:
        """The mark on every page of a report that is not final."""
        if self.final_on:
            return None
        return "Akkoord, nog niet definitief" if self.agreed_on else "Concept"

    @property
    def sentence(self) -> str:
        agreed = self.agreed_on and f"Akkoord door het dealteam op {report_words.dutch_date(self.agreed_on)}"
        if self.final_on:
            final = f"Definitief, uitgave {self.edition}, {report_words.dutch_date(self.final_on)}."
            return f"{final} {agreed}." if agreed else final
        if agreed:
            return f"{agreed}, nog niet definitief."
        return f"Concept van {report_words.dutch_date(self.on)}. De tekst kan nog veranderen."


def contents(content: LearningContent, stage: Stage) -> dict[str, Any]:
    """All text of the report."""
    figures, talk = content.figures, content.talk
    return {
        **_cover(figures, stage),
        "contents": "Inhoud",
        "context": {"heading": "Context", "lines": lines_of(talk.context) or [NO_CONTEXT]},
        "web": {
            "heading": "Het spinnenweb",
            "alt": spiderweb.describe(web_drawing.web_of(figures)),
        },
        "reading": {"heading": "Zo leest u het spinnenweb", "points": report_words.reading_points(figures)},
        "table": report_words.table(figures),
        "chapters": [_chapter(indicator, content) for indicator in figures.indicators],
        "findings": "Bevindingen",
        "drawing": (
            "Op de as: groene stip deze deal, rood vierkant alle deals, grijze band het bereik van de antwoorden"
            f"{', open rondje de nulmeting' if figures.baseline_year else ''}."
        ),
        "lessons": _texts("Leerpunten voor andere deals", talk.lessons, NO_LESSONS),
        "attention": _attention(talk.attention),
        "method": {
            "heading": "Hoe zijn deze cijfers gemaakt?",
            "points": report_words.method_points(figures),
            "source": report_words.questionnaire_source(figures),
        },
    }


def _cover(figures: WebFigures, stage: Stage) -> dict[str, Any]:
    """The cover, and what is repeated on every page."""
    title = f"Leerrapport {figures.deal.name}"
    return {
        "title": title,
        **report_words.sheet(stage.on),
        "round": figures.round,
        "subtitle": report_words.subtitle(figures),
        "mark": stage.mark,
        "state": stage.sentence,
        "purpose": (
            "Dit rapport is er om van te leren. Het is geen ranglijst en geen verantwoording. Het zet naast elkaar wat "
            "de partners invulden en wat zij daar in het gesprek over zeiden."
        ),
        "fictitious": report_words.fictitious(figures),
        "footer": f"{report_words.shortened(title)} · ronde {figures.round}",
    }


def lines_of(text: str) -> list[str]:
    """The lines of a text that are not blank."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def definition(chapter: Words) -> str:
    """How the score of a chapter is defined, for the notes of its slide."""
    asked = " ".join(f"“{text}”" for text in chapter["statements"])
    about = f"Stellingen: {asked} " if asked else ""
    return (
        f"{about}De score is het gemiddelde per invuller, daarna het gemiddelde van die invullers, van 1 (laag) tot 5 "
        "(hoog). n is het aantal invullers met een score. Bereik: het laagste en het hoogste antwoord. Alle deals: het "
        "gemiddelde van de scores van alle deals in deze ronde."
    )


def _chapter(indicator: IndicatorFigures, content: LearningContent) -> dict[str, Any]:
    figures, number = content.figures, indicator.number
    said = next((each for each in content.talk.chapters if each.number == number), None)
    findings = [lines_of(text) for text in (said.findings if said else [])]
    return {
        "number": number,
        "title": f"{number}. {indicator.name}",
        "facts": _facts(indicator, figures),
        "alt": axis_detail.describe(web_drawing.marks_of(indicator)),
        "statements": list(content.statements.get(number, ())),
        "findings": [lines for lines in findings if lines],
        "none": NO_FINDINGS,
    }


def _facts(indicator: IndicatorFigures, figures: WebFigures) -> list[dict[str, Any]]:
    baseline = figures.baseline_year
    left_out = {
        None if baseline else "change",
        None if report_words.shows_same_phase(figures) else "same_phase",
    }
    return [
        {"label": label.format(year=baseline), **report_words.cell(indicator, column, figures.thresholds)}
        for column, label in FACTS
        if column not in left_out
    ]


def _texts(heading: str, texts: Sequence[str], none: str) -> dict[str, Any]:
    items = [lines_of(text) for text in texts]
    return {"heading": heading, "texts": [lines for lines in items if lines], "none": none}


def _attention(points: Sequence[AttentionPoint]) -> dict[str, Any]:
    rows = [
        {
            "lines": lines_of(point.text),
            "owner": point.owner or "",
            "due_on": report_words.dutch_date(point.due_on) if point.due_on else "",
            "state": "gedaan" if point.is_done else "open",
            "details": _details(point),
        }
        for point in points
        if lines_of(point.text)
    ]
    return {"heading": "Aandachtspunten voor deze deal", "points": rows, "none": NO_ATTENTION}


def _details(point: AttentionPoint) -> str:
    if not point.owner and not point.due_on:
        return "gedaan" if point.is_done else NOT_AGREED
    due = f"voor {report_words.dutch_date(point.due_on)}" if point.due_on else ""
    who = f"door {point.owner}" if point.owner else ""
    return " · ".join(part for part in (who, due, "gedaan" if point.is_done else "open") if part)
