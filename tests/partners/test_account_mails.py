"""What is true when a mail about an account is sent decides, not what was true when it was posted."""

import pytest
from django.utils import timezone

from foundation.actions.audit_log import record_event
from foundation.actions.outbox import Skip
from foundation.events import Subject
from foundation.models import OutgoingMail
from partners import accounts
from partners.account_mails import CHANGED, INVITATION
from partners.events import AccountEvent, AdminChange
from tests import factories
from tests.partners.posted import composed

pytestmark = pytest.mark.django_db


def test_an_account_that_closed_meanwhile_gets_no_link():
    user = factories.user()
    accounts.invite(user=user, by=None, now=timezone.now())
    user.is_active = False
    user.save()
    with pytest.raises(Skip):
        composed(INVITATION)


def test_the_link_is_in_no_table_and_names_our_own_address(settings):
    settings.SITE_URL = "https://deals.voorbeeld.nl"
    user = factories.user(name="Jan", last_login=timezone.now())
    accounts.invite(user=user, by=None, now=timezone.now())
    [sent] = composed(INVITATION)
    assert "https://deals.voorbeeld.nl/account/password/reset/key/" in sent.body
    assert "Er is een account voor u gemaakt" not in sent.body  # somebody who logged in before
    assert "key" not in OutgoingMail.objects.get().payload
    assert OutgoingMail.objects.get().payload == {"user": user.pk}


def test_who_is_no_administrator_any_more_reads_nothing():
    ada, bea = factories.administrator(), factories.administrator()
    subject, data = Subject("user", "1", "Jan"), AdminChange()
    line = record_event(AccountEvent.CHANGED_IN_ADMIN, by=ada, subject=subject, data=data)
    accounts.tell_administrators(line=line, by=ada, now=timezone.now())
    bea.is_administrator = False
    bea.save()
    with pytest.raises(Skip):
        composed(CHANGED)
