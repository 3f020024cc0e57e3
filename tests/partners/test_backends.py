"""How a session finds its account."""

from datetime import date, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from partners.actions import create_api_token
from tests import factories, second_steps

pytestmark = pytest.mark.django_db
KEYED = "/api/v1/rounds/2024/deals/bestaat-niet/scores"
ENDS = date(2027, 12, 31)


def test_asking_for_the_second_step_costs_one_query_of_whoever_has_a_factor_and_none_of_others(
    client, django_assert_max_num_queries
):
    person, page = factories.user(), reverse("own:settings")
    second_steps.log_in(client, person)
    second_steps.make_factor(client)
    other = Client()
    other.force_login(factories.user())
    with django_assert_max_num_queries(20) as without:
        other.get(page)
    with django_assert_max_num_queries(20) as with_factor:
        client.get(page)
    assert len(with_factor) - len(without) == 1


def test_an_account_that_was_switched_off_is_out_at_the_next_page(client):
    person = factories.user()
    client.force_login(person)
    assert client.get(reverse("own:settings")).status_code == 200
    person.is_active = False
    person.save()
    assert client.get(reverse("own:settings"))["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize(("moment", "comes_in"), [("2027-12-30T23:59", True), ("2027-12-31T00:00", False)])
def test_an_account_with_an_end_date_lets_in_until_then(client, moment, comes_in):
    user = factories.user(ended_on=ENDS)
    token = create_api_token(user=user, by=None, ended_on=date(2028, 6, 1))
    with time_machine.travel(datetime.fromisoformat(f"{moment}+01:00"), tick=False):
        client.force_login(user)
        assert (client.get(reverse("own:settings")).status_code == 200) == comes_in
        client.logout()
        data = {"login": user.email, "password": factories.PASSWORD}
        answer = client.post(reverse("account_login"), data)
        assert ("_auth_user_id" in client.session) == comes_in
        assert comes_in or answer["Location"] == reverse("account_inactive")
        client.logout()
        keyed = client.get(KEYED, headers={"Authorization": f"Token {token}"})
        assert keyed.status_code == (404 if comes_in else 401)


def test_an_end_of_today_stops_an_open_session_at_the_next_request(client):
    user = factories.user()
    client.force_login(user)
    assert client.get(reverse("own:settings")).status_code == 200
    type(user).objects.filter(pk=user.pk).update(ended_on=date(2020, 1, 1))
    assert client.get(reverse("own:settings")).status_code == 302
