"""A new password ends the addresses for a calendar, if that is asked."""

import pytest
from django.urls import reverse

from deals import actions
from tests import factories
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db
NEW = "een-heel-ander-wachtwoord"


@pytest.fixture
def person(client):
    made = factories.dealmaker(factories.deal())
    actions.create_calendar_link(deal=None, by=made)
    client.force_login(made)
    return made


def change(client, **extra):
    passwords = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    return client.post(reverse("account_change_password"), passwords | extra)


@pytest.mark.parametrize(("extra", "left"), [({"end_calendars": "on"}, 0), ({}, 1)])
def test_they_end_only_when_that_is_asked(client, person, extra, left):
    assert (
        "Trek ook mijn agenda-adressen in" in client.get(reverse("account_change_password")).content.decode()
    )
    assert change(client, **extra).status_code == 302
    assert person.calendar_links.active().count() == left


def test_a_password_that_is_refused_ends_nothing(client, person):
    change(client, end_calendars="on", oldpassword="een-verkeerd-wachtwoord")
    assert person.calendar_links.active().count() == 1


def test_whoever_has_none_is_not_asked(client):
    client.force_login(factories.user())
    assert "agenda-adressen" not in client.get(reverse("account_change_password")).content.decode()
