"""From stored figures to what programs read: the same numbers, never more of them."""

from reports.serializers import DealScoresSerializer, deal_scores
from tests.reports.web_report_figures import figures as stored
from tests.reports.web_report_figures import indicator

HIDDEN = {
    "n": 5,
    "mean": "3.4",
    "minimum": None,
    "maximum": None,
    "change": None,
    "withheld": {"range": "few_answers", "change": "not_comparable"},
}


def figures(row=(), **changes):
    remarks = [{"number": 1, "texts": ["vertrouwelijk"]}]
    return stored(indicators=[indicator(1, **HIDDEN | dict(row))], remarks=remarks, **changes)


def test_text_becomes_a_number_and_nothing_else_changes():
    [row] = deal_scores(figures())["indicators"]
    assert (row["mean"], row["all_deals_mean"], row["all_deals_minimum"]) == (3.4, 3.5, 1.6)
    assert (row["n"], row["minimum"], row["maximum"]) == (5, None, None)


def test_only_reasons_of_figures_that_are_in_the_answer_are_named():
    [row] = deal_scores(figures())["indicators"]
    assert row["withheld"] == {"range": "few_answers"}


def test_withheld_is_null_when_everything_is_shown():
    [row] = deal_scores(figures({"minimum": 2, "maximum": 5, "withheld": {"change": "no_baseline"}}))[
        "indicators"
    ]
    assert row["withheld"] is None


def test_a_mean_that_is_withheld_stays_null():
    [row] = deal_scores(figures({"mean": None, "n": None}))["indicators"]
    assert (row["mean"], row["n"]) == (None, None)


def test_remarks_breakdown_and_baseline_stay_inside():
    data = deal_scores(figures())
    whole = {"deal", "round", "years_after", "is_fictitious", "origin", "respondents", "indicators"}
    assert data.keys() == whole
    assert not {"baseline_mean", "baseline_n", "change"} & data["indicators"][0].keys()


def test_a_follow_up_and_made_up_answers_are_told_from_the_others():
    ordinary, other = figures(), figures(years_after=2, is_fictitious=True)
    told = [(data["years_after"], data["is_fictitious"]) for data in map(deal_scores, (ordinary, other))]
    assert told == [(None, False), (2, True)]


def test_imported_answers_are_told_from_those_through_links():
    assert [deal_scores(one)["origin"] for one in (figures(), figures(is_imported=True))] == [
        "links",
        "file",
    ]


def test_the_answer_is_what_the_description_promises():
    data = deal_scores(figures())
    assert DealScoresSerializer(data).data == data
