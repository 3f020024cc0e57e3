"""The tables of a deal that go out as a sheet and are not read in again: what was talked about, decided and signed.

The name of a column is where its value stands, from the record on, as Django writes such a path.
"""

from deals.sheet.outgoing import choice, date, long, moment, organisation
from deals.sheet.read import Sheet
from deals.sheet.tables import LONG, Column, Table
from deals.sheet.talked import TALKED
from partners.recognition import compared

BODIES = Table(
    "overleggen",
    "Overleggen",
    (
        choice("kind", "Soort overleg"),
        Column("name", "Overleg"),
        long("mandate", "Mandaat"),
        Column("frequency", "Hoe vaak"),
        date("since_on", "Geldt sinds"),
        date("ended_on", "Gestopt op"),
    ),
)
MEMBERS = Table(
    "leden",
    "Leden van overleggen",
    (
        Column("body__name", "Overleg"),
        organisation("organisation__name"),
        Column("function", "Functie"),
        Column("person", "Naam"),
    ),
)
DECISIONS = Table(
    "besluiten",
    "Besluiten",
    (date("decided_on", "Besloten op"), Column("body__name", "Overleg"), long("text", "Besluit")),
)
ACTION_POINTS = Table(
    "actiepunten",
    "Actiepunten",
    (
        long("text", "Actiepunt"),
        Column("body__name", "Overleg"),
        organisation("owner_organisation__name", "Wie: organisatie"),
        Column("owner", "Wie: functie of naam"),
        date("due_on", "Klaar voor"),
        choice("state", "Stand"),
        date("closed_on", "Gedaan of vervallen op"),
        long("reason", "Toelichting"),
    ),
)
PARTS = Table(
    "onderdelen",
    "Onderdelen",
    (
        choice("kind", "Soort onderdeel"),
        Column("name", "Onderdeel"),
        long("aim", "Wat dit onderdeel wil bereiken"),
        organisation("lead_organisation__name", "Trekker: organisatie"),
        Column("lead_person", "Trekker: naam en functie"),
        date("ended_on", "Klaar op"),
    ),
)
COURSE_CHANGES = Table(
    "bijstellingen",
    "Bijstellingen",
    (
        date("decided_on", "Besloten op"),
        long("what", "Wat gaan we anders doen?"),
        long("why", "Waarom?"),
        Column("decided_by", "Besloten door"),
    ),
)
ANCHORING = Table(
    "borging",
    "Borging",
    (
        organisation("organisation__name", "Ministerie"),
        Column("title", "Titel"),
        date("laid_down_on", "Vastgesteld op"),
        long("note", "Wat is daarin geborgd?"),
    ),
)
RELATIONS = Table(
    "verbanden",
    "Verbanden",
    (Column("kind", "Verband"), Column("other__full_name", "Andere deal"), long("text", "Toelichting")),
)
SIGNINGS = Table(
    "ondertekeningen",
    "Ondertekeningen",
    (
        choice("kind", "Soort ondertekening"),
        date("signed_on", "Ondertekend op"),
        choice("precision", "Nauwkeurigheid"),
        long("conditions", "Voorwaarden om aan te sluiten"),
        long("note", "Toelichting"),
    ),
)
PUBLICATIONS = Table(
    "publicaties",
    "Publicaties",
    (
        Column("number", "Nummer in de Staatscourant"),
        Column("url", "Adres"),
        date("signing_moment__signed_on", "Ondertekend op"),
    ),
)
CONFIRMATIONS = Table(
    "jaarlijkse-bevestigingen",
    "Jaarlijkse bevestigingen",
    (
        organisation("commitment__participation__organisation__name"),
        long("commitment__in_words", "Afspraak"),
        Column("year", "Jaar", "year"),
        choice("state", "Stand"),
        long("note", "Toelichting"),
        Column("confirmed_by", "Bevestigd door"),
    ),
)
MOVES = Table(
    "verschuivingen",
    "Verschoven mijlpalen",
    (
        Column("milestone__name", "Mijlpaal"),
        choice("which", "Welke datum"),
        date("old_on", "Van"),
        choice("old_precision", "Van: hoe precies"),
        date("new_on", "Naar"),
        choice("new_precision", "Naar: hoe precies"),
        Column("reason", "Reden"),
    ),
)
CONVERSATIONS = Table(
    "gesprekken",
    "Gesprekken",
    (
        organisation("participation__organisation__name"),
        date("held_on", "Gevoerd op"),
        choice("kind", "Soort gesprek"),
        Column("with_whom", "Met wie"),
        long("what", "Wat is besproken"),
    ),
)
DEAL = Table(
    "deal",
    "De deal zelf",
    (
        Column("name", "Naam"),
        choice("kind", "Soort deal"),
        Column("theme", "Thema"),
        choice("phase", "Fase"),
        Column("phase_note", "Toelichting bij de fase"),
        long("stop_reason", "Reden van stoppen"),
        long("goal", "Doel"),
        long("why_deal", "Waarom een deal?"),
        date("starts_on", "Begin"),
        choice("starts_precision", "Begin: hoe precies"),
        date("ends_on", "Einde"),
        choice("ends_precision", "Einde: hoe precies"),
        Column("is_published", "Openbaar", "yes_no"),
        long("internal_notes", "Interne notities"),
        Column("source", "Bron"),
        Column("source_url", "Adres van de bron"),
    ),
)
TEAM = Table(
    "team",
    "Team van de deal",
    (Column("user__name", "Naam"), choice("role", "Rol"), date("ended_on", "Stopt op")),
)
DATES = Table(
    "data",
    "Data van de deal",
    (
        date("on", "Datum"),
        choice("precision", "Nauwkeurigheid"),
        Column("what", "Wat"),
        long("note", "Toelichting"),
        Column("source", "Bron"),
    ),
)
FACTS = Table(
    "bronnen",
    "Wat de bronnen zeggen",
    (choice("subject", "Onderwerp"), long("text", "Tekst"), Column("source", "Bron")),
)
HISTORY = Table(
    "geschiedenis",
    "Geschiedenis",
    (
        moment("at", "Wanneer"),
        Column("actor_label", "Wie"),
        Column("verb", "Wat"),
        Column("changes", "Van en naar", "changes", most=LONG),
    ),
)
CONTRIBUTIONS = Table(
    "bijdragen",
    "Bijdragen per soort of netwerk",
    (
        choice("type", "Soort organisatie"),
        Column("network__name", "Netwerk"),
        Column("amount_eur_per_year", "Bedrag per jaar (€)", "euro"),
        Column("year_from", "Van jaar", "year"),
        Column("year_until", "Tot en met jaar", "year"),
    ),
)
SCHEME_RUNS = Table(
    "afspraken-volgens-bijdragen",
    "Afspraken volgens de bijdragen",
    (
        moment("at", "Gemaakt op"),
        Column("by__name", "Gemaakt door"),
        Column("made_count", "Aantal afspraken", "number"),
        moment("undone_at", "Ongedaan gemaakt op"),
    ),
)
PUT_ASIDE = Table(
    "terzijde-gelegd",
    "Aandachtspunten terzijde",
    (
        long("why", "Aandachtspunt"),
        long("reason", "Waarom terzijde"),
        Column("by__name", "Terzijde gelegd door"),
        moment("at", "Terzijde gelegd op"),
    ),
)
CRITERIA = Table(
    "criteria",
    "Toetredingscriteria",
    (date("moment__signed_on", "Ondertekenmoment"), long("text", "Criterium")),
)
CRITERIA_MET = Table(
    "gehaalde-criteria",
    "Gehaalde criteria",
    (
        organisation("participation__organisation__name"),
        long("criterion__text", "Criterium"),
        moment("met_at", "Afgevinkt op"),
        Column("met_by__name", "Afgevinkt door"),
    ),
)
VERSIONS = Table(
    "eerdere-afspraken",
    "Verloop van afspraken",
    (
        organisation("commitment__participation__organisation__name"),
        long("in_words", "Afspraak"),
        Column("is_agreed", "Beide kanten akkoord", "yes_no"),
        moment("saved_at", "Vastgelegd op"),
        Column("saved_by", "Vastgelegd door"),
    ),
)
AMENDMENTS = Table(
    "voorstellen",
    "Voorstellen",
    (
        organisation("commitment__participation__organisation__name"),
        long("in_words", "Voorstel"),
        long("why", "Waarom"),
        choice("state", "Stand"),
        Column("proposed_label", "Voorgesteld door"),
        moment("proposed_at", "Voorgesteld op"),
        Column("answered_label", "Beantwoord door"),
        moment("answered_at", "Beantwoord op"),
    ),
)
BODY_VERSIONS = Table(
    "eerdere-mandaten",
    "Eerdere mandaten",
    (
        Column("body__name", "Overleg"),
        long("mandate", "Mandaat"),
        Column("frequency", "Hoe vaak"),
        date("from_on", "Van"),
        date("until_on", "Tot"),
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
        CONTRIBUTIONS,
        SCHEME_RUNS,
        PUT_ASIDE,
        CRITERIA,
        CRITERIA_MET,
        VERSIONS,
        AMENDMENTS,
        BODY_VERSIONS,
        *TALKED,
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
