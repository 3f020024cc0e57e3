from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from partners.models import ApiToken, Contact, Organisation, User
from tests import factories

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)


def test_an_address_is_one_account_whatever_its_capitals():
    factories.user(email="Jan@Voorbeeld.invalid")
    assert User.objects.get_by_natural_key("JAN@voorbeeld.invalid").email == "jan@voorbeeld.invalid"
    with pytest.raises(IntegrityError):
        User.objects.bulk_create([User(email="JAN@voorbeeld.invalid")])


def test_an_organisation_ends_on_its_last_day():
    ended = factories.organisation(ended_on=DAY)
    there = factories.organisation()
    assert set(Organisation.objects.existing_on(DAY)) == {there}
    assert ended in Organisation.objects.existing_on(date(2026, 5, 31))


def test_an_organisation_stands_once_in_the_list_and_does_not_succeed_itself():
    first = factories.organisation(name="Gemeente Ede")
    with pytest.raises(ValidationError, match="staat al in de lijst"):
        Organisation(name="gemeente ede", type="gemeente").full_clean()
    first.successor = first
    with pytest.raises(ValidationError, match="niet haar eigen opvolger"):
        first.full_clean()


@pytest.mark.parametrize(
    ("from_on", "until_on", "active"),
    [
        (None, None, True),
        (DAY, DAY, True),
        (date(2026, 6, 2), None, False),
        (None, date(2026, 5, 31), False),
    ],
)
def test_a_contact_counts_within_the_period(from_on, until_on, active):
    contact = factories.contact(from_on=from_on, until_on=until_on)
    assert list(Contact.objects.active_on(DAY)) == ([contact] if active else [])


def test_a_key_made_just_after_midnight_says_the_day_of_here():
    made = ApiToken(name="X", user=factories.user(), created_at=datetime(2026, 6, 30, 22, 30, tzinfo=UTC))
    assert "01-07-2026" in str(made)
