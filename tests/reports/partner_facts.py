"""Invented years of partners: an ordinary one, an empty one, and the worst that people can put in."""

from datetime import date
from decimal import Decimal

from reports.partner_words import Agreement, DealYear, Meeting, PartnerYear
from tests.reports.web_report_figures import figures, withheld_figures

DAY = date(2026, 1, 5)
MARKUP = '#panic("boe") *vet* <b>x</b> {{ y }} & \x07 👍🏽 \u202eomgekeerd'
ARABIC = "مرحبا بالعالم هذا نص طويل"
LONG_NAME = ("Gemeentegrensoverschrijdend " * 8)[:200]
UNBROKEN = "x" * 200

MONEY = Agreement("geld", "", 2024, 2026, True, Decimal(40000), "zoals", earlier=((2024, "minder"),))
EFFORT = Agreement("inzet", "Een medewerker denkt mee.\nElke maand.", 2025, 2025, True, said="gesprek")
IN_KIND = Agreement("natura", "Zaalruimte", 2025, 2027, False)


def deal(**fields):
    shown = {
        "name": "Energieke Wijken",
        "slug": "energieke-wijken",
        "agreements": (MONEY, EFFORT, IN_KIND),
        "meetings": (
            Meeting("Kopgroep (stuurgroep)", (("Provincie Drenthe", "gedeputeerde"), ("CROW", "adviseur"))),
            Meeting("Verdiepend gesprek op 3 mei 2025", (("CROW", "directeur"),)),
        ),
        "made": (("Handreiking", date(2025, 3, 1)),),
        "shelf": (("Magazine", "tijdschrift"),),
        "figures": figures(),
    }
    return DealYear(**shown | fields)


def facts(*deals, **fields):
    shown = {
        "organisation_id": 7,
        "organisation": "Gemeente Utrecht",
        "type": "gemeente",
        "year": 2025,
        "on": DAY,
        "has_closed_round": True,
        "deals": deals,
    }
    return PartnerYear(**shown | fields)


def hostile():
    agreement = Agreement(
        "inzet", f"{MARKUP}\n{ARABIC}", 2025, 2025, True, said="minder", note=f"{MARKUP} {UNBROKEN}"
    )
    return facts(
        deal(
            name=LONG_NAME,
            agreements=(agreement, MONEY) * 12,
            meetings=(Meeting(MARKUP, ((UNBROKEN, MARKUP), (LONG_NAME, ARABIC))),),
            made=((UNBROKEN, date(2025, 1, 1)), (MARKUP, date(2025, 1, 2))),
            shelf=((LONG_NAME, MARKUP),),
            figures=withheld_figures(),
        ),
        organisation=MARKUP + LONG_NAME,
    )


VARIANTS = {
    "full": facts(deal(), deal(name="Kennis Maken", figures=withheld_figures())),
    "empty": facts(),
    "bare": facts(DealYear(name="Kale Deal", slug="kale-deal"), has_closed_round=False),
    "hostile": hostile(),
}
