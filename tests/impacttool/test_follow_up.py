"""After the end of a deal: who is asked, what is computed, and that it never stands beside deals that run."""

from datetime import date

import pytest
from django.urls import reverse

from impacttool import follow_up
from impacttool.models import IndicatorScore
from impacttool.queries.scores import all_deals_scores, phase_scores
from reports.models import WebReport
from tests import factories
from tests.impacttool.follow_ups import asked, ended_deal, reported, rounds, short_of


@pytest.mark.parametrize(
    ("ends_on", "phase", "year", "years"),
    [
        (date(2025, 12, 31), "nawerking", 2026, 1),
        (date(2025, 1, 1), "nawerking", 2026, 1),  # "2025" is stored as its first or last day: the same year
        (date(2023, 6, 1), "afgerond", 2026, 3),
        (date(2022, 12, 31), "afgerond", 2026, None),
        (date(2026, 1, 1), "nawerking", 2026, None),
        (date(2027, 1, 1), "uitvoering", 2026, None),
        (date(2024, 1, 1), "uitvoering", 2026, 2),
        (date(2024, 1, 1), "", 2026, 2),
        (date(2024, 1, 1), "niet_doorgegaan", 2026, None),
        (date(2024, 1, 1), "verkenning", 2026, None),
        (None, "afgerond", 2026, None),
    ],
)
def test_one_two_and_three_years_after_the_end(ends_on, phase, year, years):
    assert follow_up.years_after(ends_on, phase, year) == years


def test_only_who_says_it_has_ended_is_ticked_beforehand():
    assert follow_up.is_proposed("nawerking") and follow_up.is_proposed("afgerond")
    assert not follow_up.is_proposed("uitvoering") and not follow_up.is_proposed("")


def figures_of(survey):
    return WebReport.objects.get(survey=survey).figures


@pytest.fixture
def deal(db):
    return ended_deal()


def test_a_follow_up_counts_in_no_mean_of_other_deals_and_is_not_put_beside_one(deal):
    _last, after = rounds()
    running = [asked(after, factories.deal(phase="nawerking"), [(3, 3, 3, 3)] * 10) for _number in range(3)]
    survey = asked(after, deal, [(5, 5, 5)] * 10, years_after=2)
    reported(after)
    # three deals have 3,0; with the follow-up round it would be 3,5 and a range to 3,5
    shown = figures_of(running[0]).indicators[0]
    assert (shown.all_deals_mean, shown.all_deals_maximum) == ("3.0", "3.0")
    assert shown.same_phase_mean == "3.0"
    assert {score.deals for score in all_deals_scores(after)} == {3}
    assert {score.deals for scores in phase_scores(after).values() for score in scores} == {3}
    own = figures_of(survey)
    assert (own.years_after, own.phase) == (2, "")
    for row in own.indicators:
        assert row.mean == "5.0" and row.all_deals_mean is None and row.same_phase_mean is None
        assert row.withheld["all_deals"] == "not_compared"


def test_the_change_is_over_the_statements_both_asked_since_the_last_ordinary_round(deal):
    last, after = rounds()
    first = factories.round_(year=2022, instrument=last.instrument, is_baseline=True)
    asked(first, deal, [(1, 1, 1, 1)] * 5)
    reported(first)
    asked(last, deal, [(2, 4, 3, 3)] * 5)
    reported(last)
    survey = asked(after, deal, [(4, 3, 3)] * 6, years_after=2)
    reported(after)
    row = figures_of(survey).indicators[0]
    # statement 1.1 went from 2 to 4; over all that 2024 asked it would be 4 - 3, since the nulmeting 4 - 1
    assert (row.change, row.baseline_n, row.n) == ("+2.0", 5, 6)
    assert figures_of(survey).baseline_year == 2024
    assert figures_of(survey).previous_year is None


def test_an_ordinary_round_is_not_compared_with_a_follow_up(deal):
    last, after = rounds()
    asked(after, deal, [(5, 5, 5)] * 5, years_after=2)
    reported(after)
    later = factories.round_(year=2027, instrument=last.instrument)
    survey = asked(later, deal, [(3, 3, 3, 3)] * 5)
    reported(later)
    assert figures_of(survey).baseline_year is None


def test_scores_are_kept_for_the_statements_that_were_asked(deal):
    _last, after = rounds(codes=("1.1", "3.1"))
    survey = asked(after, deal, [(4, 2)] * 5, years_after=2)
    reported(after)
    kept = IndicatorScore.objects.filter(survey=survey).order_by("indicator__number")
    assert [(one.indicator.number, one.indicator.instrument_id) for one in kept] == [
        (1, after.follow_up_instrument_id),
        (3, after.follow_up_instrument_id),
    ]


def test_the_thresholds_hold_after_the_end_too(client, deal):
    last, after = rounds()
    asked(last, deal, [(3, 3, 3, 3)] * 5)
    reported(last)
    survey = asked(after, deal, [(5, 5, 5)] * 4, years_after=2)
    reported(after)
    own = figures_of(survey)
    assert own.respondents is None
    for row in own.indicators:
        assert (row.mean, row.n, row.change) == (None, None, None)
    client.force_login(factories.staff())
    text = client.get(reverse("reports:deal_years", args=[deal.slug])).content.decode()
    assert "minder dan 5 antwoorden" in text and "+2,0" not in text


def test_the_years_page_shows_it_by_itself(client, deal):
    last, after = rounds()
    asked(last, deal, [(2, 4, 3, 3)] * 5)
    reported(last)
    asked(after, deal, [(4, 3, 5)] * 6, years_after=2)
    reported(after)
    client.force_login(factories.staff())
    answer = client.get(reverse("reports:deal_years", args=[deal.slug]))
    text = answer.content.decode()
    assert "Nameting, 2 jaar na afloop" in text
    assert "+2,0" in text and "t.o.v. 2024, n = 5 en 6" in text and "1 van 2 stellingen gelijk" in text
    # the lines over the years and the web are those of the rounds while the deal ran
    assert [report.figures.round for report in answer.context["reports"]] == [2024]
    assert [len(chart["line"].points) for chart in answer.context["charts"]] == [1, 1, 1]
    assert answer.context["figures"].round == 2024


def test_statements_that_were_never_asked_before_are_not_comparable(client, deal):
    last, after = rounds()
    asked(last, deal, [(2, 4, 3, 3)] * 5)
    reported(last)
    after.follow_up_instrument = short_of(factories.instrument(shape=(2, 1, 1)))
    after.save()
    asked(after, deal, [(4, 3, 5)] * 5, years_after=2)
    reported(after)
    client.force_login(factories.staff())
    text = client.get(reverse("reports:deal_years", args=[deal.slug])).content.decode()
    assert text.count("niet vergelijkbaar</td>") == 3


def test_a_reader_sees_only_what_was_published(client, deal):
    last, after = rounds()
    asked(last, deal, [(3, 3, 3, 3)] * 5)
    reported(last)
    survey = asked(after, deal, [(4, 3, 5)] * 5, years_after=2)
    reported(after)
    url = reverse("reports:deal_years", args=[deal.slug])
    assert "Nameting, 2 jaar na afloop" not in client.get(url).content.decode()
    survey.is_published = True
    survey.save()
    assert "Nameting, 2 jaar na afloop" in client.get(url).content.decode()


def test_the_report_page_says_what_it_is_and_has_no_column_of_other_deals(client, deal):
    last, after = rounds()
    asked(last, deal, [(3, 3, 3, 3)] * 5)
    reported(last)
    asked(after, deal, [(4, 3, 5)] * 5, years_after=2)
    reported(after)
    client.force_login(factories.staff())
    text = client.get(reverse("reports:web_report", args=[2026, deal.slug])).content.decode()
    assert f"<h1>Nameting {deal.name}</h1>" in text and "2 jaar na afloop" in text
    assert ">Alle deals</th>" not in text and "<svg" in text
    assert "Laatste meting 2024" in text and "Nulmeting" not in text
    assert reverse("reports:talks", args=[2026, deal.slug]) not in text


def test_with_two_axes_there_is_a_table_and_a_sentence(client, deal):
    _last, after = rounds(codes=("1.1", "3.1"))
    asked(after, deal, [(4, 3)] * 5, years_after=2)
    reported(after)
    client.force_login(factories.staff())
    text = client.get(reverse("reports:web_report", args=[2026, deal.slug])).content.decode()
    assert "geen spinnenweb te tekenen" in text and "<svg" not in text and "4,0" in text


@pytest.mark.parametrize("name", ["talks", "guide", "learning_report"])
def test_it_has_a_report_but_no_talk(client, deal, name):
    _last, after = rounds()
    asked(after, deal, [(4, 3, 5)] * 5, years_after=2)
    reported(after)
    client.force_login(factories.staff())
    assert client.get(reverse(f"reports:{name}", args=[2026, deal.slug])).status_code == 404
