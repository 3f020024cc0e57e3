"""Logging in, being refused and being held up are lines in the log."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from foundation.models import AuditEvent
from partners import guessing
from partners.events import AccountEvent
from partners.mailing import stop_token
from tests import factories, second_steps
from tests.audit_log import details
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db
WRONG = "een-verkeerd-wachtwoord"


@pytest.fixture(autouse=True)
def _nothing_remembered():
    cache.clear()
    yield
    cache.clear()


def lines(event):
    return list(AuditEvent.objects.filter(event=event).order_by("pk"))


def post_login(client, email, password):
    client.post(reverse("account_login"), {"login": email, "password": password})


def test_coming_in_and_going_out(client):
    person = factories.user()
    post_login(client, person.email, PASSWORD)
    client.post(reverse("account_logout"))
    [came], [went] = lines(AccountEvent.LOGGED_IN), lines(AccountEvent.LOGGED_OUT)
    assert (came.actor, str(came.subject)) == (person, f"user:{person.pk}")
    assert details(came) == {"resultaat": "gelukt met wachtwoord", "adres van de bezoeker": "127.0.0.1"}
    assert (went.actor, details(went)["resultaat"]) == (person, "zelf uitgelogd")


def test_a_wrong_password_is_a_line_without_what_was_typed(client):
    person = factories.user()
    post_login(client, person.email, WRONG)
    post_login(client, "mijn-wachtwoord@voorbeeld.invalid", WRONG)
    known, unknown = lines(AccountEvent.LOGIN_REFUSED)
    assert (known.actor, str(known.subject), known.subject_label) == (None, f"user:{person.pk}", str(person))
    assert (str(unknown.subject), unknown.subject_label) == ("login", "een onbekend account")
    everything = str([[str(one.subject), one.subject_label, one.data] for one in AuditEvent.objects.all()])
    assert WRONG not in everything
    assert "mijn-wachtwoord" not in everything


def test_being_held_up_is_one_line(client):
    person = factories.user()
    for _time in range(guessing.PAIR + 3):
        post_login(client, person.email, WRONG)
    assert len(lines(AccountEvent.LOGIN_REFUSED)) == guessing.PAIR
    [line] = lines(AccountEvent.LOGIN_HELD_UP)
    assert (str(line.subject), details(line)["resultaat"]) == (
        f"user:{person.pk}",
        "te veel mislukte pogingen",
    )


def test_steps_of_the_second_factor(client):
    person = factories.staff()
    second_steps.log_in(client, person)
    second_steps.make_factor(client)
    assert lines(AccountEvent.FACTOR_ADDED)[0].actor == person
    client.post(reverse("account_logout"))
    second_steps.log_in(client, person)
    for _time in range(7):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    refused = lines(AccountEvent.LOGIN_REFUSED)
    assert {details(one)["resultaat"] for one in refused} == {"de code klopt niet"}
    assert len(lines(AccountEvent.LOGIN_HELD_UP)) == 1
    second_steps.give_code(client, person)
    assert (
        details(lines(AccountEvent.LOGGED_IN)[-1])["resultaat"]
        == "gelukt met wachtwoord, code van de telefoon"
    )
    client.post(reverse("mfa_deactivate_totp"))
    assert lines(AccountEvent.FACTOR_REMOVED)[0].actor == person


def test_a_new_password_is_a_line_without_it(client):
    person, new = factories.user(), "een-heel-ander-wachtwoord"
    client.force_login(person)
    client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )
    [line] = lines(AccountEvent.PASSWORD_CHANGED)
    assert line.actor == person
    assert new not in str(details(line))


def test_what_may_not_is_a_line_once_without_the_key(client):
    person = factories.user()
    client.force_login(person)
    for _time in range(2):
        assert client.get(reverse("partners:log")).status_code == 403
    [line] = lines(AccountEvent.PAGE_REFUSED)
    assert (line.actor, str(line.subject), line.subject_label) == (
        person,
        "page:partners:log",
        "/partners/logboek/",
    )
    other = factories.user()
    client.get(f"/account/overzicht/{stop_token(other)}/")
    line = lines(AccountEvent.PAGE_REFUSED)[-1]
    assert line.subject_label == "/account/overzicht/***/"


def test_an_organisation_that_may_keep_no_addresses_keeps_none(client, settings):
    settings.LOG_VISITOR_ADDRESSES = False
    post_login(client, factories.user().email, PASSWORD)
    assert list(details(lines(AccountEvent.LOGGED_IN)[0])) == ["resultaat"]
