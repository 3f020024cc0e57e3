"""The half-yearly review, with how the deal stood then."""

from deals.models import Review
from deals.queries.reviews import reviewed
from deals.record_kinds import Export, RecordKind, Removal
from deals.sheet.outgoing import date, long, organisation
from deals.sheet.tables import Column

KIND = RecordKind(
    name="halfjaargesprekken",
    model=Review,
    tab="reviews",
    removal=Removal(),
    exports=(
        Export(
            "halfjaargesprekken",
            "Halfjaargesprekken",
            (
                date("held_on", "Gevoerd op"),
                long("note", "Wat eruit kwam"),
                date("drawn_on", "Stand van"),
            ),
            rows=lambda deal, user: deal.reviews.all(),
            place=140,
        ),
        Export(
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
            rows=lambda deal, user: reviewed(deal, "milestones"),
            place=150,
        ),
        Export(
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
            rows=lambda deal, user: reviewed(deal, "agreements"),
            place=160,
        ),
        Export(
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
            rows=lambda deal, user: reviewed(deal, "actions"),
            place=170,
        ),
    ),
)
