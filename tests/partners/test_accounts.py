"""Accounts made by command: nobody types a password, and the person gets a link."""

from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command

from foundation.actions.audit_log import record_event
from foundation.events import Subject
from foundation.models import AuditEvent, OutgoingMail
from partners import accounts
from partners.account_mails import INVITATION
from partners.events import AccountEvent, AdminChange
from partners.models import User
from tests import factories
from tests.partners.posted import composed

pytestmark = pytest.mark.django_db


def test_the_first_administrator_is_made_by_command_and_chooses_the_password():
    call_command("create_account", " Ada@Voorbeeld.invalid ", "Ada", "--beheerder")
    made = User.objects.get()
    assert (made.email, made.is_administrator, made.is_programme_staff) == (
        "ada@voorbeeld.invalid",
        True,
        False,
    )
    assert not made.has_usable_password()
    assert [sent.to for sent in composed(INVITATION)] == [["ada@voorbeeld.invalid"]]
    assert AuditEvent.objects.filter(event=AccountEvent.CREATED).exists()


@pytest.mark.parametrize("email", ["geen-adres", "Ada@voorbeeld.invalid"])
def test_what_is_no_new_address_is_a_clear_error(email):
    factories.user(email="ada@voorbeeld.invalid")
    with pytest.raises(CommandError, match=r"is geen e-mailadres|Er is al een account"):
        call_command("create_account", email, "Ada")
    assert User.objects.count() == 1


@pytest.mark.parametrize("command", ["createsuperuser", "changepassword"])
def test_no_command_types_somebody_elses_password(command):
    with pytest.raises(CommandError, match="Niemand typt het wachtwoord van een ander"):
        call_command(command, "ada@voorbeeld.invalid")


def test_an_administrator_until_the_new_year_hears_nothing_of_it():
    ada = factories.administrator()
    factories.administrator(ended_on="2027-01-01")
    subject, data = Subject("user", "1", "Jan"), AdminChange()
    line = record_event(AccountEvent.CHANGED_IN_ADMIN, by=ada, subject=subject, data=data)
    accounts.tell_administrators(line=line, by=ada, now=datetime(2026, 12, 31, 23, 30, tzinfo=UTC))
    assert not OutgoingMail.objects.exists()
