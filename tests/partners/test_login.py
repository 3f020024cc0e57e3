"""Guessing a password is slowed, and says nothing about who has an account."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.urls import reverse

from tests import factories
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db
GUESSES = 5


@pytest.fixture(autouse=True)
def _nothing_remembered():
    cache.clear()
    yield
    cache.clear()


def log_in(client, email, password):
    return client.post(reverse("account_login"), {"login": email, "password": password})


def test_after_five_wrong_guesses_the_right_password_waits_too(client):
    person = factories.user()
    for _guess in range(GUESSES):
        log_in(client, person.email, "een-verkeerd-wachtwoord")
    log_in(client, person.email, PASSWORD)
    assert "_auth_user_id" not in client.session


def test_another_account_is_not_slowed_by_it(client):
    person, other = factories.user(), factories.user()
    for _guess in range(GUESSES):
        log_in(client, person.email, "een-verkeerd-wachtwoord")
    log_in(client, other.email, PASSWORD)
    assert client.session["_auth_user_id"] == str(other.pk)


def answer_to(client, email):
    """The page without what differs by itself: the address that was typed and the form's own key."""
    page = log_in(client, email, "een-verkeerd-wachtwoord").content.decode()
    return re.sub(r'value="[^"]*"|X-CSRFToken[^\']*', "", page.replace(email, ""))


def test_who_comes_in_is_addressed_with_u(client):
    person = factories.user()
    answer = client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD}, follow=True)
    assert "U bent ingelogd als" in answer.content.decode()


def test_an_unknown_address_gets_the_same_answer(client):
    known, unknown = answer_to(client, factories.user().email), answer_to(client, "niemand@voorbeeld.invalid")
    assert known == unknown
    assert "error" in known


def test_nobody_changes_the_own_login_address(client):
    person = factories.user()
    client.force_login(person)
    assert client.get("/account/email/").status_code == 302
    client.post("/account/email/", {"action_add": "", "email": "ander@voorbeeld.invalid"})
    person.refresh_from_db()
    assert person.email != "ander@voorbeeld.invalid"
    assert not EmailAddress.objects.filter(email="ander@voorbeeld.invalid").exists()
