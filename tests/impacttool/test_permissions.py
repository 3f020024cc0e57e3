"""The permission matrix of rounds: who may run them."""

import pytest
import rules

from impacttool.models import Survey
from impacttool.permissions import is_in_survey_team
from partners.models import User
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey():
    return factories.survey()


@pytest.fixture
def people(survey):
    return factories.people_around(survey.deal)


def test_agenda_stad_manages_rounds(survey, people):
    may = {role for role, user in people.items() if user.has_perm("impacttool.manage_rounds", survey)}
    assert may == {"staff"}


def test_only_somebody_with_a_role_now_is_in_the_team_of_a_survey(survey, people):
    assert {role for role, user in people.items() if is_in_survey_team(user, survey)} == {"team"}
    survey.deal.roles.update(ended_on=factories.NOON.date())
    assert not is_in_survey_team(User.objects.get(pk=people["team"].pk), survey)


def test_inviting_is_asked_of_the_rows(survey, people):
    may = {role for role, user in people.items() if survey in Survey.objects.managed_by(user)}
    assert may == {"team", "staff"}


def test_there_is_no_permission_to_see_who_answered():
    ours = {name for name in rules.permissions.permissions if name.startswith("impacttool.")}
    assert ours == {"impacttool.manage_rounds"}
