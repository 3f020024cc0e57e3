"""Invented learning reports: ordinary ones, and the worst that people can put in."""

from datetime import date

import msgspec

from foundation import stored_figures
from reports.learning_report import words as learning_words
from reports.learning_report.content import LearningContent
from tests.reports.web_report_figures import figures, indicator, withheld_figures

DAY = date(2026, 1, 5)
CONCEPT = learning_words.Stage(on=DAY)
AGREED = learning_words.Stage(on=DAY, agreed_on=date(2026, 1, 3))
FINAL = learning_words.Stage(on=DAY, agreed_on=date(2026, 1, 3), final_on=DAY)
MARKUP = '#panic("boe") *vet* <b>x</b> {{ y }} & \x07 👍🏽 \u202eomgekeerd'
ARABIC = "مرحبا بالعالم هذا نص طويل"
LONG_NAME = ("Gemeentegrensoverschrijdend " * 8)[:200]
NOTHING = {
    "n": None,
    "mean": None,
    "minimum": None,
    "maximum": None,
    "change": None,
    "baseline_mean": None,
    "baseline_n": None,
    "all_deals_mean": None,
    "all_deals_minimum": None,
    "all_deals_maximum": None,
}


def hold_talk(**changes):
    said = {
        "context": "De deal startte in 2022.\n\nIn 2023 sloten twee ministeries aan.",
        "chapters": [
            {
                "number": 1,
                "name": "x",
                "findings": ["Het proces is herkenbaar.", "Te weinig ritme.\nVanaf nu elke zes weken."],
            }
        ],
        "lessons": ["Begin met een kleine kopgroep.", "=Leg vast wie beslist."],
        "attention": [
            {
                "text": "Maak een planning.",
                "owner": "Gemeente Utrecht, strateeg",
                "due_on": "2026-03-01",
                "is_done": False,
            },
            {"text": "Nodig de waterschappen uit.", "owner": "", "due_on": None, "is_done": False},
        ],
    }
    return said | changes


def content(shown=None, **said):
    shown = figures() if shown is None else shown
    made = {
        "schema": LearningContent.SCHEMA,
        "figures": shown,
        "talk": hold_talk(**said),
        "statements": {str(number): [f"Stelling {number}."] for number in range(1, 9)},
        "report_version": 1,
    }
    return stored_figures.read(LearningContent, msgspec.to_builtins(made))


def unanswered(reason, respondents):
    """Nobody answered, one did, or all chose n.v.t.: no figure at all."""
    withheld = {"mean": reason, "range": reason, "all_deals": "few_deals", "change": "no_baseline"}
    indicators = [indicator(number, **NOTHING, withheld=withheld) for number in range(1, 9)]
    return figures(respondents=respondents, invited=12, baseline_year=None, indicators=indicators)


def hostile():
    shown = figures(
        deal={"slug": "h", "name": LONG_NAME, "kind": "city_deal"},
        indicators=[indicator(number, name=LONG_NAME) for number in range(1, 9)],
    )
    worst = ["=1+1", "@SUM(A1)", "-2", "#" * 10_000, "woord " * 1_666, ARABIC, MARKUP]
    return content(
        shown,
        context=MARKUP + " woord" * 1_600,
        chapters=[
            {"number": 1, "name": "", "findings": worst},
            {"number": 2, "name": "", "findings": [MARKUP] * 30},
        ],
        lessons=["W" * 200, "+31 6", ARABIC],
        attention=[{"text": "x " * 800, "owner": "Z" * 200, "due_on": "2026-01-01", "is_done": True}],
    )


NONE_SAID = {"context": " \n", "chapters": [], "lessons": [], "attention": []}
VARIANTS = {
    "same phase": (
        content(
            figures(
                phase="uitvoering",
                indicators=[
                    *(indicator(number, same_phase_mean="3.6") for number in range(1, 8)),
                    indicator(8, same_phase_mean=None, withheld={"same_phase": "few_deals"}),
                ],
            )
        ),
        FINAL,
    ),
    "full": (content(), FINAL),
    "withheld": (content(withheld_figures()), CONCEPT),
    "no answers": (content(unanswered("no_answers", None), **NONE_SAID), CONCEPT),
    "one answer": (content(unanswered("few_answers", None), **NONE_SAID), CONCEPT),
    "all n.v.t.": (content(unanswered("no_answers", 24), **NONE_SAID), AGREED),
    "hostile": (hostile(), AGREED),
}


def words_of(name):
    return learning_words.contents(*VARIANTS[name])
