"""The permission matrix of reports: who may see the breakdown, agree to a report, and make those of all partners."""

import pytest
import rules

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey():
    return factories.survey()


@pytest.fixture
def people(survey):
    return factories.people_around(survey.deal)


@pytest.mark.parametrize(
    ("permission", "allowed"),
    [
        ("reports.see_breakdown", {"team", "staff"}),
        ("reports.agree_learning_report", {"team"}),
        ("reports.withdraw_learning_report", {"team", "staff"}),
        ("reports.make_partner_reports", {"staff"}),
        ("reports.manage_programme_reports", {"staff"}),
    ],
)
def test_who_may(survey, people, permission, allowed):
    assert {role for role, user in people.items() if user.has_perm(permission, survey)} == allowed


def test_a_role_that_ended_gives_nothing_any_more(survey, people):
    survey.deal.roles.update(ended_on=factories.NOON.date())
    assert not people["team"].has_perm("reports.see_breakdown", survey)


def test_without_a_survey_a_team_may_nothing(people):
    assert not people["team"].has_perm("reports.see_breakdown")


def test_there_is_no_permission_to_see_who_answered():
    ours = {name for name in rules.permissions.permissions if name.startswith("reports.")}
    assert ours == {
        "reports.agree_learning_report",
        "reports.make_partner_reports",
        "reports.manage_programme_reports",
        "reports.see_breakdown",
        "reports.withdraw_learning_report",
    }
