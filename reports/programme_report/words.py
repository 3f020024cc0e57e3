"""The words of the programme report: the frozen content in Dutch sentences, in three chapters for its three readers.

Page, PDF, slides and sheet are all made from `contents`. Like every issued report it is in Dutch.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from rendering import spiderweb
from reports.learning_report.words import Stage, lines_of
from reports.programme_report import tables as programme_tables
from reports.programme_report.content import NamedText, ProgrammeContent
from reports.programme_report.tables import deals
from reports.web_report import words as report_words
from reports.web_report.words import plural

READERS = (  # in the order of the source [003:75]
    (
        "ministry",
        "Voor het ministerie van BZK",
        "Het beeld over alle deals samen, en lessen voor de Kamerbrief.",
    ),
    (
        "programme",
        "Voor Agenda Stad",
        "Hoe het over de jaren gaat, en welke thema’s bij meer deals terugkomen.",
    ),
    ("deals", "Voor de deals", "Wat deals van elkaar kunnen leren."),
)
NO_LETTER = "Er zijn nog geen lessen aangewezen voor de Kamerbrief."
NO_THEMES = "Er zijn nog geen leerpunten of aandachtspunten met een thema."
NO_LESSONS = "Er zijn nog geen leerpunten uit een leerrapport waar het dealteam akkoord mee is."
NO_ATTENTION = "Er zijn geen definitieve, openbare leerrapporten met aandachtspunten."
OTHER_LESSONS = "Zonder thema"


def contents(content: ProgrammeContent, intros: Mapping[str, str], stage: Stage) -> dict[str, Any]:
    """All text of the report. `content`: the frozen content; `intros`: by reader, written by staff."""
    newest = content.years[-1]
    return {
        **_cover(content, stage),
        "contents": "Inhoud",
        "summary": {"heading": "In het kort", "points": summary(content)},
        "chapters": [
            {
                "key": key,
                "title": f"{place}. {title}",
                "about": about,
                "intro": lines_of(intros.get(key, "")),
            }
            for place, (key, title, about) in enumerate(READERS, start=1)
        ],
        "web": {"heading": "Alle deals samen", "alt": spiderweb.describe(programme_tables.web_of(content))},
        "reading": {"heading": "Zo leest u het spinnenweb", "points": programme_tables.reading(content)},
        "table": programme_tables.table(newest, content.thresholds),
        "letter": _letter(content.lessons),
        "years": programme_tables.years(content.years),
        "patterns": _patterns(content),
        "attention": _by_deal("Aandachtspunten uit openbare leerrapporten", content.attention, NO_ATTENTION),
        "lessons": _lessons(content),
        "webs": programme_tables.webs(content),
        "method": {"heading": "Hoe zijn deze cijfers gemaakt?", "points": _method(content)},
    }


def _cover(content: ProgrammeContent, stage: Stage) -> dict[str, Any]:
    year, counts = content.round, content.counts
    title = f"Programmarapport {year}"
    return {
        "title": title,
        **report_words.sheet(stage.on),
        "round": year,
        "subtitle": f"City Deals en Town Deals · ronde {year} · {deals(counts.deals)}",
        "mark": stage.mark,
        "state": stage.sentence,
        "purpose": (
            "Dit rapport laat zien wat alle deals samen leren. Het is geen ranglijst en geen verantwoording: deals staan "
            "op alfabet en worden niet met elkaar vergeleken."
        ),
        "fictitious": _fictitious(content),
        "footer": title,
    }


def _fictitious(content: ProgrammeContent) -> dict[str, str] | None:
    if not content.is_fictitious:
        return None
    sentence = (
        "De antwoorden, scores, leerpunten en aandachtspunten in dit rapport zijn verzonnen, om te tonen hoe het "
        "portaal werkt."
    )
    return {"mark": "Verzonnen gegevens", "sentence": sentence}


def summary(content: ProgrammeContent) -> list[str]:
    """What a reader with one minute needs; everything in it returns later with its figures."""
    counts, lessons = content.counts, content.lessons
    said = [
        f"{deals(counts.deals)} {plural(counts.deals, 'stond', 'stonden')} in ronde {content.round}. {_of(counts.shown)} vulden genoeg mensen de "
        "vragenlijst in om cijfers te tonen."
    ]
    if follow_ups := counts.follow_ups:
        said.append(
            f"Daarnaast {plural(follow_ups, 'had', 'hadden')} {deals(follow_ups)} die al afgelopen "
            f"{plural(follow_ups, 'is', 'zijn')} een nameting. Die {plural(follow_ups, 'telt', 'tellen')} in dit rapport niet mee."
        )
    if counts.responses is not None:
        said.append(f"In die deals vulden samen {counts.responses} mensen de vragenlijst in.")
    means = [Decimal(row.mean) for row in content.years[-1].indicators if row.mean is not None]
    if means:
        low, high = (report_words.dutch_number(str(each)) for each in (min(means), max(means)))
        spread = f"zijn alle {low}" if low == high else f"liggen tussen {low} en {high}"
        said.append(f"De gemiddelden van alle deals per indicator {spread}, op een schaal van 1 tot 5.")
    total = len(lessons) + content.unnamed_lessons
    if counts.agreed:
        said.append(
            f"{_of(counts.agreed)} is het dealteam akkoord met het leerrapport. Daarin {plural(total, 'staat', 'staan')} "
            f"{total} {plural(total, 'leerpunt', 'leerpunten')} voor andere deals."
        )
    recurring = [theme for theme in content.themes if theme.lessons > 1]
    if recurring:
        named = ", ".join(f"{theme.name} ({deals(theme.lessons)})" for theme in recurring)
        said.append(f"Thema’s die in de leerpunten van meer dan één deal terugkomen: {named}.")
    letter = sum(lesson.is_for_letter for lesson in lessons)
    if letter:
        said.append(f"{letter} {plural(letter, 'les is', 'lessen zijn')} geschikt voor de Kamerbrief.")
    return said


def _of(number: int) -> str:
    return f"Bij {deals(number)}" if number else "Bij geen deal"


def _letter(lessons: Sequence[NamedText]) -> dict[str, Any]:
    chosen = [lesson for lesson in lessons if lesson.is_for_letter]
    return _by_deal("Lessen voor de Kamerbrief", chosen, NO_LETTER)


def _by_deal(heading: str, texts: Sequence[NamedText], none: str) -> dict[str, Any]:
    return {"heading": heading, "items": [_item(text) for text in texts], "none": none}


def _item(text: NamedText) -> dict[str, Any]:
    return {"lines": lines_of(text.text), "deal": text.deal}


def _patterns(content: ProgrammeContent) -> dict[str, Any]:
    least = content.thresholds.deals
    few = {"text": "te weinig deals", "words": True}
    rows = [
        {
            "name": theme.name,
            "cells": [
                _deals_cell(theme.lessons),
                few if theme.attention is None else _deals_cell(theme.attention),
            ],
        }
        for theme in content.themes
    ]
    notes = [
        "Agenda Stad gaf de leerpunten en aandachtspunten thema’s. Geteld is bij hoeveel deals een thema voorkomt, alleen "
        "uit leerrapporten waar het dealteam akkoord mee is.",
        f"Aandachtspunten zijn van de deal zelf: die tellen wij pas vanaf {least} deals, en niet als er naast de "
        "deals die hieronder worden aangehaald maar een paar overblijven.",
    ]
    if content.unmarked:
        count = content.unmarked
        notes.append(f"{count} {plural(count, 'tekst heeft', 'teksten hebben')} nog geen thema.")
    return {
        "heading": "Wat terugkomt bij meer deals",
        "head": ["Thema", "Leerpunten", "Aandachtspunten"],
        "widths": [3.6, 3.6],
        "rows": rows,
        "notes": notes if rows else [],
        "none": NO_THEMES,
    }


def _deals_cell(number: int) -> dict[str, Any]:
    return {"text": deals(number) if number else "geen", "words": not number}


def _lessons(content: ProgrammeContent) -> dict[str, Any]:
    """By theme; a lesson with two themes appears under both."""
    names = [theme.name for theme in content.themes]
    groups = [(name, [each for each in content.lessons if name in each.themes]) for name in names]
    groups.append((OTHER_LESSONS, [each for each in content.lessons if not each.themes]))
    more = content.unnamed_lessons
    return {
        "heading": "Leerpunten van deals, per thema",
        "groups": [
            {"name": name, "items": [_item(each) for each in texts]} for name, texts in groups if texts
        ],
        "none": "" if more else NO_LESSONS,
        "more": f"{'En ' if content.lessons else ''}{more} {plural(more, 'leerpunt', 'leerpunten')} van deals die niet openbaar zijn."
        if more
        else "",
    }


def _method(content: ProgrammeContent) -> list[str]:
    limits = content.thresholds
    return [
        "Invullers gaven bij elke stelling een cijfer van 1 (laag) tot 5 (hoog). “Weet ik niet / niet van toepassing” telt "
        "nergens mee, ook niet als 0.",
        "Per deal: eerst het gemiddelde per invuller, dan het gemiddelde van die invullers. Alle deals: het gemiddelde van "
        "de scores van de deals. Alle deals tellen even zwaar, groot of klein. Dat is onze keuze.",
        "Er is gerekend met precieze getallen. Pas aan het eind is afgerond op één cijfer achter de komma.",
        f"Alle deals tonen wij vanaf {limits.deals} deals met ieder ten minste {limits.mean} antwoorden, het bereik "
        f"van deals met ten minste {limits.range}. Zo beschermen wij wat één persoon invulde.",
        "Een deal staat met naam in dit rapport als de deal openbaar is, en met een spinnenweb als ook het rapport openbaar "
        "is. Leerpunten komen uit leerrapporten waar het dealteam akkoord mee is.",
        f"Rekenwijze versie {content.method}.",
    ]
