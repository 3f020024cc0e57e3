from datetime import date

import pytest

from impacttool.disclosure import Thresholds
from reports.web_report import words as report_words
from tests.reports.web_report_figures import figures, indicator, withheld_figures


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "24 van 31 genodigden vulden in (77%)"),
        ({"respondents": 5, "invited": 8}, "5 van 8 genodigden vulden in (63%)"),
        ({"respondents": None}, "minder dan 5 ingevulde vragenlijsten"),
        ({"invited": 0}, "24 ingevulde vragenlijsten"),
        ({"invited": 20}, "24 ingevulde vragenlijsten"),
    ],
)
def test_response(changes: dict[str, int | None], sentence: str) -> None:
    assert report_words.response(figures(**changes)) == sentence


def test_dates_and_numbers_as_a_dutch_reader_writes_them() -> None:
    assert report_words.dutch_date(date(2026, 11, 21)) == "21 november 2026"
    assert report_words.dutch_date(date(2027, 1, 1)) == "1 januari 2027"
    assert [report_words.dutch_number(figure) for figure in ("3.4", "+0.4", "-0.1")] == [
        "3,4",
        "+0,4",
        "−0,1",
    ]


def test_a_report_without_baseline_has_no_column_for_it() -> None:
    first = figures(baseline_year=None)
    assert report_words.table(first)["head"] == ["Indicator", "Deze deal", "Alle deals", "Bereik", "n"]
    assert not any("nulmeting" in point for point in report_words.method_points(first))
    assert report_words.table(figures())["head"][2] == "t.o.v. 2024"


@pytest.mark.parametrize(
    ("column", "reason", "words"),
    [
        ("mean", "few_answers", "minder dan 6 antwoorden"),
        ("range", "few_answers", "minder dan 12 antwoorden"),
        ("mean", "few_changes", "te weinig gewijzigde antwoorden"),
        ("mean", "no_answers", "geen antwoorden"),
        ("all_deals", "few_deals", "minder dan 4 deals"),
        ("change", "no_baseline", "geen nulmeting"),
        ("change", "not_comparable", "niet vergelijkbaar"),
        ("change", "few_answers", "te weinig antwoorden"),
        ("change", None, "geen cijfer"),
    ],
)
def test_what_is_withheld_is_said_with_the_thresholds_of_the_round(
    column: str, reason: str | None, words: str
) -> None:
    thresholds = Thresholds(mean=6, range=12, deals=4)
    assert report_words.withheld_words(reason, column, thresholds) == words


def test_why_the_band_is_missing_is_said_only_where_it_is() -> None:
    assert not any("zonder band" in note for note in report_words.notes(figures()))
    notes = report_words.notes(withheld_figures())
    assert any(note.startswith("Bij 5 tot en met 9 antwoorden") for note in notes)
    few = figures(
        indicators=[
            indicator(1, n=None, mean=None, minimum=None, maximum=None, withheld={"mean": "few_answers"})
        ]
    )
    assert not any("zonder band" in note for note in report_words.notes(few))


def test_why_a_change_is_missing_beside_a_score_is_said_only_where_it_is() -> None:
    assert not any("bij een verandering" in note for note in report_words.notes(figures()))
    one = figures(indicators=[indicator(1, change=None, withheld={"change": "few_answers"})])
    assert any(
        note.startswith("“Te weinig antwoorden” bij een verandering") for note in report_words.notes(one)
    )


def test_remarks_stand_under_their_indicator_line_by_line() -> None:
    assert report_words.remarks(figures()) is None
    shown = report_words.remarks(withheld_figures())
    assert shown is not None
    assert shown["groups"] == [
        {
            "name": "1. Vormgeving van het proces",
            "texts": [["Het kernoverleg werkt goed."], ["Meer ruimte graag.", "Wij zien elkaar te weinig."]],
        }
    ]


def test_the_questionnaire_is_named_only_where_the_figures_name_it() -> None:
    assert report_words.questionnaire_source(figures()) is None
    named = figures(instrument={"name": "Zelfevaluatie", "source": "midterm review (AEF)"})
    assert (
        report_words.questionnaire_source(named) == "Vragenlijst: Zelfevaluatie. Bron: midterm review (AEF)."
    )


def test_the_tone_is_for_learning() -> None:
    words = report_words.contents(figures(), alternative="", issued_on=date(2026, 11, 21))
    assert "om van te leren" in words["purpose"]
    assert "geen ranglijst" in words["purpose"]
    assert any("Alle deals tellen even zwaar" in point for point in words["method"]["points"])


def test_deals_in_the_same_phase_have_a_column_where_there_is_a_figure() -> None:
    rows = [
        indicator(1, same_phase_mean="3.1"),
        indicator(2, same_phase_mean=None, withheld={"same_phase": "few_deals"}),
    ]
    shown = report_words.table(figures(phase="nawerking", indicators=rows))
    assert shown["head"] == [
        "Indicator",
        "Deze deal",
        "t.o.v. 2024",
        "Alle deals",
        "Zelfde fase",
        "Bereik",
        "n",
    ]
    assert [row["cells"][3]["text"] for row in shown["rows"]] == ["3,1", "minder dan 3 deals"]
    assert sum(shown["widths"]) < 12 and len(shown["widths"]) == 6
    assert any("“nawerking”" in note for note in shown["notes"])


def test_without_a_figure_for_the_phase_a_sentence_says_why_and_an_old_report_says_nothing() -> None:
    rows = [indicator(1, same_phase_mean=None, withheld={"same_phase": "few_deals"})]
    notes = report_words.notes(figures(phase="nawerking", indicators=rows))
    assert any("tonen wij niet apart" in note for note in notes)
    assert not any("fase" in note for note in report_words.notes(figures()))
