"""What a report is made of: the deals in its phase, and a hash over all of it."""

from dataclasses import replace
from fractions import Fraction

import pytest
from django.urls import reverse

from impacttool.actions.closing import close_round
from impacttool.disclosure import Thresholds
from impacttool.scoring import IndicatorScore
from reports.models import WebReport
from reports.queries.web_report_source import input_hash_of
from reports.web_report.publishing import Baseline, Overlap
from tests import factories
from tests.factories import NOON
from tests.impacttool.test_disclosure import source
from tests.reports.test_web_reports import issue_all

pytestmark = pytest.mark.django_db


def in_phases(*phases):
    """A closed round with a deal in each of these phases; the n-th deal scored n everywhere."""
    round_ = factories.round_(instrument=factories.instrument(shape=(2, 1)))
    for number, phase in enumerate(phases, 1):
        survey = factories.survey(round=round_, deal=factories.deal(phase=phase, is_published=True))
        for _person in range(5):
            factories.response(survey, (number, number, number))
    close_round(round_=round_, by=None, now=NOON)
    round_.refresh_from_db()
    return round_


def test_a_deal_stands_beside_the_deals_in_its_phase(client):
    round_ = in_phases("uitvoering", "uitvoering", "uitvoering", "", "nawerking")
    extra = in_phases("uitvoering", "uitvoering", "uitvoering")
    issue_all(round_), issue_all(extra)
    few = WebReport.objects.get(survey=round_.surveys.order_by("pk").first())
    # 2 deals would be left over of all five, and their mean could be solved
    assert few.figures.indicators[0].same_phase_mean is None
    report = WebReport.objects.get(survey=extra.surveys.order_by("pk").first())
    assert (report.figures.phase, report.figures.indicators[0].same_phase_mean) == (
        "uitvoering",
        "2.0",
    )
    client.force_login(factories.staff())
    page = client.get(
        reverse("reports:web_report", args=[extra.year, report.survey.deal.slug])
    ).content.decode()
    assert "Zelfde fase" in page and 'data-label="Zelfde fase">2,0' in page
    page = client.get(
        reverse("reports:web_report", args=[round_.year, few.survey.deal.slug])
    ).content.decode()
    assert 'data-label="Zelfde fase"' not in page and "tonen wij niet apart" in page


def test_a_deal_of_unknown_phase_is_compared_with_no_phase():
    round_ = in_phases("uitvoering", "uitvoering", "uitvoering")
    round_.surveys.update(phase="")
    issue_all(round_)
    assert {report.figures.phase for report in WebReport.objects.all()} == {""}


SHARED = Overlap(1, frozenset({"1.1", "1.2", "1.3"}), 3, 3)
EARLIER = Baseline(2024, (IndicatorScore(1, 6, Fraction(10, 3), 2, 5),), (), overlaps={1: SHARED})
MADE_OF = source(
    baseline=EARLIER,
    phase="uitvoering",
    phases={"idee": (), "uitvoering": ()},
    remarks={1: ["goed", "beter"], 2: ["best"]},
)
RESPONSES = frozenset({"aa", "bb", "cc"})


def test_the_input_hash_is_the_same_in_whatever_order_the_input_was_read():
    again = replace(
        MADE_OF,
        phases={"uitvoering": (), "idee": ()},
        remarks={2: ["best"], 1: ["beter", "goed"]},
        deal_name="Een andere naam",
    )
    assert input_hash_of(again, frozenset({"cc", "bb", "aa"})) == input_hash_of(MADE_OF, RESPONSES)
    assert input_hash_of(again, RESPONSES - {"aa"}) != input_hash_of(MADE_OF, RESPONSES)


@pytest.mark.parametrize(
    "changes",
    [
        {"round_year": 2026},
        {"years_after": 1},
        {"deal_slug": "fietsen"},
        {"thresholds": Thresholds(camps=21)},
        {"indicators": [(1, "Resultaat")]},
        {"invited": 32},
        {"scores": [IndicatorScore(1, 24, Fraction(34, 11), 1, 5)]},
        {"all_deals": []},
        {"phase": "idee"},
        {"phases": {"uitvoering": ()}},
        {"baseline": replace(EARLIER, scores=(IndicatorScore(1, 6, Fraction(10, 4), 2, 5),))},
        {"previous": EARLIER},
        {"remarks": {1: ["goed"]}},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_other_input_has_another_hash(changes):
    assert input_hash_of(replace(MADE_OF, **changes), RESPONSES) != input_hash_of(MADE_OF, RESPONSES)


def test_the_phases_of_other_deals_do_not_count_for_a_deal_of_unknown_phase():
    unknown = replace(MADE_OF, phase="")
    assert input_hash_of(unknown, RESPONSES) == input_hash_of(replace(unknown, phases={}), RESPONSES)


def test_what_stands_out_is_stored_and_the_team_alone_reads_who_and_what_was_agreed(client):
    round_ = factories.round_(instrument=factories.instrument(shape=(2, 1)))
    survey = factories.survey(round=round_, is_published=True, deal=factories.deal(is_published=True))
    round_.instrument.indicators.filter(number=2).update(name="Borging van partners")
    for score in [1] * 10 + [5] * 10:
        factories.response(survey, (score, 3, 3))
    commitments = [
        factories.commitment(
            participation=factories.participation(deal=survey.deal),
            year_from=round_.year,
            year_until=round_.year,
        )
        for _number in range(3)
    ]
    commitments[0].confirmations.create(year=round_.year, state="zoals")
    commitments[1].confirmations.create(year=round_.year, state="minder")
    commitments[2].confirmations.create(year=round_.year - 1, state="zoals")
    close_round(round_=round_, by=None, now=NOON)
    issue_all(round_)
    kept = {each.kind: each for each in WebReport.objects.get().figures.standout}
    assert "stelling 1.1: 10 van de 20" in kept["camps"].text
    assert "Van de 3 afspraken" in kept["done"].text and "er 2 bevestigd, waarvan 1 als" in kept["done"].text
    for name, args in (("web_report", [round_.year, survey.deal.slug]), ("deal_years", [survey.deal.slug])):
        page = client.get(reverse(f"reports:{name}", args=args)).content.decode()
        assert "Twee kampen" not in page and "Gezegd en gedaan" not in page and "lopen ver uiteen" in page
        client.force_login(factories.dealmaker(survey.deal))
        page = client.get(reverse(f"reports:{name}", args=args)).content.decode()
        assert "Twee kampen" in page and "Gezegd en gedaan" in page
        client.logout()
