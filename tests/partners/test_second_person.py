"""Two accounts of one hand are one person."""

from datetime import timedelta

import pytest
from django.utils import timezone

from partners import second_person
from tests import factories

pytestmark = pytest.mark.django_db


def given_by(giver, days=1):
    now = timezone.now()
    return factories.administrator(access_by=giver, access_at=now - timedelta(days=days))


def are_two(one, other):
    return second_person.are_two(one.pk, other.pk, second_person.recent_givers(timezone.now()))


def test_an_account_that_one_made_is_not_the_second_beside_the_one():
    ada, bea = factories.administrator(), factories.administrator()
    puppet = given_by(ada)
    puppet_of_puppet = given_by(puppet)
    assert not are_two(ada, puppet)
    assert not are_two(puppet, ada)
    assert not are_two(ada, puppet_of_puppet)
    assert not are_two(ada, ada)
    assert are_two(ada, bea)
    assert are_two(bea, puppet)


def test_after_thirty_days_it_is():
    ada = factories.administrator()
    assert not are_two(ada, given_by(ada, days=29))
    assert are_two(ada, given_by(ada, days=31))


def test_two_that_gave_each_other_access_end_the_search():
    ada = factories.administrator()
    bea = given_by(ada)
    ada.access_by, ada.access_at = bea, timezone.now()
    ada.save()
    assert not are_two(ada, bea)
