"""What recurs is counted by deal, and nothing is named that is not public."""

from dataclasses import replace

import pytest

from reports.programme_report import patterns
from reports.programme_report import words as programme_words
from tests.reports.programme_content import CONCEPT, TEXTS, content, deal_figures, text, web


def themes(texts):
    return {theme.name: theme for theme in patterns.with_texts(content(), texts).themes}


def test_a_deal_counts_once_for_a_theme_however_often_it_says_so():
    twice = [text("Alfa", "Een", ["Geld"]), text("Alfa", "Twee", ["Geld"]), text("Beta", "Drie", ["Geld"])]
    assert themes(twice)["Geld"].lessons == 2  # three texts


@pytest.mark.parametrize(("deals", "shown"), [(0, 0), (1, None), (2, None), (3, 3)])
def test_attention_points_are_counted_from_three_deals_on(deals, shown):
    texts = [text(f"Deal {n}", "Let op", ["Geld"], kind=patterns.ATTENTION) for n in range(deals)]
    assert themes([text("Alfa", "Les", ["Geld"]), *texts])["Geld"].attention == shown


def test_three_attention_points_of_one_deal_are_not_three_deals():
    texts = [text("Alfa", f"Let op {n}", ["Geld"], kind=patterns.ATTENTION) for n in range(3)]
    assert themes(texts)["Geld"].attention is None


def test_the_words_of_an_attention_point_need_a_final_and_public_report():
    texts = [
        text("Alfa", "definitief en openbaar", kind=patterns.ATTENTION),
        text("Alfa", "alleen akkoord", kind=patterns.ATTENTION, is_final=False),
        text("Beta", "niet openbaar", kind=patterns.ATTENTION),
    ]
    shown = content(texts=texts, public={"Alfa": "web", "Beta": "deal"})
    assert [each.text for each in shown.attention] == ["definitief en openbaar"]


def test_a_deal_that_is_not_public_is_counted_and_not_named():
    shown = content(public={"Alfa": "web"})
    assert [one.deal for one in shown.webs] == ["Alfa"] and shown.unnamed_deals == 2
    assert {lesson.deal for lesson in shown.lessons} == {"Alfa"} and shown.unnamed_lessons == 2
    assert {theme.name: theme.lessons for theme in shown.themes} == {"Borging": 2, "Geld": 1}
    read = str(programme_words.contents(shown, {}, CONCEPT))
    assert "Beta" not in read and "Gamma" not in read


def test_a_web_needs_a_public_report():
    shown = content(webs=[web("Alfa", deal_figures("Alfa")), web("Beta", deal_figures("Beta"))])
    assert [bool(one.figures) for one in shown.webs] == [True, False]


def test_what_was_left_out_does_not_come_back():
    all_public = dict.fromkeys(("Alfa", "Beta", "Gamma"), "web")
    once = content(public={"Alfa": "web"})
    assert patterns.only_public(once, all_public) == once
    less = patterns.only_public(once, {})
    assert (less.webs, less.lessons, less.attention) == ((), (), ())
    assert (less.unnamed_deals, less.unnamed_lessons) == (3, 3)


def test_texts_without_a_theme_are_counted():
    assert patterns.with_texts(content(), TEXTS).unmarked == 1


@pytest.mark.parametrize(
    ("named", "shown"), [("", 5), ("A", 5), ("AB", 5), ("ABC", None), ("ABCD", None), ("ABCDE", 5)]
)
def test_attention_points_are_not_counted_where_those_that_are_quoted_leave_one_or_two_deals(named, shown):
    texts = [text(deal, "Let op", ["Geld"], kind=patterns.ATTENTION) for deal in "ABCDE"]
    made = content(texts=texts, webs=[web(deal) for deal in "ABCDE"], public=dict.fromkeys(named, "web"))
    assert [theme.attention for theme in made.themes] == [shown]


def test_what_is_quoted_of_another_theme_takes_nothing_off():
    texts = [text(deal, "Let op", ["Geld"], kind=patterns.ATTENTION) for deal in "ABC"]
    texts.append(text("A", "Iets anders", ["Tijd"], kind=patterns.ATTENTION))
    texts[0] = replace(texts[0], is_final=False)
    made = content(texts=texts, webs=[web(deal) for deal in "ABC"], public={"A": "web"})
    assert {theme.name: theme.attention for theme in made.themes} == {"Geld": 3, "Tijd": None}


def test_what_can_by_now_be_read_in_a_public_learning_report_is_taken_off():
    texts = [text(deal, "Let op", ["Geld"], kind=patterns.ATTENTION, is_final=False) for deal in "ABCD"]
    webs = [web(deal) for deal in "ABCD"]
    for readable, shown in (("", 4), ("A", 4), ("AB", None), ("ABCD", 4)):
        public = dict.fromkeys("ABCD", "web") | dict.fromkeys(readable, "words")
        made = content(texts=texts, webs=webs, public=public)
        assert [theme.attention for theme in made.themes] == [shown], readable
