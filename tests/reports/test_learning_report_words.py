from datetime import date

import pytest

from reports.learning_report import words
from tests.reports.learning_report_content import AGREED, CONCEPT, FINAL, content, words_of


@pytest.mark.parametrize(
    ("stage", "mark", "sentence"),
    [
        (CONCEPT, "Concept", "Concept van 5 januari 2026. De tekst kan nog veranderen."),
        (
            AGREED,
            "Akkoord, nog niet definitief",
            "Akkoord door het dealteam op 3 januari 2026, nog niet definitief.",
        ),
        (FINAL, None, "Definitief, uitgave 1, 5 januari 2026. Akkoord door het dealteam op 3 januari 2026."),
    ],
)
def test_what_is_not_final_says_so(stage, mark, sentence):
    assert (stage.mark, stage.sentence) == (mark, sentence)


def test_the_order_and_the_eight_chapters_of_the_source():
    made = words_of("full")
    assert [chapter["title"] for chapter in made["chapters"]][:2] == [
        "1. Vormgeving van het proces",
        "2. Samenstelling van de partners",
    ]
    assert len(made["chapters"]) == 8
    assert made["context"]["lines"] == ["De deal startte in 2022.", "In 2023 sloten twee ministeries aan."]
    assert made["chapters"][0]["findings"] == [
        ["Het proces is herkenbaar."],
        ["Te weinig ritme.", "Vanaf nu elke zes weken."],
    ]
    assert [(fact["label"], fact["text"]) for fact in made["chapters"][0]["facts"]] == [
        ("Deze deal", "3,8"),
        ("n", "24"),
        ("Bereik", "2–5"),
        ("t.o.v. 2024", "+0,4"),
        ("Alle deals", "3,5"),
    ]


def test_without_a_baseline_no_change_is_spoken_of():
    made = words_of("no answers")
    assert "t.o.v." not in str(made["chapters"]) and "nulmeting" not in made["drawing"]


def test_deals_in_the_same_phase_stand_beside_where_they_may_be_shown():
    facts = [chapter["facts"][-1] for chapter in words_of("same phase")["chapters"]]
    assert (facts[0]["label"], facts[0]["text"]) == ("Zelfde fase", "3,6")
    assert (facts[7]["label"], facts[7]["text"]) == ("Zelfde fase", "minder dan 3 deals")


def test_a_figure_that_is_withheld_says_why():
    facts = words_of("one answer")["chapters"][0]["facts"]
    assert [fact["text"] for fact in facts[:3]] == [
        "minder dan 5 antwoorden",
        "minder dan\u00a05",
        "minder dan 10 antwoorden",
    ]


def test_what_was_not_said_is_a_sentence_and_no_gap():
    made = words_of("no answers")
    assert made["context"]["lines"] == [words.NO_CONTEXT]
    assert made["chapters"][0]["findings"] == [] and made["chapters"][0]["none"] == words.NO_FINDINGS
    assert (made["lessons"]["texts"], made["attention"]["points"]) == ([], [])


def test_a_point_of_attention_says_who_and_when():
    points = words_of("full")["attention"]["points"]
    assert points[0]["details"] == "door Gemeente Utrecht, strateeg · voor 1 maart 2026 · open"
    assert points[1]["details"] == words.NOT_AGREED
    day = content(attention=[{"text": "x", "owner": "", "due_on": date(2026, 3, 1), "is_done": True}])
    assert words.contents(day, FINAL)["attention"]["points"][0]["details"] == "voor 1 maart 2026 · gedaan"


def test_the_definition_of_a_score_quotes_its_statements():
    assert words.definition(words_of("full")["chapters"][1]).startswith(
        "Stellingen: “Stelling 2.” De score is"
    )
    assert words.definition({"statements": []}).startswith("De score is")
