"""A new password by mail tells nobody who has an account, and believes no Host header."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from foundation.actions import delivery
from foundation.models import OutgoingMail
from partners.password_mail import KIND
from tests import factories

pytestmark = pytest.mark.django_db
NEW = "een-heel-ander-wachtwoord"
EVIL = "kwaad.voorbeeld.invalid"


@pytest.fixture(autouse=True)
def _nothing_remembered(settings):
    settings.SITE_URL = "https://deals.voorbeeld.nl"
    cache.clear()
    yield
    cache.clear()


def ask(email, **headers):
    return Client().post(reverse("account_reset_password"), {"email": email}, headers=headers)


def send():
    delivery.send_due(clock=timezone.now)
    return mail.outbox


def link_in(email):
    return re.search(r"https?://\S+", email.body).group()


def answer_to(email):
    """(status, where to, page, what was asked of the database)."""
    with CaptureQueriesContext(connection) as asked:
        response = ask(email)
    page = Client().get(response["Location"]).content.decode()
    return response.status_code, response["Location"], page, [shape(one["sql"]) for one in asked]


def shape(sql):
    return re.sub(r"'[^']*'|\b\d+\b", "?", sql)


def test_a_known_address_gets_the_answer_of_an_unknown_one_and_costs_the_same():
    person = factories.user()
    ask("warm@voorbeeld.invalid")
    known, unknown = answer_to(person.email), answer_to("niemand@voorbeeld.invalid")
    assert known == unknown
    assert not [sql for sql in known[3] if "partners_user" in sql]
    assert mail.outbox == []


def test_the_mail_goes_to_the_account_and_only_then(client):
    person, gone = factories.user(), factories.user(is_active=False)
    for email in (person.email.upper(), gone.email, "niemand@voorbeeld.invalid"):
        ask(email)
    [email] = send()
    assert email.to == [person.email]
    assert email.subject == "Nieuw wachtwoord voor het Dealportaal"
    assert set(OutgoingMail.objects.values_list("kind", "state")) == {(KIND, OutgoingMail.State.HANDLED)}
    assert link_in(email).split("/")[-2] not in str(list(OutgoingMail.objects.values()))


def test_its_link_sets_the_password_once_and_ends_open_sessions(client):
    person, open_session = factories.user(), Client()
    open_session.force_login(person)
    ask(person.email)
    path = link_in(send()[0]).removeprefix("https://deals.voorbeeld.nl")
    form = client.get(path)["Location"]
    assert client.post(form, {"password1": NEW, "password2": NEW}).status_code == 302
    person.refresh_from_db()
    assert person.check_password(NEW)
    assert open_session.get(reverse("own:settings")).status_code == 302
    assert "set-password" not in Client().get(path).get("Location", "")


@pytest.mark.parametrize("header", ["Host", "X-Forwarded-Host"])
def test_the_host_header_is_nowhere_in_it(header):
    person = factories.user()
    ask(person.email, **{header: EVIL})
    [email] = send()
    assert link_in(email).startswith("https://deals.voorbeeld.nl/account/")
    assert EVIL not in str(email.message())


def test_a_mail_server_that_is_away_changes_nothing_for_the_visitor(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert ask(factories.user().email)["Location"] == reverse("account_reset_password_done")


def test_after_it_guesses_of_before_hold_nobody_up(client):
    person = factories.user()
    login = {"login": person.email, "password": "een-verkeerd-wachtwoord"}
    for _time in range(6):
        client.post(reverse("account_login"), login)
    ask(person.email)
    form = client.get(link_in(send()[0]).removeprefix("https://deals.voorbeeld.nl"))["Location"]
    client.post(form, {"password1": NEW, "password2": NEW})
    client.post(reverse("account_login"), {"login": person.email, "password": NEW})
    assert client.session["_auth_user_id"] == str(person.pk)
