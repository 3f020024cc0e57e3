"""Sentences of libraries, in the words of the portal: the reader is "u"."""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from foundation.actions import delivery
from tests import factories, second_steps

INFORMAL = re.compile(r"\b(je|jij|jou|jouw|jullie)\b", re.IGNORECASE)
SENTENCE = re.compile(r'^msgid ((?:"[^\n]*"\n)+)', re.MULTILINE)
FACTOR_PAGES = [
    "mfa_index",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_reauthenticate",
    "account_reauthenticate",
    "account_change_password",
    "account_logout",
]
ENTRANCE_PAGES = ["account_login", "account_reset_password", "account_reset_password_done", "account_signup"]
MAILS = [
    path.relative_to(folder).as_posix()
    for folder in [Path(find_spec("allauth").submodule_search_locations[0]) / "templates"]
    for part in ("account", "mfa")
    for path in sorted((folder / part).rglob("*.txt"))
]


def read(response):
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def person(client):
    """Someone who just logged in, and said the password once more."""
    made = factories.user()
    client.post(reverse("account_login"), {"login": made.email, "password": factories.PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": factories.PASSWORD})
    return made


@pytest.mark.django_db
@pytest.mark.parametrize("has_factor", [False, True])
def test_pages_of_the_second_factor_and_the_password_say_u(client, person, has_factor):
    if has_factor:
        second_steps.make_factor(client)
    pages = {name: client.get(reverse(name), follow=True).content.decode() for name in FACTOR_PAGES}
    assert not {name: INFORMAL.findall(text) for name, text in pages.items() if INFORMAL.search(text)}
    assert "Tweede inlogstap" in pages["mfa_index"]
    wanted = "nieuwe herstelcodes maken" if has_factor else "Scan de QR-code"
    assert wanted in pages["mfa_generate_recovery_codes" if has_factor else "mfa_activate_totp"]


@pytest.mark.django_db
def test_what_is_refused_is_said_with_u(client, person):
    wrong = {"oldpassword": "fout", "password1": "a", "password2": "b"}
    page = read(client.post(reverse("account_change_password"), wrong))
    assert "Vul uw huidige wachtwoord in." in page
    assert not INFORMAL.search(page)
    page = read(client.post(reverse("mfa_activate_totp"), {"code": "000000"}))
    assert "Deze code klopt niet" in page
    assert not INFORMAL.search(page)


@pytest.mark.django_db
def test_the_way_in_says_u(client):
    assert not [name for name in ENTRANCE_PAGES if INFORMAL.search(read(client.get(reverse(name))))]
    used = reverse("account_reset_password_from_key", kwargs={"uidb36": "1", "key": "x-y"})
    assert not INFORMAL.search(read(client.get(used)))


@pytest.mark.django_db
def test_the_step_between_password_and_portal_says_u(client):
    person = factories.user()
    TOTP.activate(person, generate_totp_secret())
    login = {"login": person.email, "password": factories.PASSWORD}
    page = read(client.post(reverse("account_login"), login, follow=True))
    assert "Vul de code uit uw authenticator-app in" in page
    assert not INFORMAL.search(page)


@pytest.mark.django_db
def test_the_mail_for_a_new_password_says_u(client):
    client.post(reverse("account_reset_password"), {"email": factories.user().email})
    delivery.send_due(clock=timezone.now)
    assert "Was u het niet?" in mail.outbox[0].body
    assert not INFORMAL.search(mail.outbox[0].subject + mail.outbox[0].body)


@pytest.mark.parametrize("name", MAILS)
def test_mails_and_messages_of_the_library_say_u(name, rf):
    context = {"request": rf.get("/"), "user": factories.User(name="Mo"), "site_name": "Dealportaal"}
    assert not INFORMAL.search(render_to_string(name, context))


def test_no_sentence_of_the_library_is_left_out():
    """Also what no page shows today: a setting more and it would."""
    folder = Path(find_spec("allauth").submodule_search_locations[0])
    source = (folder / "locale" / "nl" / "LC_MESSAGES" / "django.po").read_text()
    parts = [re.findall(r'"(.*)"', block) for block in SENTENCE.findall(source)]
    texts = ["".join(lines).replace("\\n", "\n").replace('\\"', '"') for lines in parts]
    assert len(texts) > 300
    assert not [text for text in texts if text and INFORMAL.search(gettext(text))]
