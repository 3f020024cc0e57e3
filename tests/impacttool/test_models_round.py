"""When a round takes answers, thresholds that only go up, and whose surveys a user meets."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError

from impacttool.models import Round, Survey
from tests import factories
from tests.factories import NOON

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("moment", "takes", "over"),
    [
        (NOON - SECOND, False, False),
        (NOON, True, False),
        (NOON + timedelta(days=1) - SECOND, True, False),
        (NOON + timedelta(days=1), False, True),
    ],
)
def test_the_clock_decides_to_the_second(moment, takes, over):
    round_ = factories.round_(opens_at=NOON, closes_at=NOON + timedelta(days=1))
    assert (round_.takes_answers(moment), round_.is_over(moment)) == (takes, over)


@pytest.mark.parametrize(("state", "over"), [(Round.State.DRAFT, False), (Round.State.CLOSED, True)])
def test_only_an_open_round_takes_answers(state, over):
    round_ = factories.round_(state=state)
    assert (round_.takes_answers(NOON), round_.is_over(NOON)) == (False, over)


def test_due_are_open_rounds_whose_moment_has_come():
    due = factories.round_(closes_at=NOON)
    factories.round_(closes_at=NOON + SECOND)
    factories.round_(closes_at=NOON, state=Round.State.CLOSED)
    assert list(Round.objects.due(NOON)) == [due]


@pytest.mark.parametrize(
    "lower",
    [
        {"mean_threshold": 4},
        {"range_threshold": 9},
        {"breakdown_threshold": 4},
        {"deals_threshold": 2},
        {"mean_threshold": 12, "range_threshold": 11},
        {"closes_at": NOON, "opens_at": NOON},
    ],
    ids=str,
)
def test_the_database_refuses(lower):
    with pytest.raises(IntegrityError):
        factories.round_(**lower)


@pytest.fixture
def people():
    """Two deals with a survey each; everybody but staff belongs to the first."""
    survey = factories.survey()
    factories.survey()
    return survey, {
        "anonymous": AnonymousUser(),
        "partner": factories.partner_contact(survey.deal),
        "team": factories.dealmaker(survey.deal),
        "other_team": factories.dealmaker(factories.deal()),
        "administrator": factories.administrator(),
        "staff": factories.staff(),
    }


def test_reports_are_read_in_the_own_deals_and_by_staff(people):
    _survey, users = people
    seen = {who: Survey.objects.reports_visible_to(user).count() for who, user in users.items()}
    assert seen == {
        "anonymous": 0,
        "partner": 1,
        "team": 1,
        "other_team": 0,
        "administrator": 0,
        "staff": 2,
    }


def test_a_public_report_is_for_everybody(people):
    survey, users = people
    Survey.objects.filter(pk=survey.pk).update(is_published=True)
    for user in users.values():
        assert survey in Survey.objects.reports_visible_to(user)


@pytest.mark.parametrize(
    ("stage", "basis"),
    [("vertrokken", "expliciet"), ("afgezien", "expliciet"), ("benaderd", "expliciet"), ("", "afgeleid")],
)
def test_who_is_not_at_the_table_reads_no_more_than_everybody(people, stage, basis):
    """Left or declined, only approached, or merely named in a source."""
    survey, users = people
    survey.deal.participations.update(stage=stage, basis=basis)
    assert not Survey.objects.reports_visible_to(users["partner"]).exists()
    assert not Survey.objects.of_own_deals(users["partner"]).exists()


def test_who_is_in_conversation_reads_the_reports(people):
    survey, users = people
    survey.deal.participations.update(stage="in_gesprek")
    assert Survey.objects.reports_visible_to(users["partner"]).count() == 1


def test_counts_and_invitations_are_for_the_team_and_staff(people):
    _survey, users = people
    managed = {who: Survey.objects.managed_by(user).count() for who, user in users.items()}
    assert managed == {
        "anonymous": 0,
        "partner": 0,
        "team": 1,
        "other_team": 0,
        "administrator": 0,
        "staff": 2,
    }
