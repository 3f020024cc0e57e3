"""A deal over the years, from stored figures: who goes on as which line, and where a line breaks."""

from hypothesis import given
from hypothesis import strategies as st

from reports import trend
from reports.trend import Tie
from tests.reports.web_report_figures import figures, indicator

WHOLE = {"number": 1, "shared": 2, "asked": 2, "asked_then": 2}
PARTLY = {"number": 1, "shared": 1, "asked": 2, "asked_then": 3}
NOTHING = {"number": None, "shared": 0, "asked": 2, "asked_then": 0}


def year(number, *indicators, baseline=None, previous=None, **changes):
    return figures(
        round=number, baseline_year=baseline, previous_year=previous, indicators=list(indicators), **changes
    )


def row(number=1, name="Resultaat", **changes):
    return indicator(number, name=name, **changes)


def only_line(*years):
    [line] = trend.lines(years)
    return line


def test_change_since_the_round_before_is_the_stored_one_and_not_the_difference_of_the_means():
    """3,8 less 3,4 is 0,4; on the statements both asked it was 0,1."""
    line = only_line(
        year(2024, row(mean="3.4")),
        year(2025, row(mean="3.8", change="+0.1", baseline_overlap=WHOLE), baseline=2024),
    )
    step = line.points[1].since_previous
    assert (step.change, step.n_before, step.tie, step.year_before) == ("+0.1", 21, Tie.ALL, 2024)
    assert [str(point.mean) for point in line.points] == ["3.4", "3.8"]
    assert line.points[0].since_previous is None


def test_baseline_and_round_before_are_kept_apart():
    third = row(
        change="+0.9", previous_change="-0.2", previous_n=17, baseline_overlap=WHOLE, previous_overlap=WHOLE
    )
    line = only_line(
        year(2023, row()),
        year(2024, row(baseline_overlap=WHOLE), baseline=2023),
        year(2025, third, baseline=2023, previous=2024),
    )
    last = line.points[-1]
    assert (last.since_previous.change, last.since_previous.n_before) == ("-0.2", 17)
    assert (last.since_baseline.change, last.since_baseline.n_before) == ("+0.9", 21)


def test_a_report_that_did_not_store_it_has_no_change_and_no_line():
    line = only_line(
        year(2023, row()), year(2024, row(), baseline=2023), year(2025, row(change="+0.9"), baseline=2023)
    )
    step = line.points[-1].since_previous
    assert (step.change, step.tie, step.reason) == (None, Tie.UNKNOWN, "not_stored")
    assert line.points[-1].since_baseline.change == "+0.9"


def test_partly_shared_and_not_shared():
    first = year(2024, row())
    partly = only_line(first, year(2025, row(change="+0.4", baseline_overlap=PARTLY), baseline=2024))
    step = partly.points[1].since_previous
    assert (step.tie, step.shared, step.asked) == (Tie.SOME, 1, 3)
    withheld = {"change": "not_comparable"}
    none = only_line(
        first, year(2025, row(change=None, withheld=withheld, baseline_overlap=NOTHING), baseline=2024)
    )
    assert none.points[1].since_previous.tie == Tie.NONE
    old = only_line(first, year(2025, row(change=None, withheld=withheld), baseline=2024))
    assert old.points[1].since_previous.tie == Tie.NONE


def test_an_indicator_that_moved_is_followed_by_its_statements_not_by_its_number():
    moved = WHOLE | {"number": 2}
    first, second = trend.lines(
        [
            year(2024, row(1, "Weg", mean="1.0"), row(2, "Oude naam", mean="2.0")),
            year(2025, row(1, "Nieuwe naam", mean="3.0", baseline_overlap=moved), baseline=2024),
        ]
    )
    assert (first.name, [str(point.mean) for point in first.points]) == ("Nieuwe naam", ["2.0", "3.0"])
    assert (second.name, [point.asked for point in second.points]) == ("Weg", [True, False])


def test_a_year_in_which_it_was_not_asked_is_a_gap():
    line, short = trend.lines(
        [
            year(2023, row(1, "Proces"), row(2, "Resultaat")),
            year(2024, row(2, "Resultaat", baseline_overlap=WHOLE | {"number": 2}), baseline=2023),
            year(
                2025,
                row(1, "Proces", baseline_overlap=WHOLE),
                row(2, "Resultaat"),
                baseline=2023,
                previous=2024,
            ),
        ]
    )
    assert [point.asked for point in line.points] == [True, False, True]
    assert line.points[2].since_previous is None and line.points[2].since_baseline.year_before == 2023
    assert [point.asked for point in short.points] == [True, True, True]


YEARS = st.lists(
    st.tuples(
        st.sampled_from([None, "1.0", "3.4", "5.0"]),
        st.sampled_from([None, "+0.4", "-1.0"]),
        st.sampled_from([None, WHOLE, PARTLY, NOTHING]),
        st.booleans(),
    ),
    min_size=1,
    max_size=6,
)


@given(YEARS)
def test_it_shows_no_figure_that_was_not_stored(given_years):
    years = []
    for place, (mean, change, overlap, is_previous) in enumerate(given_years):
        keys = (
            {"previous_change": change, "previous_n": 6, "change": None}
            if is_previous
            else {"change": change}
        )
        kept = ({"previous_overlap" if is_previous else "baseline_overlap": overlap}) if overlap else {}
        base = {"previous": 2019 + place} if is_previous else {"baseline": 2019 + place}
        years.append(year(2020 + place, row(mean=mean, **keys, **kept), **(base if place else {})))
    for line in trend.lines(years):
        for point, stored in zip(line.points, years, strict=True):
            [kept] = stored.indicators
            if point.asked:
                assert point.mean is None or str(point.mean) == kept.mean
                changes = {kept.change, kept.previous_change, None}
                assert {
                    step.change for step in (point.since_previous, point.since_baseline) if step
                } <= changes
