"""Tables that go out of what a deal talked about: the half-yearly reviews, and the talks about a survey with what they
led to. Nothing here comes from what one person answered."""

from deals.sheet.outgoing import choice, date, long, organisation
from deals.sheet.tables import Column, Table

REVIEWS = Table(
    "halfjaargesprekken",
    "Halfjaargesprekken",
    (
        date("held_on", "Gevoerd op"),
        long("note", "Wat eruit kwam"),
        date("drawn_on", "Stand van"),
    ),
)
REVIEW_MILESTONES = Table(
    "halfjaargesprek-mijlpalen",
    "Halfjaargesprek, mijlpalen",
    (
        date("held_on", "Gesprek gevoerd op"),
        Column("name", "Mijlpaal"),
        date("planned_on", "Gepland op"),
        Column("planned_precision", "Gepland: hoe precies"),
        date("expected_on", "Toen verwacht op"),
        Column("expected_precision", "Verwacht: hoe precies"),
        date("done_on", "Gehaald op"),
    ),
)
REVIEW_AGREEMENTS = Table(
    "halfjaargesprek-afspraken",
    "Halfjaargesprek, afspraken",
    (
        date("held_on", "Gesprek gevoerd op"),
        Column("year", "Jaar", "year"),
        organisation("partner"),
        long("agreement", "Afspraak"),
        Column("amount_eur", "Bedrag per jaar (€)", "euro"),
        Column("years", "Jaren van de afspraak"),
        Column("state", "Hoe het toen ging"),
        long("note", "Toelichting"),
    ),
)
REVIEW_ACTIONS = Table(
    "halfjaargesprek-actiepunten",
    "Halfjaargesprek, actiepunten",
    (
        date("held_on", "Gesprek gevoerd op"),
        long("text", "Actiepunt"),
        organisation("organisation"),
        date("due_on", "Klaar voor"),
        Column("state", "Stand toen"),
        date("closed_on", "Gedaan of vervallen op"),
        long("reason", "Toelichting"),
    ),
)
TALKS = Table(
    "verdiepende-gesprekken",
    "Verdiepende gesprekken",
    (
        Column("survey__round__year", "Ronde", "year"),
        date("held_on", "Gesprek op"),
        choice("form", "Vorm"),
        long("context", "Geschiedenis en context"),
    ),
)
ATTENDEES = Table(
    "aanwezigen",
    "Aanwezigen bij gesprekken",
    (
        date("session__held_on", "Gesprek op"),
        organisation("organisation__name"),
        Column("function", "Functie"),
    ),
)
TALK_NOTES = Table(
    "gespreksnotities",
    "Notities van gesprekken",
    (
        date("session__held_on", "Gesprek op"),
        Column("element__indicator__name", "Indicator"),
        Column("element__text", "Element"),
        long("text", "Notitie"),
    ),
)
WISHES = Table(
    "leerwensen",
    "Leerwensen",
    (
        date("session__held_on", "Gesprek op"),
        Column("indicator__name", "Indicator"),
        choice("kind", "Wat wilt u?"),
    ),
)
FINDINGS = Table(
    "bevindingen",
    "Bevindingen",
    (
        Column("survey__round__year", "Ronde", "year"),
        Column("indicator__name", "Indicator"),
        long("text", "Bevinding"),
    ),
)
LESSONS = Table(
    "leerpunten",
    "Leerpunten voor andere deals",
    (Column("survey__round__year", "Ronde", "year"), long("text", "Leerpunt")),
)
ATTENTION = Table(
    "aandachtspunten",
    "Aandachtspunten voor deze deal",
    (
        Column("survey__round__year", "Ronde", "year"),
        long("text", "Aandachtspunt"),
        long("action_point__text", "Actiepunt"),
    ),
)
TALKED = (
    REVIEWS,
    REVIEW_MILESTONES,
    REVIEW_AGREEMENTS,
    REVIEW_ACTIONS,
    TALKS,
    ATTENDEES,
    TALK_NOTES,
    WISHES,
    FINDINGS,
    LESSONS,
    ATTENTION,
)
