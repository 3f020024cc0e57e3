import pytest
from django.core.management import CommandError, call_command

from partners.models import ApiToken, LogEntry
from partners.tokens import digest
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_token_stands_alone_on_the_last_line_and_only_its_hash_is_kept(capsys):
    user = factories.user(email="api@voorbeeld.invalid")
    call_command("create_api_token", " API@voorbeeld.invalid ")
    token = capsys.readouterr().out.splitlines()[-1]
    stored = ApiToken.objects.get()
    assert (stored.user, stored.digest) == (user, digest(token))
    assert token not in str(LogEntry.objects.values_list())


@pytest.mark.parametrize("fields", [{}, {"email": "weg@voorbeeld.invalid", "is_active": False}])
def test_an_unknown_or_closed_account_is_a_clear_error(fields):
    factories.user(**fields)
    with pytest.raises(CommandError, match="geen actief account met het e-mailadres weg@"):
        call_command("create_api_token", "weg@voorbeeld.invalid")
    assert not ApiToken.objects.exists()
