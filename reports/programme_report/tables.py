"""The figures of the programme report as tables and drawings: all deals, the years, and the web of each deal.

Everything comes from the frozen content, so it has passed the gate.
"""

from collections.abc import Sequence
from typing import Any

from impacttool.audience import REASON
from impacttool.disclosure import Thresholds
from rendering import spiderweb
from reports import trend, yearlines
from reports.programme_report.content import AllDealsIndicator, AllDealsYear, DealWeb, ProgrammeContent
from reports.trend import Tie
from reports.web_report import drawing as web_drawing
from reports.web_report import withheld
from reports.web_report import words as report_words
from reports.web_report.figures import WebFigures
from reports.web_report.words import plural

CLOSED_WEB = "Het rapport is niet openbaar"
NO_REPORT = "Er is geen rapport"
YEAR_WIDTH_CM, LEAST_NAME_CM, TEXT_WIDTH_CM = 2.2, 6, 16.6


def web_of(content: ProgrammeContent) -> spiderweb.Web:
    """All deals together: their mean, with the mean of the lowest and of the highest answers as the range."""
    newest, year = content.years[-1], content.round
    baseline = next((one for one in content.years[:-1] if one.is_baseline), None)
    few = f"minder dan {content.thresholds.deals} deals"
    return spiderweb.Web(
        title=f"Spinnenweb van alle deals {year}",
        axes=tuple(
            spiderweb.Axis(
                label=row.name,
                minimum=web_drawing.decimal(row.minimum),
                maximum=web_drawing.decimal(row.maximum),
                reference=web_drawing.decimal(row.mean),
                reason=_none(row, "mean", {"text": few})["text"],
            )
            for row in newest.indicators
        ),
        value_label="",
        reference_label=f"Alle deals {year}",
        range_label="Gemiddeld laagste en hoogste antwoord",
        baseline_label=f"Nulmeting {baseline.round}" if baseline else "Nulmeting",
        note="Demo: deze antwoorden zijn verzonnen." if content.is_fictitious else "",
    )


def year_lines(content: ProgrammeContent) -> list[trend.Line]:
    """One line per indicator; empty while there is only one round."""
    return trend.lines(content.years) if len(content.years) > 1 else []


def shown_webs(content: ProgrammeContent) -> list[spiderweb.Web]:
    """The deals with a web in this report, in the order of `webs(...)["items"]`."""
    return [web_drawing.web_of(web.figures) for web in content.webs if web.figures and not _why_none(web)]


def deals(number: int) -> str:
    return report_words.counted(number, "deal", "deals")


def reading(content: ProgrammeContent) -> list[str]:
    return [
        "Elke as is een indicator. Hoe verder van het midden, hoe hoger de score: van 1 (laag) tot 5 (hoog).",
        "De donkerrode streepjeslijn met vierkantjes is het gemiddelde van alle deals. Elke deal telt even zwaar.",
        (
            "De grijze band loopt van het gemiddelde van de laagste tot het gemiddelde van de hoogste antwoorden per deal. "
            "Bij een brede band lopen de meningen binnen deals uiteen."
        ),
    ]


def table(newest: AllDealsYear, thresholds: Thresholds) -> dict[str, Any]:
    few = {"text": f"minder dan {thresholds.deals} deals", "words": True}
    rows = []
    for row in newest.indicators:
        number = row.n if row.n is not None else f"ten minste {thresholds.deals}"
        none = {column: _none(row, column, few) for column in ("mean", "range")}
        cells = [
            _figure(row.mean) if row.mean is not None else none["mean"],
            _figure(f"{row.minimum}–{row.maximum}") if row.minimum is not None else none["range"],
            {"text": str(number), "words": row.n is None} if row.mean is not None else none["mean"],
        ]
        rows.append({"name": f"{row.number}. {row.name}", "cells": cells})
    return {
        "heading": "Per indicator",
        "head": ["Indicator", "Alle deals", "Bereik", "Aantal deals"],
        "widths": [2.6, 2.6, 2.6],
        "rows": rows,
        "notes": [
            "Bereik: het gemiddelde van de laagste en het gemiddelde van de hoogste antwoorden per deal. Aantal deals: de "
            "deals die een score op deze indicator mogen tonen.",
            *_unseen(newest, thresholds),
        ],
    }


def _none(row: AllDealsIndicator, column: str, few: dict[str, Any]) -> dict[str, Any]:
    is_unseen = row.withheld.get(column) == REASON
    return {"text": withheld.FEW_UNSEEN, "words": True} if is_unseen else few


def _unseen(newest: AllDealsYear, thresholds: Thresholds) -> list[str]:
    if not any(REASON in row.withheld.values() for row in newest.indicators):
        return []
    return [withheld.few_unseen_note(thresholds)]


def _figure(text: str) -> dict[str, Any]:
    return {"text": report_words.dutch_number(text), "words": False}


def years(years: Sequence[AllDealsYear]) -> dict[str, Any]:
    heading = "De indicatoren over de jaren"
    if len(years) < 2:
        return {
            "heading": heading,
            "none": "Dit is de eerste ronde. Er is nog niets om mee te vergelijken.",
            "lines": [],
        }
    lines = trend.lines(years)
    least = years[-1].thresholds.deals
    names = {one.round: str(one.round) + (" (nulmeting)" if one.is_baseline else "") for one in years}
    return {
        "heading": heading,
        "none": "",
        "lines": [
            {"name": f"{line.number}. {line.name}", "alt": yearlines.describe(line, yearlines.ALL_DEALS)}
            for line in lines
        ],
        "table": {
            "heading": "Gemiddelde van alle deals, per ronde",
            "head": ["Indicator", *names.values()],
            "widths": [min(YEAR_WIDTH_CM, (TEXT_WIDTH_CM - LEAST_NAME_CM) / len(years))] * len(years),
            "rows": [
                {
                    "name": f"{line.number}. {line.name}",
                    "cells": [_year_cell(point, least) for point in line.points],
                }
                for line in lines
            ],
            "notes": [
                "Elk jaar doen andere deals en andere mensen mee. Daarom staat er geen verschil bij: een hoger of lager "
                "gemiddelde kan ook daarvan komen.",
                *_breaks(lines),
            ],
        },
    }


def _year_cell(point: trend.Point, least: int) -> dict[str, Any]:
    if point.mean is not None:
        return _figure(str(point.mean))
    if point.reason == REASON:
        return {"text": withheld.FEW_UNSEEN, "words": True}
    return {"text": f"minder dan {least} deals" if point.asked else "niet gevraagd", "words": True}


def _breaks(lines: Sequence[trend.Line]) -> list[str]:
    found = []
    for line in lines:
        steps = [(point.year, point.since_previous) for point in line.points if point.since_previous]
        found += [
            f"{line.name}: {year} en {step.year_before} zijn niet vergelijkbaar; de stellingen zijn veranderd."
            for year, step in steps
            if step.tie in (Tie.NONE, Tie.UNKNOWN)
        ]
        found += [
            f"{line.name}: {year} en {step.year_before} zijn deels vergelijkbaar; {step.shared} van {step.asked} "
            "stellingen zijn gelijk."
            for year, step in steps
            if step.tie == Tie.SOME
        ]
    return found


def webs(content: ProgrammeContent) -> dict[str, Any]:
    """The webs that may be shown, and the deals without one grouped by reason; all in alphabetical order."""
    more = content.unnamed_deals
    without: dict[str, list[str]] = {}
    for web in content.webs:
        without.setdefault(_why_none(web), []).append(web.deal)
    shown = without.pop("", [])
    left = [f"{reason}: {', '.join(names)}." for reason, names in without.items()]
    if more:
        left.append(f"Niet genoemd: {deals(more)}, want die {plural(more, 'is', 'zijn')} zelf niet openbaar.")
    return {
        "heading": "Het spinnenweb van elke deal",
        "note": (
            "Op alfabet, om van te leren. Groen is de deal, rood gestreept het gemiddelde van alle deals, grijs het "
            "bereik van de antwoorden."
        ),
        "items": [_web_item(web, web.figures) for web in content.webs if web.figures and not _why_none(web)],
        "left_heading": "Deals zonder spinnenweb in dit rapport"
        if shown
        else "Er zijn geen spinnenwebben om te tonen",
        "left": left,
    }


def _web_item(web: DealWeb, figures: WebFigures) -> dict[str, str]:
    described = spiderweb.describe_small(web_drawing.web_of(figures))
    return {"name": web.deal, "slug": web.slug, "alt": f"Spinnenweb van {web.deal}. {described}"}


def _why_none(web: DealWeb) -> str:
    """The reason that a deal has no web in this report; "" if it has one."""
    if web.is_closed:
        return CLOSED_WEB
    if web.figures is None:
        return NO_REPORT
    reason = withheld.empty_reason(web.figures)
    return reason[:1].upper() + reason[1:]
