"""Each guard of the gate, and attackers who know this code and try to solve what was withheld."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from impacttool.disclosure import (
    RoundStillOpen,
    Thresholds,
    publishable_all_deals,
    publishable_breakdown,
    publishable_change,
    publishable_indicator,
    publishable_phases,
    publishable_remarks,
    signed,
)
from impacttool.scoring import AllDealsScore, Change, IndicatorScore, all_deals_scores
from reports.web_report import figures as stored
from reports.web_report.publishing import Baseline, Overlap, ReportSource, publish

LIMITS = Thresholds()


def score(n: int, mean: str = "3.84", indicator: int = 1) -> IndicatorScore:
    return IndicatorScore(indicator, n, Fraction(mean) if n else None, 2 if n else None, 5 if n else None)


def everyone(
    deals: int = 3, smallest: int = 5, range_deals: int = 3, range_smallest: int = 10
) -> AllDealsScore:
    return AllDealsScore(
        1, deals, Fraction("3.5"), smallest, range_deals, Fraction(8, 5), Fraction(24, 5), range_smallest
    )


def source(**other) -> ReportSource:
    given = {
        "round_year": 2025, "round_closed": True, "deal_slug": "lopen", "deal_name": "Ruimte voor Lopen",
        "deal_kind": "city_deal", "respondents": 24, "invited": 31, "indicators": [(1, "Vormgeving")],
        "scores": [score(24)], "all_deals": [everyone()], "partner_types": {"gemeente": 12, "ministerie": 12},
        "seed": "seed",
    }  # fmt: skip
    return ReportSource(**{**given, **other})


def only_indicator(**other) -> stored.IndicatorFigures:
    return publish(source(**other)).indicators[0]


def compositions(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    for counts in product(range(total + 1), repeat=parts - 1):
        if sum(counts) <= total:
            yield (*counts, total - sum(counts))


class TestThresholds:
    @pytest.mark.parametrize("lower", [{"mean": 4}, {"range": 9}, {"breakdown": 4}, {"deals": 2}])
    def test_can_only_go_up(self, lower):
        with pytest.raises(ValueError, match="only go up"):
            Thresholds(**lower)

    def test_the_stricter_of_two(self):
        assert Thresholds(mean=6).stricter(Thresholds(range=12, deals=4)) == Thresholds(6, 12, 5, 4)


class TestIndicator:
    @pytest.mark.parametrize(
        ("n", "shown_n", "mean", "lowest", "withheld"),
        [
            (4, None, None, None, {"mean": "few_answers", "range": "few_answers"}),
            (5, 5, "3.8", None, {"range": "few_answers"}),
            (9, 9, "3.8", None, {"range": "few_answers"}),
            (10, 10, "3.8", 2, {}),
        ],
    )
    def test_mean_from_5_range_from_10(self, n, shown_n, mean, lowest, withheld):
        figures = only_indicator(scores=[score(n)])
        assert (figures.n, figures.mean, figures.minimum, figures.withheld) == (
            shown_n, mean, lowest, withheld | {"change": "no_baseline"},
        )  # fmt: skip
        assert (figures.maximum is None) == (lowest is None)

    def test_a_raised_mean_threshold_holds_for_the_range_too(self):
        raised = Thresholds(mean=15)
        assert publishable_indicator(score(12), raised, respondents=12).withheld["range"] == "few_answers"
        assert publishable_indicator(score(15), raised, respondents=15).minimum == 2

    @pytest.mark.parametrize(
        ("respondents", "reason"),
        [(0, "no_answers"), (1, "few_answers"), (4, "few_answers"), (5, "no_answers")],
    )
    def test_no_answers_is_not_said_of_a_group_that_is_too_small(self, respondents, reason):
        shown = publishable_indicator(score(0), LIMITS, respondents=respondents)
        assert shown.withheld == {"mean": reason, "range": reason}

    @pytest.mark.parametrize(
        ("invited", "reason"),
        [(0, "no_answers"), (1, "few_answers"), (4, "few_answers"), (5, "no_answers")],
    )
    def test_of_few_who_were_invited_it_is_not_said_that_none_answered(self, invited, reason):
        shown = publishable_indicator(score(0), LIMITS, respondents=0, invited=invited)
        assert shown.withheld == {"mean": reason, "range": reason}

    def test_an_indicator_that_is_missing_counts_as_unanswered(self):
        assert only_indicator(scores=[]).withheld["mean"] == "no_answers"


class TestAllDeals:
    def test_from_three_deals(self):
        assert publishable_all_deals(everyone(), LIMITS).mean == Decimal("3.5")
        two = publishable_all_deals(everyone(deals=2, range_deals=2), LIMITS)
        assert (two.mean, two.withheld) == (None, {"all_deals": "few_deals", "all_deals_range": "few_deals"})

    def test_the_range_from_three_deals_that_show_theirs(self):
        shown = publishable_all_deals(everyone(deals=9, range_deals=2), LIMITS)
        assert (shown.mean, shown.minimum, shown.maximum) == (Decimal("3.5"), None, None)
        assert shown.withheld == {"all_deals_range": "few_deals"}

    def test_refuses_a_mean_or_range_with_a_small_deal_inside(self):
        assert publishable_all_deals(everyone(deals=9, smallest=4), LIMITS).mean is None
        assert publishable_all_deals(everyone(range_deals=9, range_smallest=9), LIMITS).minimum is None

    @given(st.lists(st.tuples(st.integers(1, 14), st.integers(1, 5), st.integers(0, 4)), max_size=9))
    def test_no_attacker_finds_a_withheld_deal_in_it(self, deals):
        """Changing what is withheld of a deal changes nothing that is published of all deals."""

        def published(hidden_mean: int, hidden_low: int):
            per_deal = []
            for n, low, width in deals:
                high = min(5, low + width)
                mean = Fraction(hidden_mean if n < 5 else low)
                per_deal.append(
                    [IndicatorScore(1, n, mean, hidden_low if n < 10 else low, high if n >= 10 else 5)]
                )
            [total] = all_deals_scores(per_deal, [1], mean_threshold=5, range_threshold=10)
            return publishable_all_deals(total, LIMITS)

        assert published(1, 1) == published(5, 4)


def in_phase(deals: int, mean: int | str = 3, smallest: int = 5) -> AllDealsScore:
    return AllDealsScore(1, deals, Fraction(mean), smallest, 0, None, None, 0)


class TestPhases:
    @pytest.mark.parametrize(
        ("sizes", "shown"),
        [
            ({"uitvoering": 3}, {"uitvoering"}),
            ({"uitvoering": 2, "nawerking": 3}, set()),  # the mean of 5 less that of 3 gives the 2
            ({"uitvoering": 4, "nawerking": 3}, {"uitvoering", "nawerking"}),
            ({"uitvoering": 4, "nawerking": 3, "afronding": 1}, {"uitvoering"}),  # each alone leaves 4 or 5
            ({"uitvoering": 4, "nawerking": 3, "afronding": 2, "": 1}, {"uitvoering", "nawerking"}),
            ({"uitvoering": 3, "afronding": 2}, set()),
            ({"uitvoering": 3, "": 2}, set()),
            ({"": 9}, set()),
        ],
    )
    def test_groups_of_three_that_leave_none_or_three_over(self, sizes, shown):
        groups = {phase: in_phase(size) for phase, size in sizes.items()}
        assert set(publishable_phases(groups, everyone(deals=sum(sizes.values())), LIMITS)) == shown

    def test_nothing_without_a_mean_of_all_deals_and_with_a_small_deal_inside(self):
        assert publishable_phases({"uitvoering": in_phase(3)}, everyone(smallest=4), LIMITS) == {}
        assert publishable_phases({"uitvoering": in_phase(3, smallest=4)}, everyone(), LIMITS) == {}

    def test_the_higher_threshold_of_a_round_holds(self):
        groups = {"uitvoering": in_phase(4), "nawerking": in_phase(4)}
        assert publishable_phases(groups, everyone(deals=8), Thresholds(deals=5)) == {}

    @given(st.lists(st.sampled_from(["", "idee", "uitvoering", "nawerking", "afgerond"]), max_size=16))
    def test_nobody_can_solve_the_mean_of_one_deal(self, phases):
        """All that is published are sums over groups of deals. A reader who subtracts them, and knows the own deal,
        finds one deal when a piece of the deals that the sums keep together has two or fewer, or one, deals."""
        sizes = {phase: phases.count(phase) for phase in set(phases)}
        groups = {phase: in_phase(size) for phase, size in sizes.items() if phase}
        shown = publishable_phases(groups, everyone(deals=len(phases)), LIMITS)
        pieces = [sizes[phase] for phase in shown]
        rest = len(phases) - sum(pieces)
        assert not shown or all(size >= 3 for size in (*pieces, rest or 3))

    def test_the_own_phase_stands_in_the_figures(self):
        phases = {"uitvoering": [in_phase(3, "2.75")], "nawerking": [in_phase(4)]}
        figures = publish(source(all_deals=[everyone(deals=7)], phase="uitvoering", phases=phases))
        assert (figures.phase, figures.indicators[0].same_phase_mean) == ("uitvoering", "2.8")
        small = {"uitvoering": [in_phase(3)], "nawerking": [in_phase(2)]}
        [own] = publish(source(all_deals=[everyone(deals=5)], phase="uitvoering", phases=small)).indicators
        assert (own.same_phase_mean, own.withheld["same_phase"]) == (None, "few_deals")

    def test_a_deal_of_unknown_phase_is_compared_with_all_deals_only(self):
        figures = publish(source(all_deals=[everyone(deals=3)], phases={"uitvoering": [in_phase(3)]}))
        assert (figures.phase, figures.indicators[0].same_phase_mean) == ("", None)


class TestPrevious:
    """Nulmeting 2023 and the round before, 2024; both beside 2025."""

    @staticmethod
    def earlier(year: int, n: int, shared: str, n_before: int = 20) -> Baseline:
        change = Change(1, Fraction("0.44"), n, n_before, comparable=True)
        overlap = Overlap(1, frozenset(shared.split()), 3, 3)
        return Baseline(year, [score(20, "3.4")], [change], overlaps={1: overlap})

    def test_stands_beside_the_change_since_the_baseline(self):
        two = {"baseline": self.earlier(2023, 24, "1.1"), "previous": self.earlier(2024, 24, "1.2")}
        own = only_indicator(**two)
        assert (own.change, own.previous_change, own.previous_n) == ("+0.4", "+0.4", 20)
        assert own.previous_overlap == stored.SharedStatements(number=1, shared=1, asked=3, asked_then=3)
        assert publish(source(**two)).previous_year == 2024

    @pytest.mark.parametrize(("shared", "shown"), [("1.1", True), ("1.2", False)])
    def test_two_changes_over_other_statements_are_over_all_who_answered_or_not_both_shown(
        self, shared, shown
    ):
        """19 answered 1.1 and 19 answered 1.2: who answered only one of them could be one person."""
        own = only_indicator(baseline=self.earlier(2023, 19, "1.1"), previous=self.earlier(2024, 19, shared))
        assert (own.previous_change is not None) == shown
        assert own.change == "+0.4"
        assert shown or own.withheld == {"previous_change": "few_answers"}

    def test_withheld_as_every_change(self):
        own = only_indicator(previous=self.earlier(2024, 24, "1.1", n_before=4))
        assert (own.previous_change, own.withheld["previous_change"]) == (None, "few_answers")
        held = only_indicator(previous=self.earlier(2024, 24, "1.1"), held=frozenset({1}))
        assert (held.previous_change, held.withheld["previous_change"]) == (None, "few_changes")


class TestChange:
    same = Change(1, Fraction("0.44"), 24, 21, comparable=True)

    def baseline(self, change: Change | None = None, n: int = 21, **other) -> Baseline:
        return Baseline(2024, [score(n, "3.4")], [change or self.same], **other)

    def test_shown_when_both_years_pass(self):
        figures = only_indicator(baseline=self.baseline())
        assert (figures.baseline_mean, figures.baseline_n, figures.change) == ("3.4", 21, "+0.4")
        assert figures.withheld == {}

    @pytest.mark.parametrize(("n", "n_before"), [(4, 21), (24, 4)])
    def test_withheld_when_either_year_has_few_common_answers(self, n, n_before):
        change = Change(1, Fraction("0.44"), n, n_before, comparable=True)
        figures = only_indicator(baseline=self.baseline(change, n=n_before), scores=[score(n)])
        assert (figures.change, figures.withheld["change"]) == (None, "few_answers")

    def test_baseline_below_5_is_withheld_with_its_n(self):
        figures = only_indicator(baseline=self.baseline(Change(1, Fraction(1), 24, 4, comparable=True), n=4))
        assert (figures.baseline_mean, figures.baseline_n) == (None, None)

    @pytest.mark.parametrize(("n", "n_before", "shown"), [(23, 21, False), (24, 20, False), (19, 16, True)])
    def test_a_small_group_that_answered_only_the_other_statements(self, n, n_before, shown):
        change = Change(1, Fraction("0.44"), n, n_before, comparable=True)
        assert (publishable_change(score(24), score(21), change, LIMITS).change is not None) == shown

    def test_not_comparable_shows_no_baseline_either(self):
        figures = only_indicator(baseline=self.baseline(Change(1, None, 0, 0, comparable=False)))
        assert (figures.baseline_mean, figures.withheld) == (None, {"change": "not_comparable"})

    def test_the_stricter_thresholds_of_the_two_rounds_hold(self):
        figures = only_indicator(baseline=self.baseline(thresholds=Thresholds(mean=22)))
        assert (figures.baseline_mean, figures.change) == (None, None)

    @pytest.mark.parametrize(
        ("value", "shown"), [("0.1", "+0.1"), ("0.0", "0.0"), ("-0.0", "0.0"), ("-0.1", "-0.1")]
    )
    def test_sign(self, value, shown):
        assert signed(Decimal(value)) == shown


class TestBreakdown:
    @pytest.mark.parametrize(
        ("counts", "total", "shown"),
        [
            ({"gemeente": 12, "ministerie": 5}, 17, (("gemeente", 12), ("ministerie", 5))),
            ({"gemeente": 12, "kennis": 4, "markt": 3}, 19, (("gemeente", 12), ("overig", 7))),
            ({"gemeente": 12, "kennis": 7, "markt": 3}, 22, (("gemeente", 12), ("overig", 10))),
            ({"gemeente": 12, "": 3}, 15, None),
            ({"gemeente": 12, "": 5}, 17, (("gemeente", 12), ("overig", 5))),
            ({"gemeente": 12, "markt": 3}, 15, None),
            ({"gemeente": 4}, 4, None),
            ({"gemeente": 3, "markt": 3}, 6, None),
            ({"overig": 6, "gemeente": 9}, 15, (("gemeente", 9), ("overig", 6))),
            ({"overig": 6, "gemeente": 9, "": 5}, 20, (("gemeente", 9), ("overig", 11))),
            ({"gemeente": 12, "markt": 12}, 20, None),
            ({}, 0, None),
        ],
    )
    def test_every_cell_and_the_remainder(self, counts, total, shown):
        assert publishable_breakdown(counts, total, LIMITS) == shown

    def test_four_and_four_behind_a_cell_of_five_can_be_solved_and_is_withheld(self):
        """A type of 5 behind "overig" would have been shown instead of the 5 that is: so both are exactly 4."""
        assert publishable_breakdown({"a": 4, "b": 4, "z": 5}, 13, LIMITS) is None
        unknown_too = publishable_breakdown({"a": 4, "b": 4, "z": 5, "": 1}, 14, LIMITS)
        assert unknown_too == (("z", 5), ("overig", 9))
        assert publishable_breakdown({"a": 4, "b": 3, "z": 5}, 12, LIMITS) == (("z", 5), ("overig", 7))

    @pytest.mark.parametrize("kinds", ["ab", "abc", "abcd"])
    @pytest.mark.parametrize("total", range(5, 22))
    def test_no_attacker_can_solve_a_cell_below_the_threshold(self, kinds, total):
        """Every way to divide the total is published; of the ways that look the same, no small count is certain."""
        looks_like: dict[object, list[tuple[int, ...]]] = defaultdict(list)
        for counts in compositions(total, len(kinds)):
            cells = publishable_breakdown(dict(zip(kinds, counts, strict=True)), total, LIMITS)
            looks_like[cells].append(counts)
        for cells, worlds in looks_like.items():
            if cells is not None:
                assert all(count >= 5 for _kind, count in cells)
                assert sum(count for _kind, count in cells) == total
            for possible in map(set, zip(*worlds, strict=True)):
                assert len(possible) > 1 or not possible & {1, 2, 3, 4}, (cells, worlds)


class TestRemarks:
    texts = ("een", "twee", "drie", "vier", "vijf", "zes")

    def test_from_ten_respondents(self):
        assert publishable_remarks(self.texts, 9, LIMITS, seed="s") == ()
        assert publishable_remarks(self.texts, 12, Thresholds(mean=15), seed="s") == ()
        assert sorted(publishable_remarks(self.texts, 10, LIMITS, seed="s")) == sorted(self.texts)

    def test_the_order_tells_nothing_of_the_order_they_came_in(self):
        shown = publishable_remarks(self.texts, 10, LIMITS, seed="s")
        assert shown == publishable_remarks(self.texts[::-1], 10, LIMITS, seed="s")
        assert shown not in (self.texts, self.texts[::-1], tuple(sorted(self.texts)))
        assert shown != publishable_remarks(self.texts, 10, LIMITS, seed="t")

    def test_gated_by_the_n_of_their_own_indicator(self):
        two = [(1, "Vormgeving"), (2, "Resultaat")]
        remarks = {1: ["mag"], 2: ["mag niet"]}
        figures = publish(source(indicators=two, scores=[score(24), score(9, indicator=2)], remarks=remarks))
        assert figures.remarks == (stored.Remarks(1, ("mag",)),)


class TestPublish:
    def test_of_a_held_indicator_nothing_of_its_own_is_shown(self):
        change = Change(1, Fraction("0.44"), 24, 21, comparable=True)
        held = source(
            held=frozenset({1}), remarks={1: ["tekst"]}, baseline=Baseline(2024, [score(21, "3.4")], [change])
        )
        figures = publish(held)
        [own] = figures.indicators
        assert figures.remarks == ()
        assert (own.n, own.mean, own.minimum, own.maximum, own.change) == (None,) * 5
        assert set(own.withheld.values()) == {"few_changes"}
        assert (own.all_deals_mean, own.baseline_mean) == ("3.5", "3.4")

    def test_not_before_the_round_is_closed(self):
        with pytest.raises(RoundStillOpen):
            publish(source(round_closed=False))

    @pytest.mark.parametrize(("respondents", "shown"), [(0, None), (4, None), (5, 5)])
    def test_the_number_of_respondents_from_5(self, respondents, shown):
        figures = publish(source(respondents=respondents, scores=[score(0)], partner_types={}))
        assert figures.respondents == shown

    def test_the_whole_format(self):
        change = Change(1, Fraction("0.44"), 24, 21, comparable=True)
        baseline = Baseline(2024, [score(21, "3.4")], [change])
        assert publish(source(baseline=baseline, remarks={1: ["Goed"]}, is_fictitious=True)) == stored.WebFigures(
            method="1", round=2025, baseline_year=2024, is_fictitious=True,
            deal=stored.DealName("lopen", "Ruimte voor Lopen", "city_deal"),
            all_deals_label="Alle deals 2025", respondents=24, invited=31, thresholds=LIMITS,
            indicators=(stored.IndicatorFigures(
                1, "Vormgeving", n=24, mean="3.8", minimum=2, maximum=5,
                all_deals_mean="3.5", all_deals_minimum="1.6", all_deals_maximum="4.8",
                baseline_mean="3.4", baseline_n=21, change="+0.4",
            ),),
            breakdown=(stored.BreakdownCell("gemeente", 12), stored.BreakdownCell("ministerie", 12)),
            remarks=(stored.Remarks(1, ("Goed",)),),
            standout=(stored.Sentence("wide", "De antwoorden lopen ver uiteen bij “1. Vormgeving” (2–5, n = 24)."),),
        )  # fmt: skip

    @given(st.integers(0, 4), st.fractions(1, 5), st.integers(1, 5), st.integers(0, 4))
    def test_nothing_published_depends_on_the_answers_of_a_small_group(self, n, mean, low, other_n):
        """Two worlds that differ only in what 4 or fewer people answered give the same page, to the byte."""

        def world(count: int, value: Fraction, lowest: int) -> stored.WebFigures:
            own = IndicatorScore(
                1, count, value if count else None, lowest if count else None, 5 if count else None
            )
            return publish(source(scores=[own], respondents=4, partner_types={"gemeente": count}))

        assert world(n, mean, low) == world(other_n, Fraction(2), 1)

    @given(st.integers(5, 9), st.integers(1, 5), st.integers(1, 5))
    def test_no_range_leaks_below_ten(self, n, low, high):
        one = publish(source(scores=[IndicatorScore(1, n, Fraction(3), low, high)]))
        assert one == publish(source(scores=[IndicatorScore(1, n, Fraction(3), 1, 5)]))
