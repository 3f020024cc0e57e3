from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from foundation.models import AuditEvent
from foundation.tokens import digest
from partners.models import ApiToken
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_token_stands_alone_on_the_last_line_and_only_its_hash_is_kept(capsys):
    user = factories.user(email="api@voorbeeld.invalid")
    call_command("create_api_token", " API@voorbeeld.invalid ")
    token = capsys.readouterr().out.splitlines()[-1]
    stored = ApiToken.objects.get()
    assert (stored.user, stored.digest) == (user, digest(token))
    assert token not in str(AuditEvent.objects.values_list())


def test_scope_name_and_end_are_given(capsys):
    factories.user(email="api@voorbeeld.invalid")
    tomorrow = timezone.localdate() + timedelta(days=1)
    given = ["--scope=eigen", "--naam=dashboard", f"--tot={tomorrow}"]
    call_command("create_api_token", "api@voorbeeld.invalid", *given)
    made = ApiToken.objects.get()
    assert (made.scope, made.name, made.ended_on) == ("eigen", "dashboard", tomorrow)


def test_a_key_reads_as_little_as_can_be_and_ends_within_a_year(capsys):
    factories.user(email="api@voorbeeld.invalid")
    call_command("create_api_token", "api@voorbeeld.invalid")
    made = ApiToken.objects.get()
    assert made.scope == "openbaar"
    assert timedelta(days=360) < made.ended_on - timezone.localdate() < timedelta(days=367)


@pytest.mark.parametrize("wrong", ["--tot=2020-01-01", "--tot=morgen", "--scope=alles"])
def test_what_cannot_be_is_refused(wrong):
    factories.user(email="api@voorbeeld.invalid")
    with pytest.raises(CommandError):
        call_command("create_api_token", "api@voorbeeld.invalid", wrong)
    assert not ApiToken.objects.exists()


@pytest.mark.parametrize("fields", [{}, {"email": "weg@voorbeeld.invalid", "is_active": False}])
def test_an_unknown_or_closed_account_is_a_clear_error(fields):
    factories.user(**fields)
    with pytest.raises(CommandError, match="geen actief account met het e-mailadres weg@"):
        call_command("create_api_token", "weg@voorbeeld.invalid")
    assert not ApiToken.objects.exists()
