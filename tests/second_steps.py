"""A second factor, made and used through the pages, as a person does."""

import re
from unittest import mock

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.urls import reverse

from tests.factories import PASSWORD


def log_in(client, person):
    return client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})


def code_of(secret):
    """A code counts once; here every one counts anew."""
    cache.clear()
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def secret_of(person):
    return Authenticator.objects.get(user=person, type=Authenticator.Type.TOTP).data["secret"]


def make_factor(client):
    """In a session that logged in: the password again, then the first code."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r"secret=([A-Z2-7]+)|value=\"([A-Z2-7]{32})\"", page)
    secret = secret.group(1) or secret.group(2)
    return post_and_commit(client, "mfa_activate_totp", {"code": code_of(secret)})


def post_and_commit(client, page, data=None):
    """With what follows once the transaction ends, before the answer leaves; that of a test never ends."""
    with mock.patch("django.db.transaction.on_commit", lambda follow, **_options: follow()):
        return client.post(reverse(page), data)


def give_code(client, person, page="mfa_authenticate"):
    return client.post(reverse(page), {"code": code_of(secret_of(person))})


def log_in_with_code(client, person):
    log_in(client, person)
    return give_code(client, person)
