"""Whose rounds and counts a user meets."""

import pytest

from impacttool.models import Round
from impacttool.queries.rounds import followed_surveys, managed_surveys
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("state", "seen"), [(Round.State.DRAFT, False), (Round.State.OPEN, True), (Round.State.CLOSED, True)]
)
def test_a_team_meets_a_round_from_its_opening_on_and_staff_before_it(state, seen):
    survey = factories.survey(round=factories.round_(state=state))
    team, staff = factories.dealmaker(survey.deal), factories.staff()
    assert managed_surveys(team).exists() is seen
    assert followed_surveys(team).exists() is seen
    assert managed_surveys(staff).get() == survey
