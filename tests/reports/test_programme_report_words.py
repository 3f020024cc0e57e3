"""The words of a programme report: said once for four forms, and nothing that is not in its figures."""

import pytest

from reports.programme_report import words as programme_words
from tests.reports.programme_content import CONCEPT, FINAL, INTROS, VARIANTS, content, text, words_of


def contents(**changes):
    return programme_words.contents(content(**changes), INTROS, FINAL)


def test_there_is_a_chapter_for_each_reader_with_what_staff_wrote():
    chapters = contents()["chapters"]
    assert [chapter["title"] for chapter in chapters] == [
        "1. Voor het ministerie van BZK",
        "2. Voor Agenda Stad",
        "3. Voor de deals",
    ]
    assert chapters[0]["intro"] == ["Het gaat goed.", "De borging blijft aandacht vragen."]
    assert chapters[1]["intro"] == []


def test_in_short_it_says_what_a_reader_with_one_minute_has_to_know():
    assert contents()["summary"]["points"] == [
        "3 deals stonden in ronde 2025. Bij 2 deals vulden genoeg mensen de vragenlijst in om cijfers te tonen.",
        "In die deals vulden samen 176 mensen de vragenlijst in.",
        "De gemiddelden van alle deals per indicator liggen tussen 3,1 en 3,8, op een schaal van 1 tot 5.",
        "Bij 3 deals is het dealteam akkoord met het leerrapport. Daarin staan 3 leerpunten voor andere deals.",
        "Thema’s die in de leerpunten van meer dan één deal terugkomen: Borging (2 deals).",
        "1 les is geschikt voor de Kamerbrief.",
    ]


def test_where_nothing_may_be_shown_nothing_is_said():
    points = words_of("withheld")["summary"]["points"]
    assert points == [
        "1 deal stond in ronde 2025. Bij geen deal vulden genoeg mensen de vragenlijst in om cijfers te tonen."
    ]


def test_only_chosen_lessons_are_for_the_letter_each_with_its_deal():
    letter = contents()["letter"]
    assert letter["items"] == [{"lines": ["Begin klein."], "deal": "Alfa"}]
    assert contents(texts=[])["letter"]["items"] == []


def test_lessons_stand_by_theme_and_what_has_none_stands_last():
    groups = contents()["lessons"]["groups"]
    assert [(group["name"], [item["deal"] for item in group["items"]]) for group in groups] == [
        ("Borging", ["Alfa", "Beta"]),
        ("Geld", ["Beta"]),
        ("Zonder thema", ["Gamma"]),
    ]


def test_patterns_say_why_a_count_is_missing():
    rows = {row["name"]: [cell["text"] for cell in row["cells"]] for row in contents()["patterns"]["rows"]}
    # of the three deals with an attention point two are quoted
    assert rows == {"Borging": ["2 deals", "te weinig deals"], "Geld": ["1 deal", "te weinig deals"]}
    rows = contents(public={})["patterns"]["rows"]
    assert [cell["text"] for cell in rows[0]["cells"]] == ["2 deals", "3 deals"]


def test_lessons_of_deals_that_are_not_public_are_told_to_exist():
    lessons = contents(public={"Alfa": "web"})["lessons"]
    assert lessons["more"] == "En 2 leerpunten van deals die niet openbaar zijn."


@pytest.mark.parametrize(
    ("stage", "mark", "sentence"),
    [
        (CONCEPT, "Concept", "Concept van 5 januari 2026. De tekst kan nog veranderen."),
        (FINAL, None, "Definitief, uitgave 1, 5 januari 2026."),
    ],
)
def test_every_page_says_how_far_it_is(stage, mark, sentence):
    assert (stage.mark, stage.sentence) == (mark, sentence)


def test_made_up_figures_are_said_to_be_so():
    assert words_of("withheld")["fictitious"]["mark"] == "Verzonnen gegevens"
    assert words_of("full")["fictitious"] is None


def test_a_text_of_blank_lines_is_no_text():
    shown = contents(texts=[text("Alfa", " \n ", ["Geld"])])
    assert shown["lessons"]["groups"][0]["items"] == [{"lines": [], "deal": "Alfa"}]


@pytest.mark.parametrize("name", VARIANTS)
def test_no_deal_is_ordered_by_a_figure(name):
    names = [item["name"] for item in words_of(name)["webs"]["items"]]
    assert names == sorted(names, key=str.casefold) or name == "hostile"
