from impacttool.audience import Contributions
from impacttool.disclosure import Thresholds
from reports.web_report.figures import for_audience
from tests.reports.web_report_figures import figures, indicator

LIMITS = Thresholds()
SIX = frozenset(range(1, 7))


def behind(first):
    return Contributions(LIMITS, dict.fromkeys(range(2, 9), SIX) | {1: frozenset(first)})


def test_what_is_taken_out_says_why_and_nothing_else_changes():
    stored = figures(
        phase="uitvoering", indicators=[indicator(number, same_phase_mean="3.4") for number in range(1, 9)]
    )
    cut = for_audience(stored, behind({1, 2, 3}), [frozenset({1})])
    first, second = cut.indicators[:2]
    assert first.all_deals_mean is first.all_deals_minimum is first.same_phase_mean is None
    assert first.withheld == dict.fromkeys(("all_deals", "all_deals_range", "same_phase"), "few_unseen")
    assert (first.mean, first.change) == ("3.8", "+0.4") and second.all_deals_mean == "3.5"
    assert stored.indicators[0].all_deals_mean == "3.5"


def test_what_may_stay_is_the_same_object():
    stored = figures()
    assert for_audience(stored, behind(SIX), None) is stored
    assert for_audience(stored, Contributions(LIMITS), [frozenset()]) is stored
