"""What everyone, one person and those of a deal have seen."""

import pytest
from django.contrib.auth.models import AnonymousUser

from deals.models import Participation
from impacttool.queries import audiences
from reports.actions.web_reports import publish_web_report
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def surveys():
    round_ = factories.round_(state="gesloten")
    return [factories.survey(round=round_) for _number in range(4)]


def seen(found):
    return {frozenset(one) for one in found}


def keys(*surveys):
    return frozenset(survey.pk for survey in surveys)


def test_a_person_has_seen_what_is_public_and_the_own_deals(surveys):
    first, second, third, _fourth = surveys
    publish_web_report(survey=first, is_published=True, by=factories.staff())
    rounds = [first.round]
    maker, partner = factories.dealmaker(second.deal), factories.partner_contact(third.deal)
    assert seen(audiences.reader(maker, rounds)) == {keys(first, second)}
    assert seen(audiences.reader(partner, rounds)) == {keys(first, third)}
    assert seen(audiences.reader(factories.user(), rounds)) == {keys(first)}
    assert audiences.reader(factories.staff(), rounds) is None
    everyone = {keys(first), keys(first, second), keys(first, third)}
    assert seen(audiences.reader(AnonymousUser(), rounds)) == everyone
    assert seen(audiences.everyone(rounds, and_public=[third.pk])) == {
        keys(first, third),
        keys(first, second, third),
    }


def test_those_of_a_deal_each_with_what_they_see_elsewhere(surveys):
    first, second, third, _fourth = surveys
    both = factories.dealmaker(first.deal)
    third.deal.roles.create(user=both, role="dealmaker")
    factories.partner_contact(first.deal)
    found = audiences.of_deals([first.deal_id, second.deal_id], [first.round])
    assert seen(found[first.deal_id]) == {keys(first), keys(first, third)}
    assert seen(found[second.deal_id]) == {keys(second)}  # also without anybody who logs in


def test_what_was_seen_once_stays_seen(surveys):
    """Of a role that ended and of a report that is public no more the figures are still known."""
    first, second, _third, _fourth = surveys
    staff, maker = factories.staff(), factories.dealmaker(second.deal)
    second.deal.roles.update(ended_on="2026-01-01")
    publish_web_report(survey=first, is_published=True, by=staff)
    publish_web_report(survey=first, is_published=False, by=staff)
    assert seen(audiences.reader(maker, [first.round])) == {keys(), keys(first, second)}


@pytest.mark.parametrize(
    "gone", [{"stage": "vertrokken"}, {"stage": "afgezien"}, {"deleted_at": "2026-01-01T00:00Z"}]
)
def test_an_organisation_that_left_still_knows_what_it_read(surveys, gone):
    """Out of two deals of four and still in the third: the mean of all would give the fourth away."""
    organisation, user = factories.organisation(), factories.user()
    factories.contact(organisation=organisation, user=user)
    first, second, third, _fourth = surveys
    for survey in (first, second, third):
        factories.participation(deal=survey.deal, organisation=organisation)
    Participation.objects.filter(deal__in=[first.deal, second.deal]).update(**gone)
    assert seen(audiences.reader(user, [first.round])) == {keys(third), keys(first, second, third)}


def test_an_organisation_that_was_only_approached_has_read_nothing(surveys):
    factories.partner_contact(surveys[0].deal)
    Participation.objects.update(stage="benaderd")
    assert seen(audiences.everyone([surveys[0].round])) == {keys()}


def test_whoever_has_no_account_any_more_reads_along_with_everyone(surveys):
    """The public page is open to this person too; a role of somebody who is gone shows nothing new."""
    first, second, _third, _fourth = surveys
    for person in (factories.dealmaker(first.deal), factories.partner_contact(second.deal)):
        person.is_active = False
        person.save()
    rounds = [first.round]
    assert seen(audiences.everyone(rounds)) == {keys(), keys(first), keys(second)}
    assert seen(audiences.of_deals([first.deal_id], rounds)[first.deal_id]) == {keys(first)}


def test_a_report_of_a_deal_that_is_not_public_counts_both_ways(surveys):
    first = surveys[0]
    publish_web_report(survey=first, is_published=True, by=factories.staff())
    first.deal.is_published = False
    first.deal.save()
    assert seen(audiences.reader(AnonymousUser(), [first.round])) == {keys(), keys(first)}


def test_behind_a_mean_are_five_and_behind_a_range_ten(surveys):
    first, second, third, fourth = surveys
    for survey, n in ((first, 5), (second, 10), (third, 4), (fourth, 12)):
        indicator = survey.round.instrument.indicators.get(number=1)
        survey.indicator_scores.create(
            indicator=indicator, n=n, mean_numerator=3, mean_denominator=1, minimum=1, maximum=5
        )
    fourth.phase = "uitvoering"
    fourth.save()
    found = audiences.contributions_of([first.round])[first.round_id]
    assert found.means == {1: keys(first, second, fourth)} and found.ranges == {1: keys(second, fourth)}
    assert found.phases == {"uitvoering": keys(fourth)}


def test_the_number_of_queries_does_not_grow_with_the_people(surveys, django_assert_num_queries):
    for survey in surveys:
        for _number in range(3):
            factories.dealmaker(survey.deal)
            factories.partner_contact(survey.deal)
    with django_assert_num_queries(6):
        audiences.everyone([surveys[0].round])
    with django_assert_num_queries(6):
        audiences.of_deals([survey.deal_id for survey in surveys], [surveys[0].round])
