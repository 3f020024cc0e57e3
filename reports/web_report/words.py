"""The words of the report document: stored figures in, Dutch sentences out.

An issued report is a Dutch document, whatever the language of the interface: these sentences are not translated.
"""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from impacttool.disclosure import Thresholds
from impacttool.follow_up import years_after_in_words
from rendering.spiderweb import FEWEST_AXES
from reports.web_report import origin_words
from reports.web_report.figures import IndicatorFigures, WebFigures
from reports.web_report.withheld import FEW_TO_COMPARE, few_unseen_note, withheld_words

Cell = dict[str, str | bool]

PORTAL = "Dealportaal"
PROGRAMME = "Agenda Stad"
KINDS = {"city_deal": "City Deal", "town_deal": "Town Deal"}
PARTNER_TYPES = {
    "ministerie": "ministeries",
    "gemeente": "gemeenten",
    "provincie": "provincies",
    "waterschap": "waterschappen",
    "overige_overheid": "overige overheid",
    "kennisinstelling": "kennisinstellingen",
    "marktpartij": "marktpartijen",
    "maatschappelijke_organisatie": "maatschappelijke organisaties",
    "koepel": "koepels",
    "overig": "overig",
}
PHASES = {
    "idee": "idee",
    "verkenning": "verkenning",
    "kwartiermaken": "kwartiermaken",
    "uitvoering": "uitvoering",
    "afronding": "afronding",
    "nawerking": "nawerking",
    "afgerond": "afgerond",
    "niet_doorgegaan": "niet doorgegaan",
}
MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
FOOTER_NAME_LENGTH = 42
COLUMN_WIDTHS_CM = {"figure": 2.3, "n": 1.9}
NARROW_WIDTHS_CM = {"figure": 1.9, "change": 2.2, "n": 1.6}  # if there is a sixth column
FIGURE_OF_COLUMN = {"all_deals": "all_deals_mean", "same_phase": "same_phase_mean"}


def sheet(on: date) -> dict[str, Any]:
    """What every printed document has, dated `on`."""
    return {
        "author": f"{PORTAL}, {PROGRAMME}",
        "sender": {"portal": PORTAL, "programme": PROGRAMME},
        "year": on.year,
        "month": on.month,
        "day": on.day,
        "page": "Pagina",
        "of": "van",
    }


def plural(number: int, one: str, more: str) -> str:
    return one if number == 1 else more


def counted(number: int, one: str, more: str) -> str:
    return f"{number} {plural(number, one, more)}"


def contents(figures: WebFigures, *, alternative: str, issued_on: date) -> dict[str, Any]:
    """All text of the document; `alternative`: the text alternative of the drawing."""
    title = title_of(figures)
    return {
        "title": title,
        **sheet(issued_on),
        "subtitle": subtitle(figures),
        "purpose": (
            "Dit rapport is er om van te leren. Het is geen ranglijst en geen verantwoording: leg het op tafel en "
            "bespreek met elkaar wat u herkent, waar u verschillend over denkt en wat u wilt proberen."
        ),
        "fictitious": fictitious(figures),
        "alt": alternative,
        "no_web": no_web(figures),
        "reading": {"heading": "Zo leest u het spinnenweb", "points": reading_points(figures)},
        "table": table(figures),
        "standout": _standout(figures),
        "remarks": remarks(figures),
        "method": {
            "heading": "Hoe zijn deze cijfers gemaakt?",
            "points": method_points(figures),
            "source": questionnaire_source(figures),
        },
        "footer": f"{shortened(title)} · ronde {figures.round} · uitgebracht op {dutch_date(issued_on)}",
    }


def _standout(figures: WebFigures) -> dict[str, Any] | None:
    """Only what every reader of the report may read, because the printed report is passed on."""
    points = [each.text for each in figures.standout if not each.team]
    return {"heading": f"Wat opvalt in {figures.round}", "points": points} if points else None


def title_of(figures: WebFigures) -> str:
    what = "Nameting" if figures.years_after else "Spinnenwebrapport"
    return f"{what} {figures.deal.name}"


def subtitle(figures: WebFigures) -> str:
    return f"{KINDS[figures.deal.kind]} · {round_of(figures)} · {response(figures)}"


def round_of(figures: WebFigures) -> str:
    """ "ronde 2027"; for a follow-up round how long after the end."""
    years = figures.years_after
    return f"ronde {figures.round}" + (f", {years_after_in_words(years)}" if years else "")


def baseline_of(figures: WebFigures) -> str:
    """The name of the earlier round behind the dotted line and the change."""
    year = figures.baseline_year
    if figures.years_after:
        return f"laatste meting tijdens de deal, van {year}"
    return f"nulmeting van {year}"


def response(figures: WebFigures) -> str:
    """How many took part; the exact number only if the figures hold it."""
    respondents, invited = figures.respondents, figures.invited
    if respondents is None:
        return f"minder dan {figures.thresholds.mean} ingevulde vragenlijsten"
    if figures.is_imported:
        return origin_words.counted(respondents)
    if not invited or respondents > invited:
        return f"{respondents} ingevulde vragenlijsten"
    percentage = (Decimal(respondents * 100) / invited).quantize(Decimal(1), ROUND_HALF_UP)
    return f"{respondents} van {invited} genodigden vulden in ({percentage}%)"


def fictitious(figures: WebFigures) -> dict[str, str] | None:
    if not figures.is_fictitious:
        return None
    return {
        "mark": "Verzonnen gegevens",
        "sentence": (
            "De antwoorden, scores en opmerkingen in dit rapport zijn verzonnen, om te tonen hoe het portaal werkt."
        ),
    }


def no_web(figures: WebFigures) -> str | None:
    """The sentence in place of the web when there are too few axes for one."""
    if len(figures.indicators) >= FEWEST_AXES:
        return None
    return "Met minder dan drie indicatoren is er geen spinnenweb te tekenen. De scores staan in de tabel."


def reading_points(figures: WebFigures) -> list[str]:
    baseline = figures.baseline_year
    lines = (
        "De donkergroene lijn met rondjes is deze deal. De donkerrode streepjeslijn met vierkantjes is het gemiddelde "
        "van alle deals."
    )
    if figures.years_after:
        lines = "De donkergroene lijn met rondjes is deze deal, na afloop."
    band = "De grijze band loopt van het laagste tot het hoogste antwoord. Bij een brede band lopen de meningen uiteen."
    return [
        "Elke as is een indicator. Hoe verder van het midden, hoe hoger de score: van 1 (laag) tot 5 (hoog).",
        f"{lines} De dunne stippellijn is de {baseline_of(figures)}." if baseline else lines,
        band,
    ]


def table(figures: WebFigures) -> dict[str, Any]:
    baseline = figures.baseline_year
    phase = shows_same_phase(figures)
    columns = [
        "mean",
        *(["change"] if baseline else []),
        *([] if figures.years_after else ["all_deals"]),
        *(["same_phase"] if phase else []),
        "range",
        "n",
    ]
    widths = NARROW_WIDTHS_CM if phase else COLUMN_WIDTHS_CM
    heads = {
        "mean": "Deze deal",
        "change": f"t.o.v. {baseline}",
        "all_deals": "Alle deals",
        "same_phase": "Zelfde fase",
        "range": "Bereik",
        "n": "n",
    }
    return {
        "heading": "Per indicator",
        "head": ["Indicator", *(heads[column] for column in columns)],
        "widths": [widths.get(column, widths["figure"]) for column in columns],
        "rows": [
            {
                "name": f"{indicator.number}. {indicator.name}",
                "cells": [cell(indicator, column, figures.thresholds) for column in columns],
            }
            for indicator in figures.indicators
        ],
        "notes": notes(figures),
    }


def cell(indicator: IndicatorFigures, column: str, thresholds: Thresholds) -> Cell:
    figure = shown_figure(indicator, column)
    if figure is not None:
        return {"text": figure, "words": False}
    reason = indicator.withheld.get("mean" if column == "n" else column)
    if column == "n" and reason == "few_answers":
        return {"text": f"minder dan\u00a0{thresholds.mean}", "words": True}
    return {"text": withheld_words(reason, column, thresholds), "words": True}


def shown_figure(indicator: IndicatorFigures, column: str) -> str | None:
    if column == "range":
        low, high = indicator.minimum, indicator.maximum
        return None if low is None or high is None else f"{low}–{high}"
    figure = getattr(indicator, FIGURE_OF_COLUMN.get(column, column))
    return None if figure is None else dutch_number(str(figure))


def shows_same_phase(figures: WebFigures) -> bool:
    """Only if at least one figure may be shown."""
    return any(each.same_phase_mean is not None for each in figures.indicators)


def same_phase_notes(figures: WebFigures) -> list[str]:
    phase, least = figures.phase, figures.thresholds.deals
    if not phase:
        return []
    if shows_same_phase(figures):
        return [
            f"Zelfde fase: het gemiddelde van de deals die bij de sluiting van de ronde ook in de fase "
            f"“{PHASES.get(phase, phase)}” waren."
        ]
    return [
        f"Deals in dezelfde fase ({PHASES.get(phase, phase)}) tonen wij niet apart: dat kan vanaf {least} deals met "
        f"genoeg antwoorden, en als er van alle deals samen geen of ten minste {least} overblijven."
    ]


def notes(figures: WebFigures) -> list[str]:
    """Why a figure or the band is missing, only if that happens in this report."""
    thresholds, indicators = figures.thresholds, figures.indicators
    sentences = ["n is het aantal invullers met een score voor de indicator.", *same_phase_notes(figures)]
    if any(each.mean is not None and each.minimum is None for each in indicators):
        sentences.append(
            f"Bij {thresholds.mean} tot en met {thresholds.range - 1} antwoorden staat de lijn in het spinnenweb "
            "zonder band. Een gemiddelde met het laagste en het hoogste antwoord erbij zou in zo’n kleine groep "
            "laten zien wat iemand heeft ingevuld."
        )
    if any(each.mean is not None and each.withheld.get("change") == "few_answers" for each in indicators):
        sentences.append(
            f"“{FEW_TO_COMPARE[0].upper()}{FEW_TO_COMPARE[1:]}” bij een verandering: niet elke stelling was gelijk, en "
            "het verschil zou laten zien wat enkele mensen hebben ingevuld."
        )
    if any("few_unseen" in each.withheld.values() for each in indicators):
        sentences.append(few_unseen_note(thresholds))
    reasons = {each.withheld.get("mean") for each in indicators}
    if "few_answers" in reasons:
        sentences.append(
            f"Bij minder dan {thresholds.mean} antwoorden tonen wij geen score, en ook het precieze aantal niet."
        )
    if "no_answers" in reasons:
        sentences.append("Waar geen antwoorden zijn, heeft de lijn in het spinnenweb een gat. Dat is geen 0.")
    return sentences


def remarks(figures: WebFigures) -> dict[str, Any] | None:
    names = {each.number: f"{each.number}. {each.name}" for each in figures.indicators}
    groups = [
        {"name": names[group.number], "texts": [text.splitlines() or [""] for text in group.texts]}
        for group in figures.remarks
        if group.texts
    ]
    if not groups:
        return None
    return {
        "heading": "Opmerkingen van invullers",
        "note": (
            "Woordelijk overgenomen, in willekeurige volgorde en zonder datum. Alleen bij indicatoren met ten minste "
            f"{figures.thresholds.range} antwoorden."
        ),
        "groups": groups,
    }


def breakdown(figures: WebFigures) -> list[dict[str, Any]] | None:
    """For the deal's team and Agenda Stad only, on the page; never in a document."""
    if figures.breakdown is None:
        return None
    return [
        {"n": part.n, "label": PARTNER_TYPES.get(part.partner_type, part.partner_type)}
        for part in figures.breakdown
    ]


def method_points(figures: WebFigures) -> list[str]:
    baseline = figures.baseline_year
    scale = (
        "Invullers gaven bij elke stelling een cijfer van 1 (laag) tot 5 (hoog). De woorden “laag” en “hoog” zijn onze "
        "keuze. “Weet ik niet / niet van toepassing” telt nergens mee, ook niet als 0."
    )
    own = (
        "Deze deal: eerst het gemiddelde per invuller, dan het gemiddelde van die invullers. Iedere invuller telt zo "
        "even zwaar."
    )
    everyone = (
        "Alle deals: het gemiddelde van de scores van de deals in deze ronde. Alle deals tellen even zwaar, groot of "
        "klein. Dat is onze keuze."
    )
    change = (
        f"t.o.v. {baseline}: het verschil met de {baseline_of(figures)}, alleen over stellingen die in beide rondes "
        "hetzelfde waren. Anders staat er “niet vergelijkbaar”."
    )
    if figures.years_after:
        everyone = (
            "Dit is een nameting, met een korte vragenlijst voor wie bereikbaar bleef. Zij telt niet mee bij alle deals en "
            "wordt daar niet mee vergeleken: dat is onze keuze. In de nameting vullen vaak andere mensen in."
        )
    rounding = (
        "Er is gerekend met precieze getallen. Pas aan het eind is afgerond op één cijfer achter de komma, een half "
        "naar boven. Daardoor kunt u bij narekenen op 0,1 verschil uitkomen."
    )
    extent = "Bereik: het laagste en het hoogste antwoord op de stellingen van de indicator."
    return [
        scale,
        own,
        everyone,
        extent,
        *([change] if baseline else []),
        rounding,
        *protection_points(figures),
    ]


def protection_points(figures: WebFigures) -> list[str]:
    thresholds = figures.thresholds
    limits = (
        f"Een gemiddelde tonen wij vanaf {thresholds.mean} antwoorden, het bereik en de opmerkingen vanaf "
        f"{thresholds.range}, en alle deals vanaf {thresholds.deals} deals. Zo beschermen wij wat één persoon "
        "invulde."
    )
    return [limits, origin_words.anonymity(figures), f"Rekenwijze versie {figures.method}."]


def questionnaire_source(figures: WebFigures) -> str | None:
    """Names the questionnaire, so that it is never mistaken for another."""
    instrument = figures.instrument
    if not instrument:
        return None
    source = f" Bron: {instrument.source}." if instrument.source else ""
    return f"Vragenlijst: {instrument.name}.{source}"


def dutch_date(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def dutch_number(figure: str) -> str:
    """With a decimal comma and a real minus sign."""
    return figure.replace(".", ",").replace("-", "\N{MINUS SIGN}")


def shortened(text: str) -> str:
    return text if len(text) <= FOOTER_NAME_LENGTH else f"{text[: FOOTER_NAME_LENGTH - 1].rstrip()}…"
