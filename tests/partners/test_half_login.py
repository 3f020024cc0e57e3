"""A login that waits for a code ends with the password it began with."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from partners import guessing
from tests import factories, second_steps

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "een-heel-ander-wachtwoord"


@pytest.fixture(autouse=True)
def _nothing_remembered():
    """At a moment that stands still: a code is good for half a minute, and may be given at its end."""
    cache.clear()
    with time_machine.travel(datetime(2026, 6, 1, 9, 0, tzinfo=UTC), tick=False):
        yield
    cache.clear()


@pytest.fixture
def person():
    someone, session = factories.staff(), Client()
    second_steps.log_in(session, someone)
    second_steps.make_factor(session)
    return someone


def give(session, code):
    return session.post(reverse("mfa_authenticate"), {"code": code})


def is_in(session):
    return "_auth_user_id" in session.session


def test_whoever_gave_the_old_password_comes_no_further(person):
    """Not with a right code either; and holds nobody up with wrong ones."""
    stranger, owner = Client(), Client()
    second_steps.log_in(stranger, person)
    person.set_password(NEW_PASSWORD)
    person.save()
    code = second_steps.code_of(second_steps.secret_of(person))
    assert "intussen gewijzigd" in give(stranger, code).content.decode()
    assert not is_in(stranger)
    for _time in range(guessing.CODES):
        assert give(stranger, "000000")["Location"] == reverse("account_login")
    owner.post(reverse("account_login"), {"login": person.email, "password": NEW_PASSWORD})
    give(owner, code)
    assert is_in(owner)


def test_a_stranger_who_is_refused_for_the_old_password_uses_up_no_try(person):
    """Five logins that were begun before the change, and one of the owner after it."""
    strangers, owner = [Client() for _time in range(guessing.CODES)], Client()
    for stranger in strangers:
        second_steps.log_in(stranger, person)
    person.set_password(NEW_PASSWORD)
    person.save()
    code = second_steps.code_of(second_steps.secret_of(person))
    for stranger in strangers:
        give(stranger, "000000")
    owner.post(reverse("account_login"), {"login": person.email, "password": NEW_PASSWORD})
    give(owner, code)
    assert is_in(owner)
