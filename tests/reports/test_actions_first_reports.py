"""What reports that were made already forbid (docs/rules.md 5.22)."""

import pytest

from impacttool.actions.scores import OtherDealsBehindFigure, store_scores
from impacttool.models import IndicatorScore
from tests import factories
from tests.reports.test_web_reports import closed_round, issue_all

pytestmark = pytest.mark.django_db


def answer(round_, number):
    for _one in range(number):
        factories.response(round_.surveys.order_by("pk").first(), (5, 5, 5))


def test_before_its_reports_are_made_a_deal_may_come_into_a_figure():
    round_ = closed_round([[(5, 5, 5)] * 3, [(1, 1, 1)] * 7])
    answer(round_, 2)
    store_scores(round_=round_)
    assert IndicatorScore.objects.filter(n=5).count() == IndicatorScore.objects.filter(n=7).count()


def test_after_its_reports_were_made_no_deal_comes_into_a_figure():
    round_ = closed_round([[(5, 5, 5)] * 3, [(1, 1, 1)] * 7])
    issue_all(round_)
    answer(round_, 1)
    store_scores(round_=round_)
    answer(round_, 1)
    with pytest.raises(OtherDealsBehindFigure):
        store_scores(round_=round_)
    assert not IndicatorScore.objects.filter(n=5).exists()
