"""What the libraries of logging in tell."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from tests import factories, second_steps
from tests.partners.test_second_factor import asks_code

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return factories.staff()


@pytest.fixture
def owner(client, person):
    second_steps.log_in(client, person)
    second_steps.make_factor(client)
    return client


def test_the_session_that_makes_a_factor_passed_it(owner):
    assert owner.get("/programma/").status_code == 200


def test_whoever_came_in_with_a_recovery_code_may_make_new_ones(owner, person):
    codes = (
        Authenticator.objects.get(user=person, type=Authenticator.Type.RECOVERY_CODES)
        .wrap()
        .get_unused_codes()
    )
    first, second = Client(), Client()
    for session, code in ((first, codes[0]), (second, codes[1])):
        second_steps.log_in(session, person)
        session.post(reverse("mfa_authenticate"), {"code": code})
    assert second_steps.post_and_commit(first, "mfa_generate_recovery_codes").status_code == 302
    assert first.get(reverse("mfa_view_recovery_codes")).status_code == 200
    assert asks_code(second.get("/programma/"))
