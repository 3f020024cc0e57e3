"""Invented contents of programme reports: ordinary ones, and the worst that people can put in."""

from datetime import date

import msgspec

from foundation import stored_figures
from impacttool.disclosure import Thresholds
from reports.learning_report.words import Stage
from reports.programme_report import patterns
from reports.programme_report import words as programme_words
from reports.programme_report.content import AgreedWords, AllDealsIndicator, AllDealsYear, ProgrammeContent
from tests.reports.learning_report_content import ARABIC, LONG_NAME, MARKUP
from tests.reports.web_report_figures import NAMES, figures

DAY = date(2026, 1, 5)
CONCEPT, FINAL = Stage(on=DAY), Stage(on=DAY, final_on=DAY)
INTROS = {
    "ministry": "Het gaat goed.\n\nDe borging blijft aandacht vragen.",
    "programme": "",
    "deals": "Lees verder.",
}
LIMITS = Thresholds()


def together(number, **changes):
    """All deals on one indicator."""
    row = {
        "number": number,
        "name": NAMES[(number - 1) % len(NAMES)],
        "mean": f"3.{number}",
        "minimum": "1.6",
        "maximum": "4.8",
        "n": 14,
        "withheld": {},
    }
    return msgspec.convert(row | changes, AllDealsIndicator)


def overlap(number, shared=2):
    return {"number": number, "shared": shared, "asked": 2, "asked_then": 2}


def year(round_, indicators=None, **changes):
    shown = [together(number) for number in range(1, 9)] if indicators is None else indicators
    one = {
        "round": round_,
        "is_baseline": False,
        "previous_year": None,
        "thresholds": LIMITS,
        "indicators": shown,
    }
    return msgspec.convert(msgspec.to_builtins(one | changes), AllDealsYear)


def three_years():
    """The second indicator was asked in other words in 2025, the third partly, the fourth not in 2023."""
    shared = {2: 0, 3: 1}
    newest = [
        together(number, previous_overlap=overlap(number, shared.get(number, 2))) for number in range(1, 9)
    ]
    before = [
        together(number, mean="2.9", previous_overlap=overlap(None if number == 4 else number))
        for number in range(1, 9)
    ]
    first = [together(number, mean="2.5") for number in range(1, 9) if number != 4]
    return [
        year(2023, first, is_baseline=True),
        year(2024, before, previous_year=2023),
        year(2025, newest, previous_year=2024),
    ]


def text(deal, words, themes=(), *, kind=patterns.LESSON, is_for_letter=False, is_final=True):
    return AgreedWords(deal, deal, kind, words, is_final, tuple(themes), is_for_letter)


TEXTS = [
    text("Alfa", "Begin klein.", ["Borging"], is_for_letter=True),
    text("Beta", "=Leg vast wie beslist.\nEn wanneer.", ["Borging", "Geld"]),
    text("Gamma", "Neem de tijd."),
    *(
        text(deal, f"Let op {deal}.", ["Borging"], kind=patterns.ATTENTION)
        for deal in ("Alfa", "Beta", "Gamma")
    ),
    text("Alfa", "Geld is op.", ["Geld"], kind=patterns.ATTENTION),
]
PUBLIC = {"Alfa": "web", "Beta": "deal", "Gamma": "web"}


def web(deal, shown=None):
    return {"survey": deal, "deal": deal, "slug": deal.casefold(), "figures": shown}


def deal_figures(name):
    return figures(
        deal={"slug": name.casefold(), "name": name, "kind": "city_deal"}, remarks=[], breakdown=None
    )


def content(years=None, texts=TEXTS, webs=None, public=PUBLIC, **changes):
    if webs is None:
        webs = [web("Alfa", deal_figures("Alfa")), web("Beta", deal_figures("Beta")), web("Gamma")]
    made = {
        "round": 2025,
        "method": "1",
        "is_fictitious": False,
        "thresholds": LIMITS,
        "years": three_years() if years is None else years,
        "behind": {},
        "counts": {"deals": len(webs), "reported": 2, "shown": 2, "responses": 176, "agreed": 3},
        "webs": webs,
        "schema": ProgrammeContent.SCHEMA,
    }
    made = stored_figures.read(ProgrammeContent, msgspec.to_builtins(made))
    made = patterns.with_texts(made, texts)
    made = stored_figures.read(ProgrammeContent, stored_figures.write(made) | msgspec.to_builtins(changes))
    return patterns.only_public(made, public)


def withheld():
    """One deal, nothing that may be shown, nothing said."""
    none = {"mean": None, "minimum": None, "maximum": None, "n": None, "withheld": {"mean": "few_deals"}}
    rows = [together(number, **none) for number in range(1, 9)]
    counts = {"deals": 1, "reported": 1, "shown": 0, "responses": None, "agreed": 0}
    return content([year(2025, rows)], [], [web("Alfa")], counts=counts, is_fictitious=True)


def hostile():
    names = [f"{LONG_NAME[:195]} {number}" for number in range(40)]
    worst = ["=1+1", "@SUM(A1)", "-2", "#" * 10_000, "woord " * 1_666, ARABIC, MARKUP]
    texts = [text(names[0], words, ["T" * 80, MARKUP[:80]], is_for_letter=True) for words in worst]
    texts += [text(name, MARKUP, ["Thema"], kind=patterns.ATTENTION) for name in names[:4]]
    rows = [together(number, name=LONG_NAME) for number in range(1, 9)]
    webs = [web(name, deal_figures(name)) for name in names]
    years = [year(2016 + turn, rows, previous_year=2015 + turn) for turn in range(10)]
    return content(years, texts, webs, dict.fromkeys(names, "web"))


VARIANTS = {
    "full": (content(), INTROS, FINAL),
    "first round": (content([year(2025)]), {}, CONCEPT),
    "withheld": (withheld(), {}, CONCEPT),
    "hostile": (hostile(), {"ministry": MARKUP + " woord" * 1_600, "deals": ARABIC}, CONCEPT),
}


def words_of(name):
    return programme_words.contents(*VARIANTS[name])
