"""How a session finds its account."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories, second_steps

pytestmark = pytest.mark.django_db


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
