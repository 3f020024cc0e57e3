"""The words of the yearly report of a partner (jaarrapport): facts in, Dutch sentences out [003:1197].

Page and PDF are both made from `contents`. Like every report it is in Dutch, whatever the language of the interface. It
is the same for all its readers, so it holds only what every contact of the partner may see: never the conversations
between the deal team and a partner.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from foundation.sort_key import sort_key
from rendering import spiderweb
from reports.learning_report.words import lines_of
from reports.web_report import words as report_words
from reports.web_report.drawing import web_of
from reports.web_report.figures import WebFigures

KINDS = {"geld": "geld", "natura": "in natura", "inzet": "inzet"}
STATES = {
    "meer": "meer dan afgesproken",
    "zoals": "zoals afgesproken",
    "minder": "minder dan afgesproken",
    "gesprek": "gesprek gevoerd",
}
SCORES = (("mean", "Deze deal", 2.4), ("n", "n", 2.4), ("all_deals", "Alle deals", 2.4))


@dataclass(frozen=True, slots=True)
class Agreement:
    """One agreement that runs in the year; `said`: how the year went, "" when nobody confirmed it."""

    kind: str
    text: str
    first_year: int
    last_year: int
    is_agreed: bool
    eur_per_year: Decimal | None = None
    said: str = ""
    note: str = ""
    earlier: tuple[tuple[int, str], ...] = ()
    is_demo: bool = False


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting with others: (organisation, function), without the partner itself."""

    what: str
    others: tuple[tuple[str, str], ...]
    is_demo: bool = False


@dataclass(frozen=True, slots=True)
class DealYear:
    """One deal in the year. `figures`: of its published report; `made`: (product, day); `shelf`: (product, kind)."""

    name: str
    slug: str = ""
    agreements: tuple[Agreement, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    made: tuple[tuple[str, date], ...] = ()
    shelf: tuple[tuple[str, str], ...] = ()
    figures: WebFigures | None = None
    has_demo: bool = False


@dataclass(frozen=True, slots=True)
class PartnerYear:
    """One organisation in one year, over all its deals. `has_closed_round`: whether webs can exist."""

    organisation_id: int
    organisation: str
    type: str
    year: int
    on: date
    has_closed_round: bool = False
    deals: tuple[DealYear, ...] = field(default=())


def contents(facts: PartnerYear) -> dict[str, Any]:
    """All text of the report, for page and PDF."""
    title = f"Jaarrapport {facts.year} {facts.organisation}"
    return {
        "title": title,
        **report_words.sheet(facts.on),
        "subtitle": _subtitle(facts),
        "purpose": _purpose(facts),
        "fictitious": _fictitious(facts),
        "empty": _empty(facts),
        "summary": {"heading": "In het kort", "head": ["Wat", "Aantal"], "facts": _summary(facts)},
        "agreed": _agreed(facts),
        "met": _met(facts),
        "made": _made(facts),
        "webs": _webs(facts),
        "talk": _talk(facts),
        "method": {"heading": "Wat staat hier wel en niet in?", "points": _method(facts.year)},
        "footer": f"{report_words.shortened(title)} · stand van {report_words.dutch_date(facts.on)}",
    }


def euro(amount: Decimal) -> str:
    """€ 40.000, and € 1.234,50 if there are cents."""
    written = f"{amount:,.2f}" if amount % 1 else f"{amount:,.0f}"
    return "€\N{NO-BREAK SPACE}" + written.translate(str.maketrans(",.", ".,"))


def _subtitle(facts: PartnerYear) -> str:
    deals = report_words.counted(len(facts.deals), "deal", "deals") if facts.deals else "geen deals"
    kind = facts.type[:1].upper() + facts.type[1:]
    return f"{kind} · {deals} · stand van {report_words.dutch_date(facts.on)}"


def _purpose(facts: PartnerYear) -> str:
    still = (
        f" Het jaar {facts.year} is nog niet om: dit is de stand tot nu toe."
        if facts.on.year == facts.year
        else ""
    )
    return (
        f"Dit rapport zet bij elkaar wat uw organisatie in {facts.year} in haar deals afsprak, wie u daar ontmoette en wat "
        f"het opleverde. Het is er om samen over te praten, niet om af te rekenen.{still}"
    )


def _fictitious(facts: PartnerYear) -> dict[str, str] | None:
    made_up = any(
        deal.has_demo
        or any(one.is_demo for one in deal.agreements)
        or any(one.is_demo for one in deal.meetings)
        or (deal.figures and deal.figures.is_fictitious)
        for deal in facts.deals
    )
    if not made_up:
        return None
    return {
        "mark": "Verzonnen gegevens",
        "sentence": (
            "In dit rapport staan afspraken, ontmoetingen, producten of scores die verzonnen zijn, om te tonen hoe het "
            "portaal werkt."
        ),
    }


def _empty(facts: PartnerYear) -> str | None:
    if facts.deals:
        return None
    return (
        f"Voor {facts.year} staat in het portaal geen openbare deal waaraan {facts.organisation} meedeed. Klopt dat "
        "niet, vraag dan het dealteam of Agenda Stad om de deelname vast te leggen."
    )


def _agreements(facts: PartnerYear) -> list[Agreement]:
    return [one for deal in facts.deals for one in deal.agreements]


def _sum(agreements: Iterable[Agreement]) -> Decimal:
    return sum((one.eur_per_year for one in agreements if one.eur_per_year), Decimal(0))


def _summary(facts: PartnerYear) -> list[dict[str, str]]:
    agreements = _agreements(facts)
    said = sum(1 for one in agreements if one.said)
    met = {name for deal in facts.deals for one in deal.meetings for name, _function in one.others}
    values = (
        ("Deals", len(facts.deals)),
        (f"Afspraken voor {facts.year}", len(agreements)),
        ("Daarvan bevestigd", f"{said} van {len(agreements)}" if agreements else "–"),
        ("Toegezegd in geld", euro(_sum(agreements))),
        ("Organisaties ontmoet", len(met)),
        (f"Producten klaar in {facts.year}", sum(len(deal.made) for deal in facts.deals)),
        ("Openbare spinnenwebben", sum(1 for deal in facts.deals if deal.figures)),
    )
    return [{"label": label, "value": str(value)} for label, value in values]


def _agreed(facts: PartnerYear) -> dict[str, Any]:
    agreements = _agreements(facts)
    return {
        "heading": f"Wat u afsprak voor {facts.year}, en hoe het liep",
        "total": _total(agreements, facts.year),
        "head": ["Afspraak", f"In {facts.year}", "Hoe het liep"],
        "deals": [
            {
                "name": deal.name,
                "slug": deal.slug,
                "rows": [_agreement(one) for one in deal.agreements],
            }
            for deal in facts.deals
            if deal.agreements
        ],
        "without": _without(facts),
    }


def _without(facts: PartnerYear) -> str:
    names = [deal.name for deal in facts.deals if not deal.agreements]
    if not names:
        return ""
    which = (
        f"Uw deals in {facts.year}"
        if len(names) == len(facts.deals)
        else f"Zonder afspraak voor {facts.year}"
    )
    return f"{which}: {'; '.join(names)}."


def _total(agreements: Sequence[Agreement], year: int) -> str:
    if not agreements:
        return f"Er staat voor {year} nog geen afspraak van uw organisatie in het portaal."
    kinds = Counter(one.kind for one in agreements)
    parts = [f"{euro(_sum(agreements))} in geld"] if kinds["geld"] else []
    parts += (
        [report_words.counted(kinds["natura"], "afspraak in natura", "afspraken in natura")]
        if kinds["natura"]
        else []
    )
    parts += (
        [report_words.counted(kinds["inzet"], "afspraak over inzet", "afspraken over inzet")]
        if kinds["inzet"]
        else []
    )
    states = Counter(one.said for one in agreements if one.said)
    said = ", ".join(f"{states[state]} {STATES[state]}" for state in STATES if states[state])
    waiting = len(agreements) - sum(states.values())
    confirmed = f"Bevestigd: {said}." if said else "Er is nog niets bevestigd."
    rest = f" Nog niet bevestigd: {waiting}." if said and waiting else ""
    return f"Samen: {' · '.join(parts)}. {confirmed}{rest}"


def _agreement(one: Agreement) -> dict[str, Any]:
    term = str(one.first_year) if one.first_year == one.last_year else f"{one.first_year}–{one.last_year}"
    earlier = ", ".join(f"{on}: {STATES[state]}" for on, state in one.earlier)
    details = [
        f"Loopt {term}",
        "" if one.is_agreed else "beide kanten zijn nog niet akkoord",
        f"eerder: {earlier}" if earlier else "",
    ]
    return {
        "lines": lines_of(one.text) or [f"Bijdrage in {KINDS[one.kind]}"],
        "details": " · ".join(part for part in details if part),
        "amount": euro(one.eur_per_year) if one.eur_per_year else KINDS[one.kind],
        "said": STATES[one.said] if one.said else "nog niet bevestigd",
        "is_said": bool(one.said),
        "note": lines_of(one.note),
    }


def _met(facts: PartnerYear) -> dict[str, Any]:
    deals = [
        {"name": deal.name, "meetings": [_meeting(one) for one in deal.meetings]}
        for deal in facts.deals
        if deal.meetings
    ]
    return {
        "heading": f"Wie u ontmoette in {facts.year}",
        "deals": deals,
        "none": (
            f"Er is voor {facts.year} niet vastgelegd met wie uw organisatie aan tafel zat. Het dealteam legt overleggen "
            "en verdiepende gesprekken vast bij de deal."
        ),
        "note": "Per organisatie en functie, zonder namen.",
    }


def _meeting(one: Meeting) -> dict[str, Any]:
    functions: dict[str, list[str]] = {}
    for name, function in one.others:
        known = functions.setdefault(name, [])
        if function and function not in known:
            known.append(function)
    return {
        "what": one.what,
        "others": [
            f"{name}: {', '.join(known)}" if known else name
            for name, known in sorted(functions.items(), key=lambda row: sort_key(row[0]))
        ],
        "none": "Van andere organisaties is hier niemand vastgelegd.",
    }


def _made(facts: PartnerYear) -> dict[str, Any]:
    made = [
        {"name": name, "details": f"{deal.name} · klaar op {report_words.dutch_date(on)}"}
        for deal in facts.deals
        for name, on in deal.made
    ]
    shelf = [
        {"name": name, "details": f"{deal.name} · {kind}" if kind else deal.name}
        for deal in facts.deals
        for name, kind in deal.shelf
    ]
    return {
        "heading": f"Wat uw deals opleverden in {facts.year}",
        "products": made,
        "none": f"Bij uw deals staat geen product dat in {facts.year} klaar was.",
        "shelf": {"heading": "Ook van uw deals, jaar niet vastgelegd", "products": shelf},
    }


def _webs(facts: PartnerYear) -> dict[str, Any]:
    shown = [deal for deal in facts.deals if deal.figures]
    none = f"Van uw deals is over {facts.year} geen spinnenweb openbaar gemaakt."
    if not facts.has_closed_round:
        none = f"Er is voor {facts.year} geen afgeronde impactmeting. Zolang een ronde loopt, tonen wij geen scores."
    return {
        "heading": "Hoe het met uw deals gaat",
        "intro": (
            "De openbare spinnenwebben van uw deals, op alfabet: om van te leren, geen ranglijst. De donkergroene lijn "
            "is de deal, de rode streepjeslijn zijn alle deals, de grijze band is het bereik van de antwoorden."
        ),
        "none": none,
        "deals": [_web(deal, deal.figures) for deal in shown if deal.figures],
        "note": "n is het aantal invullers met een score voor de indicator. Cijfers met te weinig antwoorden tonen wij niet.",
    }


def _web(deal: DealYear, figures: WebFigures) -> dict[str, Any]:
    return {
        "name": deal.name,
        "slug": deal.slug,
        "round": figures.round,
        "alt": spiderweb.describe(web_of(figures)),
        "response": report_words.response(figures),
        "table": {
            "head": ["Indicator", *(label for _column, label, _width in SCORES)],
            "widths": [width for _column, _label, width in SCORES],
            "rows": [
                {
                    "name": f"{each.number}. {each.name}",
                    "cells": [report_words.cell(each, column, figures.thresholds) for column, *_ in SCORES],
                }
                for each in figures.indicators
            ],
        },
    }


def _talk(facts: PartnerYear) -> dict[str, Any]:
    return {
        "heading": "Om over te praten",
        "intro": "Dit weet het portaal niet. Neem deze vragen mee naar het volgende overleg.",
        "questions": [
            f"Waar heeft het netwerk u in {facts.year} geholpen?",
            "Welke producten waren voor u van belang, en waarvoor gebruikt u ze?",
            f"Wie wilt u in {facts.year + 1} ontmoeten?",
        ],
    }


def _method(year: int) -> list[str]:
    return [
        f"Deals: de openbare deals waaraan uw organisatie in {year} meedeed, of waarin zij voor dat jaar iets afsprak.",
        "Afspraken: geld per jaar, in natura of inzet in woorden, zoals nu vastgelegd. Hoe het liep, zei uw organisatie "
        "of het dealteam. Uren houden wij nergens bij.",
        f"Ontmoetingen: de overleggen waarin uw organisatie nu zit, de verdiepende gesprekken van {year} waarbij zij was, "
        f"en wie op hetzelfde moment in {year} tekende. Gesprekken die het dealteam voor zichzelf vastlegt, staan hier "
        "niet in.",
        f"Producten: wat een deal zich voornam en in {year} klaar had. Van andere producten is geen jaar vastgelegd.",
        "Spinnenwebben: alleen van rapporten die openbaar zijn, met de cijfers zoals ze toen zijn uitgebracht.",
    ]
