"""The five tables of a deal that are exported and imported as sheets: their columns, in order."""

from dataclasses import dataclass

SHORT, LONG = 300, 5000
REACH, THIS_DEAL = "reach", "deze"  # the deals of a contact; an import changes only the file's own deal


@dataclass(frozen=True, slots=True)
class Column:
    """`kind`: text, choice, several, date, rough, year, euro, yes_no, number, e_mail or organisation.

    `known_as`: other headers.
    """

    name: str
    header: str
    kind: str = "text"
    known_as: tuple[str, ...] = ()
    most: int = SHORT
    is_needed: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """`name` is used in URLs, `title` on the sheet; `also_called`: other titles of a tab with this list."""

    name: str
    title: str
    columns: tuple[Column, ...]
    also_called: tuple[str, ...] = ()

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    @property
    def needed(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.is_needed)


def _organisation(*also: str, kinds: tuple[str, ...] = ()) -> tuple[Column, ...]:
    names = (
        *also,
        "partner",
        "partnernaam",
        "naam organisatie",
        "organisatienaam",
        "naam partner",
        "partij",
        "gemeente partner",
        "partner gemeente",
        "deelnemer",
        "deelnemende partij",
        "deelnemende organisatie",
        "naam deelnemer",
    )
    return (
        Column("organisation", "Organisatie", "organisation", names, most=200, is_needed=True),
        Column(
            "organisation_type", "Soort organisatie", "choice", ("type organisatie", "partnertype", "type")
        ),
        Column("tooi_uri", "TOOI-adres", known_as=("tooi", "tooi code", "tooi uri")),
    )


def _number(what: str) -> Column:
    return Column("number", f"Nummer {what}", "number", ("nummer", "nr", "id"))


PARTNERS = Table(
    "partners",
    "Partners",
    (
        *_organisation("naam", "gemeente", kinds=("type", "soort")),
        Column("stage", "Stadium", "choice", ("status", "stand", "fase")),
        Column("intensity", "Intensiteit", "choice"),
        Column("role", "Rol", known_as=("rol in de deal", "rol partner")),
        Column("brings", "Brengt", known_as=("wat brengt deze partner", "inbreng", "bijdrage"), most=LONG),
        Column("takes", "Haalt", known_as=("wat haalt deze partner", "opbrengst"), most=LONG),
        Column("joined_on", "Sinds", "date", ("aangesloten op", "datum aansluiting", "lid sinds")),
        Column("left_on", "Vertrokken op", "date", ("datum vertrek",)),
        Column("attached_official", "Ambtelijk aangehaakt", "choice", ("ambtelijk",)),
        Column("attached_director", "Directie aangehaakt", "choice", ("directie",)),
        Column("attached_executive", "Bestuurlijk aangehaakt", "choice", ("bestuurlijk",)),
        Column("note", "Toelichting", known_as=("opmerking", "opmerkingen", "notitie"), most=LONG),
        Column("joined_reason_id", "Reden om mee te doen", "choice", ("waarom mee",)),
        Column("left_reason_id", "Reden van vertrek of afzien", "choice", ("reden vertrek", "reden afzien")),
        Column("reason_note", "Toelichting bij de reden", most=LONG),
        Column("parts", "Onderdelen", "several", ("onderdeel", "werklijnen", "werkgroepen"), most=LONG),
    ),
)
CONTACTS = Table(
    "contactpersonen",
    "Contactpersonen",
    (
        *_organisation(),
        Column("name", "Naam", known_as=("contactpersoon", "naam contactpersoon"), most=200, is_needed=True),
        Column("function", "Functie", known_as=("functietitel",), most=200),
        Column(
            "email", "E-mailadres", "e_mail", ("e mail", "email", "mail", "mailadres", "emailadres"), most=254
        ),
        Column("level", "Niveau", "choice"),
        Column("from_on", "Vanaf", "date", ("begindatum",)),
        Column("until_on", "Tot en met", "date", ("einddatum", "tot")),
        Column(REACH, "Contact voor", "choice", ("contact voor deals",)),
    ),
)
COMMITMENTS = Table(
    "afspraken",
    "Afspraken",
    (
        _number("afspraak"),
        *_organisation(),
        Column("kind", "Soort afspraak", "choice", ("soort",), is_needed=True),
        Column("amount_eur_per_year", "Bedrag per jaar (€)", "euro", ("bedrag", "bedrag per jaar", "euro")),
        Column("description", "Afspraak in woorden", known_as=("afspraak", "omschrijving"), most=LONG),
        Column("year_from", "Van jaar", "year", ("vanaf", "van", "beginjaar", "jaar"), is_needed=True),
        Column("year_until", "Tot en met jaar", "year", ("tot en met", "tot", "eindjaar"), is_needed=True),
        Column("agreed_on", "Afgesproken op", "date", ("datum afspraak",)),
        Column("is_agreed", "Beide kanten akkoord", "yes_no", ("akkoord", "beide kanten zijn akkoord")),
    ),
)
MILESTONES = Table(
    "mijlpalen",
    "Mijlpalen",
    (
        _number("mijlpaal"),
        Column("kind", "Soort mijlpaal", "choice", ("soort",)),
        Column(
            "name",
            "Mijlpaal",
            known_as=("naam", "wat", "naam mijlpaal", "activiteit", "resultaat"),
            most=200,
            is_needed=True,
        ),
        Column(
            "planned_on",
            "Gepland op",
            "rough",
            (
                "datum",
                "gepland",
                "planning",
                "wanneer",
                "deadline",
                "streefdatum",
                "opleverdatum",
                "oplevering",
            ),
            is_needed=True,
        ),
        Column("planned_precision", "Gepland: hoe precies", "choice"),
        Column("expected_on", "Nu verwacht op", "rough", ("verwacht", "verwacht op")),
        Column("expected_precision", "Verwacht: hoe precies", "choice"),
        Column(
            "owner",
            "Trekker",
            known_as=("wie", "eigenaar", "verantwoordelijke", "door wie", "actiehouder"),
            most=200,
        ),
        Column("done_on", "Gehaald op", "date", ("gehaald", "klaar op", "gereed")),
        Column("reason", "Reden van verschuiven", known_as=("reden",), most=500),
        Column("note", "Toelichting", known_as=("opmerking", "opmerkingen", "notitie"), most=LONG),
    ),
    ("planning", "tijdlijn", "tijdpad"),
)
WANTED = Table(
    "gezocht",
    "Gezochte partners",
    (
        _number("gezochte partner"),
        Column(
            "description", "Gezochte partner", known_as=("wie zoekt u", "gezocht"), most=200, is_needed=True
        ),
        Column("type", "Soort gezochte partner", "choice"),
        Column(
            "why",
            "Waarom nodig",
            known_as=("waarom", "waarom is deze partner nodig"),
            most=LONG,
            is_needed=True,
        ),
        Column("found_as_id", "Gevonden: doet mee als", "choice", ("gevonden",)),
    ),
)
TABLES = {table.name: table for table in (PARTNERS, CONTACTS, COMMITMENTS, MILESTONES, WANTED)}
