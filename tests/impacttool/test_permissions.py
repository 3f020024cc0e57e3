"""The permission matrix of rounds: who may run them, and see the breakdown."""

import pytest
import rules
from django.contrib.auth.models import AnonymousUser

from impacttool.models import Survey
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey():
    return factories.survey()


@pytest.fixture
def people(survey):
    return {
        "anonymous": AnonymousUser(),
        "partner": factories.partner_contact(survey.deal),
        "team": factories.dealmaker(survey.deal),
        "other_team": factories.dealmaker(factories.deal()),
        "administrator": factories.administrator(),
        "staff": factories.staff(),
    }


@pytest.mark.parametrize(
    ("permission", "allowed"),
    [
        ("impacttool.manage_rounds", {"staff"}),
        ("impacttool.see_breakdown", {"team", "staff"}),
    ],
)
def test_who_may(survey, people, permission, allowed):
    assert {who for who, user in people.items() if user.has_perm(permission, survey)} == allowed


def test_a_role_that_ended_gives_nothing_any_more(survey, people):
    survey.deal.roles.update(ended_on=factories.NOON.date())
    assert not people["team"].has_perm("impacttool.see_breakdown", survey)


def test_without_a_survey_a_team_may_nothing(people):
    assert not people["team"].has_perm("impacttool.see_breakdown")


def test_inviting_is_asked_of_the_rows(survey, people):
    may = {who for who, user in people.items() if survey in Survey.objects.managed_by(user)}
    assert may == {"team", "staff"}


def test_there_is_no_permission_to_see_who_answered():
    ours = {name for name in rules.permissions.permissions if name.startswith("impacttool.")}
    assert ours == {
        "impacttool.agree_deal_report",
        "impacttool.manage_rounds",
        "impacttool.see_breakdown",
        "impacttool.withdraw_deal_report",
    }
