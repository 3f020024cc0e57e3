"""Guessing is slowed per account and place; the owner elsewhere comes in."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from partners import guessing
from tests import factories
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db
HERE, ELSEWHERE = "203.0.113.9", "198.51.100.7"


@pytest.fixture(autouse=True)
def _behind_a_proxy(settings, time_machine):
    time_machine.move_to("2026-06-01T12:00:01Z", tick=False)
    settings.TRUSTED_PROXIES = 1
    cache.clear()
    yield
    cache.clear()


def try_in(email, password, address, client=None):
    """Whether this let someone in."""
    client = client or Client()
    client.post(
        reverse("account_login"),
        {"login": email, "password": password},
        headers={"X-Forwarded-For": address},
    )
    return "_auth_user_id" in client.session


def guess(email, times, address=HERE, client=None):
    for _time in range(times):
        assert not try_in(email, "een-verkeerd-wachtwoord", address, client)


def test_the_right_password_waits_after_guesses_from_the_same_place(time_machine):
    person = factories.user()
    guess(person.email, guessing.PAIR - 1)
    assert try_in(person.email, PASSWORD, HERE)
    guess(person.email.upper(), 1)
    assert not try_in(person.email, PASSWORD, HERE)
    time_machine.shift(guessing.PAIR_SECONDS)
    assert try_in(person.email, PASSWORD, HERE)


def test_a_stranger_elsewhere_does_not_shut_the_owner_out():
    person = factories.user()
    guess(person.email, 30, ELSEWHERE)
    assert try_in(person.email, PASSWORD, HERE)


def test_what_the_visitor_writes_before_the_proxy_makes_no_other_place():
    person = factories.user()
    for number in range(guessing.PAIR):
        guess(person.email, 1, f"198.51.100.{number}, {HERE}")
    assert not try_in(person.email, PASSWORD, f"198.51.100.99, {HERE}")


def test_many_accounts_guessed_from_one_place_hold_up_that_place_alone(time_machine):
    person = factories.user()
    for number in range(guessing.ADDRESS):
        guess(f"iemand{number}@voorbeeld.invalid", 1)
    assert not try_in(person.email, PASSWORD, HERE)
    assert try_in(person.email, PASSWORD, ELSEWHERE)
    time_machine.shift(guessing.ADDRESS_SECONDS)
    assert try_in(person.email, PASSWORD, HERE)


def test_twenty_wrong_ones_of_twenty_people_behind_one_address_refuse_nobody():
    person = factories.user()
    for number in range(22):
        guess(f"iemand{number}@voorbeeld.invalid", 1)
    assert try_in(person.email, PASSWORD, HERE)


def test_five_hundred_right_ones_from_one_address_refuse_nobody():
    person = factories.user()
    assert all(try_in(person.email, PASSWORD, HERE) for _time in range(60))


def spread_guesses(person):
    for number in range(guessing.ACCOUNT):
        guess(person.email, 1, f"192.0.{number}.1")


def test_guessed_from_all_over_the_world_one_unknown_place_a_minute_is_let_try():
    person = factories.user()
    spread_guesses(person)
    guess(person.email, 1, "192.0.2.77")
    assert not try_in(person.email, PASSWORD, ELSEWHERE)


def test_the_owner_has_the_first_turn_in_it():
    person = factories.user()
    spread_guesses(person)
    assert try_in(person.email, PASSWORD, ELSEWHERE)


def test_a_browser_that_was_in_before_is_held_up_by_nobody(client):
    person = factories.user()
    assert try_in(person.email, PASSWORD, HERE, client)
    cookie = client.cookies["apparaat"].value
    spread_guesses(person)
    guess(person.email, guessing.PAIR, HERE)
    for number in range(guessing.ADDRESS):
        guess(f"iemand{number}@voorbeeld.invalid", 1)
    known = Client()
    assert not try_in(person.email, PASSWORD, HERE, known)
    known.cookies["apparaat"] = cookie
    assert try_in(person.email, PASSWORD, HERE, known)


def test_such_a_browser_may_not_guess_on_and_is_nothing_to_another_account():
    person, other, browser = factories.user(), factories.user(), Client()
    assert try_in(person.email, PASSWORD, HERE, browser)
    cookie = browser.cookies["apparaat"].value
    guesser = Client()
    guesser.cookies["apparaat"] = cookie
    guess(person.email, guessing.PAIR, ELSEWHERE, guesser)
    assert not try_in(person.email, PASSWORD, ELSEWHERE, guesser)
    spread_guesses(other)
    guess(other.email, 1, "192.0.2.77", guesser)
    assert not try_in(other.email, PASSWORD, ELSEWHERE, guesser)


def test_its_cookie_names_nobody_and_cannot_be_made():
    person, browser = factories.user(), Client()
    assert try_in(person.email, PASSWORD, HERE, browser)
    cookie = browser.cookies["apparaat"]
    assert person.email not in guessing.signing.b64_decode(cookie.value.split(":")[0].encode()).decode()
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    forged = Client()
    forged.cookies["apparaat"] = guessing.signing.dumps(["x", "y"], key="another key", salt=guessing.SALT)
    spread_guesses(person)
    guess(person.email, 1, "192.0.2.77")
    assert not try_in(person.email, PASSWORD, ELSEWHERE, forged)
