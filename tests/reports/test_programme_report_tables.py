"""All deals as table and web, the years, and the webs of deals."""

import pytest

from rendering import spiderweb
from reports.programme_report import tables as programme_tables
from reports.web_report import withheld
from tests.reports.programme_content import (
    LIMITS,
    VARIANTS,
    content,
    deal_figures,
    together,
    web,
    words_of,
    year,
)
from tests.reports.web_report_figures import NO_MEAN, figures, indicator


def test_every_figure_stands_with_the_number_of_deals_behind_it():
    rows = words_of("full")["table"]["rows"]
    assert [cell["text"] for cell in rows[0]["cells"]] == ["3,1", "1,6–4,8", "14"]


def test_a_number_of_deals_that_would_give_one_away_is_not_shown():
    shown = programme_tables.table(year(2025, [together(1, n=None)]), LIMITS)
    assert shown["rows"][0]["cells"][2] == {"text": "ten minste 3", "words": True}


def test_without_three_deals_every_cell_says_so():
    for row in words_of("withheld")["table"]["rows"]:
        assert {cell["text"] for cell in row["cells"]} == {"minder dan 3 deals"}


def test_the_web_of_all_deals_has_no_line_of_one_deal():
    drawn = programme_tables.web_of(content())
    svg, words = spiderweb.draw(drawn), spiderweb.describe(drawn)
    assert spiderweb.RED in svg and "<circle" not in svg  # round marks are of one deal
    assert "deze deal" not in words.casefold()
    assert "Vormgeving van het proces: alle deals 3,1; bereik 1,6 tot en met 4,8." in words


def test_an_axis_without_enough_deals_says_so_to_who_cannot_see_it():
    words = spiderweb.describe(programme_tables.web_of(VARIANTS["withheld"][0]))
    assert "Resultaat: alle deals minder dan 3 deals." in words


def test_years_stand_beside_each_other_and_no_difference_is_computed():
    table = words_of("full")["years"]["table"]
    assert table["head"] == ["Indicator", "2023 (nulmeting)", "2024", "2025"]
    assert [cell["text"] for cell in table["rows"][0]["cells"]] == ["2,5", "2,9", "3,1"]
    assert "+" not in str(table["rows"])


def test_years_that_cannot_be_compared_are_said_to_be_so_and_get_no_line():
    years = words_of("full")["years"]
    notes = years["table"]["notes"]
    assert (
        "Samenstelling van de partners: 2025 en 2024 zijn niet vergelijkbaar; de stellingen zijn veranderd."
        in notes
    )
    assert "Resultaat: 2025 en 2024 zijn deels vergelijkbaar; 1 van 2 stellingen zijn gelijk." in notes
    assert not [note for note in notes if note.startswith("Vormgeving van het proces")]
    assert "Geen lijn tussen 2024 en 2025." in years["lines"][1]["alt"]
    assert years["lines"][1]["alt"].startswith("Alle deals, schaal")


def test_an_indicator_that_was_not_asked_says_so():
    row = words_of("full")["years"]["table"]["rows"][3]
    assert row["cells"][0] == {"text": "niet gevraagd", "words": True}


def test_a_first_round_has_nothing_to_compare_with():
    years = words_of("first round")["years"]
    assert years["lines"] == [] and "eerste ronde" in years["none"]
    assert programme_tables.year_lines(VARIANTS["first round"][0]) == []


def test_webs_are_alphabetical_and_a_deal_without_one_says_why():
    webs = words_of("full")["webs"]
    assert [item["name"] for item in webs["items"]] == ["Alfa"]
    assert webs["left"] == ["Het rapport is niet openbaar: Beta.", "Er is geen rapport: Gamma."]
    assert "Vormgeving van het proces 3,8" in webs["items"][0]["alt"]


def test_deals_that_are_not_named_are_counted():
    left = programme_tables.webs(content(public={"Alfa": "web"}))["left"]
    assert left == ["Niet genoemd: 2 deals, want die zijn zelf niet openbaar."]


@pytest.mark.parametrize(
    ("reasons", "words"),
    [
        (("no_answers", "no_answers"), "geen antwoorden"),
        (("few_answers", "no_answers"), "minder dan 5 antwoorden"),
        (("few_changes", "few_changes"), "te weinig gewijzigde antwoorden"),
        (("few_changes", "few_answers"), "te weinig antwoorden, of te weinig gewijzigde"),
    ],
)
def test_each_reason_for_an_empty_web_has_its_own_words(reasons, words):
    rows = [
        indicator(number, **NO_MEAN, withheld={"mean": reason}) for number, reason in enumerate(reasons, 1)
    ]
    shown = figures(indicators=rows)
    assert withheld.empty_reason(shown) == words
    left = programme_tables.webs(content(webs=[web("Alfa", shown)]))["left"]
    assert left == [f"{words[0].upper()}{words[1:]}: Alfa."]


def test_there_is_a_drawing_for_every_web_that_is_named():
    for shown, *_rest in VARIANTS.values():
        items = programme_tables.webs(shown)["items"]
        assert [one.title for one in programme_tables.shown_webs(shown)] == [
            f"Spinnenweb {item['name']} 2025" for item in items
        ]


def test_a_web_with_figures_that_is_closed_is_not_drawn():
    closed = content(webs=[web("Beta", deal_figures("Beta"))])
    assert programme_tables.shown_webs(closed) == []
