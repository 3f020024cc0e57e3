"""The tables of a deal that go out as a sheet and are not read in again: what was talked about, decided and signed.

The name of a column is where its value stands, from the record on, as Django writes such a path.
"""

from deals.sheet.names import compared
from deals.sheet.read import Sheet
from deals.sheet.tables import LONG, Column, Table


def _long(name: str, header: str) -> Column:
    return Column(name, header, most=LONG)


def _date(name: str, header: str) -> Column:
    return Column(name, header, "date")


def _choice(name: str, header: str) -> Column:
    return Column(name, header, "choice")


def _moment(name: str, header: str) -> Column:
    return Column(name, header, "moment")


def _organisation(name: str, header: str = "Organisatie") -> Column:
    return Column(name, header, "organisation")


BODIES = Table(
    "overleggen",
    "Overleggen",
    (
        _choice("kind", "Soort overleg"),
        Column("name", "Overleg"),
        _long("mandate", "Mandaat"),
        Column("frequency", "Hoe vaak"),
        _date("since_on", "Geldt sinds"),
        _date("ended_on", "Gestopt op"),
    ),
)
MEMBERS = Table(
    "leden",
    "Leden van overleggen",
    (
        Column("body__name", "Overleg"),
        _organisation("organisation__name"),
        Column("function", "Functie"),
        Column("person", "Naam"),
    ),
)
DECISIONS = Table(
    "besluiten",
    "Besluiten",
    (_date("decided_on", "Besloten op"), Column("body__name", "Overleg"), _long("text", "Besluit")),
)
ACTION_POINTS = Table(
    "actiepunten",
    "Actiepunten",
    (
        _long("text", "Actiepunt"),
        Column("body__name", "Overleg"),
        _organisation("owner_organisation__name", "Wie: organisatie"),
        Column("owner", "Wie: functie of naam"),
        _date("due_on", "Klaar voor"),
        _choice("state", "Stand"),
        _date("closed_on", "Gedaan of vervallen op"),
        _long("reason", "Toelichting"),
    ),
)
PARTS = Table(
    "onderdelen",
    "Onderdelen",
    (
        _choice("kind", "Soort onderdeel"),
        Column("name", "Onderdeel"),
        _long("aim", "Wat dit onderdeel wil bereiken"),
        _organisation("lead_organisation__name", "Trekker: organisatie"),
        Column("lead_person", "Trekker: naam en functie"),
        _date("ended_on", "Klaar op"),
    ),
)
COURSE_CHANGES = Table(
    "bijstellingen",
    "Bijstellingen",
    (
        _date("decided_on", "Besloten op"),
        _long("what", "Wat gaan we anders doen?"),
        _long("why", "Waarom?"),
        Column("decided_by", "Besloten door"),
    ),
)
ANCHORING = Table(
    "borging",
    "Borging",
    (
        _organisation("organisation__name", "Ministerie"),
        Column("title", "Titel"),
        _date("laid_down_on", "Vastgesteld op"),
        _long("note", "Wat is daarin geborgd?"),
    ),
)
RELATIONS = Table(
    "verbanden",
    "Verbanden",
    (Column("kind", "Verband"), Column("other__full_name", "Andere deal"), _long("text", "Toelichting")),
)
SIGNINGS = Table(
    "ondertekeningen",
    "Ondertekeningen",
    (
        _choice("kind", "Soort ondertekening"),
        _date("signed_on", "Ondertekend op"),
        _choice("precision", "Nauwkeurigheid"),
        _long("conditions", "Voorwaarden om aan te sluiten"),
        _long("note", "Toelichting"),
    ),
)
PUBLICATIONS = Table(
    "publicaties",
    "Publicaties",
    (
        Column("number", "Nummer in de Staatscourant"),
        Column("url", "Adres"),
        _date("signing_moment__signed_on", "Ondertekend op"),
    ),
)
CONFIRMATIONS = Table(
    "jaarlijkse-bevestigingen",
    "Jaarlijkse bevestigingen",
    (
        _organisation("commitment__participation__organisation__name"),
        _long("commitment__in_words", "Afspraak"),
        Column("year", "Jaar", "year"),
        _choice("state", "Stand"),
        _long("note", "Toelichting"),
        Column("confirmed_by", "Bevestigd door"),
    ),
)
MOVES = Table(
    "verschuivingen",
    "Verschoven mijlpalen",
    (
        Column("milestone__name", "Mijlpaal"),
        _choice("which", "Welke datum"),
        _date("old_on", "Van"),
        _choice("old_precision", "Van: hoe precies"),
        _date("new_on", "Naar"),
        _choice("new_precision", "Naar: hoe precies"),
        Column("reason", "Reden"),
    ),
)
CONVERSATIONS = Table(
    "gesprekken",
    "Gesprekken",
    (
        _organisation("participation__organisation__name"),
        _date("held_on", "Gevoerd op"),
        _choice("kind", "Soort gesprek"),
        Column("with_whom", "Met wie"),
        _long("what", "Wat is besproken"),
    ),
)
DEAL = Table(
    "deal",
    "De deal zelf",
    (
        Column("name", "Naam"),
        _choice("kind", "Soort deal"),
        Column("theme", "Thema"),
        _choice("phase", "Fase"),
        Column("phase_note", "Toelichting bij de fase"),
        _long("stop_reason", "Reden van stoppen"),
        _long("goal", "Doel"),
        _long("why_deal", "Waarom een deal?"),
        _date("starts_on", "Begin"),
        _choice("starts_precision", "Begin: hoe precies"),
        _date("ends_on", "Einde"),
        _choice("ends_precision", "Einde: hoe precies"),
        Column("is_published", "Openbaar", "yes_no"),
        _long("internal_notes", "Interne notities"),
        Column("source", "Bron"),
        Column("source_url", "Adres van de bron"),
    ),
)
TEAM = Table(
    "team",
    "Team van de deal",
    (Column("user__name", "Naam"), _choice("role", "Rol"), _date("ended_on", "Stopt op")),
)
DATES = Table(
    "data",
    "Data van de deal",
    (
        _date("on", "Datum"),
        _choice("precision", "Nauwkeurigheid"),
        Column("what", "Wat"),
        _long("note", "Toelichting"),
        Column("source", "Bron"),
    ),
)
FACTS = Table(
    "bronnen",
    "Wat de bronnen zeggen",
    (_choice("subject", "Onderwerp"), _long("text", "Tekst"), Column("source", "Bron")),
)
HISTORY = Table(
    "geschiedenis",
    "Geschiedenis",
    (
        _moment("at", "Wanneer"),
        Column("actor_label", "Wie"),
        Column("verb", "Wat"),
        Column("changes", "Van en naar", "changes", most=LONG),
    ),
)
REVIEWS = Table(
    "halfjaargesprekken",
    "Halfjaargesprekken",
    (
        _date("held_on", "Gevoerd op"),
        _long("note", "Wat eruit kwam"),
        _date("drawn_on", "Stand van"),
    ),
)
CONTRIBUTIONS = Table(
    "bijdragen",
    "Bijdragen per soort of netwerk",
    (
        _choice("type", "Soort organisatie"),
        Column("network__name", "Netwerk"),
        Column("amount_eur_per_year", "Bedrag per jaar (€)", "euro"),
        Column("year_from", "Van jaar", "year"),
        Column("year_until", "Tot en met jaar", "year"),
    ),
)
CRITERIA = Table(
    "criteria",
    "Toetredingscriteria",
    (_date("moment__signed_on", "Ondertekenmoment"), _long("text", "Criterium")),
)
CRITERIA_MET = Table(
    "gehaalde-criteria",
    "Gehaalde criteria",
    (
        _organisation("participation__organisation__name"),
        _long("criterion__text", "Criterium"),
        _moment("met_at", "Afgevinkt op"),
        Column("met_by__name", "Afgevinkt door"),
    ),
)
VERSIONS = Table(
    "eerdere-afspraken",
    "Verloop van afspraken",
    (
        _organisation("commitment__participation__organisation__name"),
        _long("in_words", "Afspraak"),
        Column("is_agreed", "Beide kanten akkoord", "yes_no"),
        _moment("saved_at", "Vastgelegd op"),
        Column("saved_by", "Vastgelegd door"),
    ),
)
AMENDMENTS = Table(
    "voorstellen",
    "Voorstellen",
    (
        _organisation("commitment__participation__organisation__name"),
        _long("in_words", "Voorstel"),
        _long("why", "Waarom"),
        _choice("state", "Stand"),
        Column("proposed_label", "Voorgesteld door"),
        _moment("proposed_at", "Voorgesteld op"),
        Column("answered_label", "Beantwoord door"),
        _moment("answered_at", "Beantwoord op"),
    ),
)
BODY_VERSIONS = Table(
    "eerdere-mandaten",
    "Eerdere mandaten",
    (
        Column("body__name", "Overleg"),
        _long("mandate", "Mandaat"),
        Column("frequency", "Hoe vaak"),
        _date("from_on", "Van"),
        _date("until_on", "Tot"),
    ),
)
TALKS = Table(
    "verdiepende-gesprekken",
    "Verdiepende gesprekken",
    (
        Column("survey__round__year", "Ronde", "year"),
        _date("held_on", "Gesprek op"),
        _choice("form", "Vorm"),
        _long("context", "Geschiedenis en context"),
    ),
)
TALK_NOTES = Table(
    "gespreksnotities",
    "Notities van gesprekken",
    (
        _date("session__held_on", "Gesprek op"),
        Column("element__indicator__name", "Indicator"),
        Column("element__text", "Element"),
        _long("text", "Notitie"),
    ),
)
KEPT = {
    table.name: table
    for table in (
        DEAL,
        TEAM,
        DATES,
        FACTS,
        HISTORY,
        REVIEWS,
        CONTRIBUTIONS,
        CRITERIA,
        CRITERIA_MET,
        VERSIONS,
        AMENDMENTS,
        BODY_VERSIONS,
        TALKS,
        TALK_NOTES,
        CONFIRMATIONS,
        MOVES,
        BODIES,
        MEMBERS,
        DECISIONS,
        ACTION_POINTS,
        PARTS,
        COURSE_CHANGES,
        ANCHORING,
        RELATIONS,
        SIGNINGS,
        PUBLICATIONS,
        CONVERSATIONS,
    )
}


def is_kept(sheet: Sheet) -> bool:
    """One of these tables, as it went out; so a workbook with everything comes in again without them."""
    header = [compared(text) for text in sheet.header]
    return any(
        compared(sheet.title) == compared(table.title)
        or header == [compared(column.header) for column in table.columns]
        for table in KEPT.values()
    )
