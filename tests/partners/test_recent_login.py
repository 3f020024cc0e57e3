"""A login counts for some minutes; with a second factor only its code does."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from tests import factories, second_steps

pytestmark = pytest.mark.django_db
PAGE = reverse("admin:partners_user_add")
IN_TEN_MINUTES = timedelta(minutes=10)


def test_a_login_of_a_moment_ago_is_enough_and_an_older_one_is_not(client):
    second_steps.log_in(client, factories.administrator())
    assert client.get(PAGE).status_code == 200
    with time_machine.travel(timezone.now() + IN_TEN_MINUTES):
        assert client.get(PAGE)["Location"].startswith(reverse("account_reauthenticate"))


def test_whoever_has_a_second_factor_gives_its_code(client):
    person = factories.administrator()
    second_steps.log_in(client, person)
    second_steps.make_factor(client)
    assert client.get(PAGE).status_code == 200
    with time_machine.travel(timezone.now() + IN_TEN_MINUTES):
        assert client.get(PAGE).status_code == 302
        second_steps.give_code(client, person, "mfa_reauthenticate")
        assert client.get(PAGE).status_code == 200
