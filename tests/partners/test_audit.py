"""Logging in, being refused and being held up are lines in the log."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from partners import guessing
from partners.mailing import stop_token
from partners.models import LogEntry
from tests import factories, second_steps
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db
WRONG = "een-verkeerd-wachtwoord"


@pytest.fixture(autouse=True)
def _nothing_remembered():
    cache.clear()
    yield
    cache.clear()


def lines(verb):
    return list(LogEntry.objects.filter(verb=verb).order_by("pk"))


def post_login(client, email, password):
    client.post(reverse("account_login"), {"login": email, "password": password})


def test_coming_in_and_going_out(client):
    person = factories.user()
    post_login(client, person.email, PASSWORD)
    client.post(reverse("account_logout"))
    [came], [went] = lines("logde in"), lines("logde uit")
    assert (came.actor, came.subject) == (person, f"user:{person.pk}")
    assert came.details == {"resultaat": "gelukt met wachtwoord", "adres van de bezoeker": "127.0.0.1"}
    assert (went.actor, went.details["resultaat"]) == (person, "zelf uitgelogd")


def test_a_wrong_password_is_a_line_without_what_was_typed(client):
    person = factories.user()
    post_login(client, person.email, WRONG)
    post_login(client, "mijn-wachtwoord@voorbeeld.invalid", WRONG)
    known, unknown = lines("weigerde een poging om in te loggen")
    assert (known.actor, known.subject, known.subject_label) == (None, f"user:{person.pk}", str(person))
    assert (unknown.subject, unknown.subject_label) == ("login", "een onbekend account")
    everything = str([[one.subject, one.subject_label, one.details] for one in LogEntry.objects.all()])
    assert WRONG not in everything
    assert "mijn-wachtwoord" not in everything


def test_being_held_up_is_one_line(client):
    person = factories.user()
    for _time in range(guessing.PAIR + 3):
        post_login(client, person.email, WRONG)
    assert len(lines("weigerde een poging om in te loggen")) == guessing.PAIR
    [line] = lines("hield inloggen even tegen")
    assert (line.subject, line.details["resultaat"]) == (f"user:{person.pk}", "te veel mislukte pogingen")


def test_steps_of_the_second_factor(client):
    person = factories.staff()
    second_steps.log_in(client, person)
    second_steps.make_factor(client)
    assert lines("zette een tweede inlogstap aan")[0].actor == person
    client.post(reverse("account_logout"))
    second_steps.log_in(client, person)
    for _time in range(7):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    refused = lines("weigerde een poging om in te loggen")
    assert {one.details["resultaat"] for one in refused} == {"de code klopt niet"}
    assert len(lines("hield inloggen even tegen")) == 1
    second_steps.give_code(client, person)
    assert lines("logde in")[-1].details["resultaat"] == "gelukt met wachtwoord, code van de telefoon"
    client.post(reverse("mfa_deactivate_totp"))
    assert lines("zette een tweede inlogstap uit")[0].actor == person


def test_a_new_password_is_a_line_without_it(client):
    person, new = factories.user(), "een-heel-ander-wachtwoord"
    client.force_login(person)
    client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )
    [line] = lines("wijzigde het eigen wachtwoord")
    assert line.actor == person
    assert new not in str(line.details)


def test_what_may_not_is_a_line_once_without_the_key(client):
    person = factories.user()
    client.force_login(person)
    for _time in range(2):
        assert client.get(reverse("partners:log")).status_code == 403
    [line] = lines("vroeg een pagina die niet mag")
    assert (line.actor, line.subject, line.subject_label) == (
        person,
        "page:partners:log",
        "/partners/logboek/",
    )
    other = factories.user()
    client.get(f"/account/overzicht/{stop_token(other)}/")
    line = lines("vroeg een pagina die niet mag")[-1]
    assert line.subject_label == "/account/overzicht/***/"


def test_an_organisation_that_may_keep_no_addresses_keeps_none(client, settings):
    settings.LOG_VISITOR_ADDRESSES = False
    post_login(client, factories.user().email, PASSWORD)
    assert list(lines("logde in")[0].details) == ["resultaat"]
