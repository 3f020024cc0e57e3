"""The benchmarks can build their data with the current models."""

import pytest

from bench import build
from impacttool.models import Answer, IndicatorScore, Response

pytestmark = pytest.mark.django_db


def test_a_round_built_for_measuring_has_answers_and_scores():
    made = build.closed_round(2001, build.deals(2, "meting"), responses=12)
    assert Response.objects.sent().filter(survey__round=made).count() == 24
    assert Answer.objects.filter(response__survey__round=made).count() == 24 * build.STATEMENTS
    assert IndicatorScore.objects.filter(survey__round=made).exists()
