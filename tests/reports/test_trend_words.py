"""The words beside the lines over the years."""

from reports import trend, trend_words
from reports.trend import Line, Point
from tests.reports.test_trend import PARTLY, WHOLE, only_line, row, year


def test_the_words_say_both_n_and_what_was_shared():
    line = only_line(
        year(2024, row()), year(2025, row(change="-0.4", baseline_overlap=PARTLY), baseline=2024)
    )
    newest, oldest = trend_words.year_table(line, baseline=False)["rows"]
    assert (newest.name, oldest.name) == ("2025", "2024")
    cell = dict(newest.labelled)["Sinds vorige ronde"]
    assert (cell["text"], cell["note"]) == ("−0,4", "t.o.v. 2024, n = 21 en 24; 1 van 3 stellingen gelijk")
    assert dict(oldest.labelled)["Sinds vorige ronde"]["text"] == "eerste ronde"
    assert not trend_words.has_baseline_column([line])


def test_what_is_withheld_is_said():
    few = dict.fromkeys(("mean", "range", "change"), "few_answers")
    line = only_line(
        year(2024, row()),
        year(2025, row(n=None, mean=None, change=None, withheld=few, baseline_overlap=WHOLE), baseline=2024),
    )
    cells = dict(trend_words.year_table(line, baseline=False)["rows"][0].labelled)
    assert cells["Score"]["text"] == "minder dan 5 antwoorden"
    assert (cells["n"]["text"], cells["Sinds vorige ronde"]["text"]) == ("", "te weinig antwoorden")


def test_an_indicator_that_the_round_before_did_not_ask_is_compared_with_the_nulmeting_alone():
    lines = trend.lines(
        [
            year(2023, row(1, "Proces"), row(2, "Resultaat")),
            year(2024, row(2, "Resultaat"), baseline=2023),
            year(2025, row(1, "Proces", change="+0.3", baseline_overlap=WHOLE), baseline=2023, previous=2024),
        ]
    )
    assert trend_words.has_baseline_column(lines)
    newest, not_asked, _first = trend_words.year_table(lines[0], baseline=True)["rows"]
    assert dict(newest.labelled)["Sinds vorige ronde"]["text"] == "toen niet gevraagd"
    assert dict(newest.labelled)["Sinds nulmeting"]["text"] == "+0,3"
    assert [cell["text"] for _head, cell in not_asked.labelled] == ["niet gevraagd", "", "", ""]


def test_no_answers_and_too_few_are_told_apart():
    line = Line(
        "Proces", [Point(2024, 1, reason="no_answers"), Point(2025, 1, reason="few_answers", least=7)]
    )
    scores = [
        dict(row.labelled)["Score"]["text"] for row in trend_words.year_table(line, baseline=False)["rows"]
    ]
    assert scores == ["minder dan 7 antwoorden", "geen antwoorden"]
