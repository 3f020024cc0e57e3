"""A mail that did not arrive is somewhere in sight, with one button for all of them."""

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from foundation.actions import delivery, outbox
from foundation.models import AuditEvent, OutgoingMail
from partners import accounts
from partners.account_mails import INVITATION
from partners.events import AccountEvent
from partners.lost_mails import SHOWN_FOR, lost_mails
from tests import factories

pytestmark = pytest.mark.django_db
State = OutgoingMail.State
ADDRESS = "/partners/mails/"


def lost(state=State.FAILED, user=None):
    accounts.invite(user=user or factories.user(), by=None, now=timezone.now())
    posted = OutgoingMail.objects.first()
    reason = "Onbekend of deze mail is aangekomen."
    OutgoingMail.objects.filter(pk=posted.pk).update(state=state, reason=reason, next_try_at=None)
    return posted


def shown():
    return [one.pk for one in lost_mails(now=timezone.now())]


def test_it_is_on_the_overview_and_one_press_sends_all_again(client):
    first, second = lost(), lost(State.UNDELIVERABLE)
    client.force_login(factories.staff())
    assert ADDRESS in client.get(reverse("programme:overview")).content.decode()
    page = client.get(ADDRESS).content.decode()
    assert first.to in page and second.to in page and "Onbekend of deze mail is aangekomen." in page
    client.post(ADDRESS)
    assert AuditEvent.objects.filter(event=AccountEvent.LOST_MAILS_SENT, subject_label="2").exists()
    client.post(ADDRESS)  # pressed twice: nothing waits to be sent once more
    while delivery.send_due(clock=timezone.now):
        pass
    assert sorted(one.to[0] for one in mail.outbox) == sorted([first.to, second.to])
    assert "Alle mails kwamen aan" in client.get(ADDRESS).content.decode()
    assert ADDRESS not in client.get(reverse("programme:overview")).content.decode()


def test_a_newer_link_makes_an_older_one_good_at_another_address_too():
    user = factories.user(email="fout@voorbeeld.invalid")
    lost(user=user)
    user.email = "goed@voorbeeld.invalid"
    user.save()
    accounts.invite(user=user, by=None, now=timezone.now())
    assert shown() == []


def test_a_link_sent_again_never_goes_to_an_address_the_account_had_before():
    user = factories.user(email="fout@voorbeeld.invalid")
    posted = lost(user=user)
    user.email = "goed@voorbeeld.invalid"
    user.save()
    outbox.send_again(OutgoingMail.objects.filter(kind=INVITATION), now=timezone.now())
    delivery.send_due(clock=timezone.now)
    posted.refresh_from_db()
    assert (posted.state, mail.outbox) == (State.SKIPPED, [])


def test_what_is_old_or_told_elsewhere_is_left_out():
    old = lost()
    OutgoingMail.objects.filter(pk=old.pk).update(posted_at=timezone.now() - SHOWN_FOR)
    for kind in ("impact.uitnodiging", "impact.herinnering", "programme.jaarrapport", "new_password"):
        row = outbox.post(kind=kind, to="a@voorbeeld.invalid", payload={"round": 1}, now=timezone.now())
        OutgoingMail.objects.filter(pk=row.pk).update(state=State.FAILED)
    assert shown() == []


def test_every_kind_of_mail_is_told_of_somewhere():
    elsewhere = {
        "deals.overzicht",  # that of the next day holds it too
        "new_password",  # nobody learns from it whether there is an account
        "programme.jaarrapport",
        *("impact.uitnodiging", "impact.herinnering", "impact.overdracht", "impact.uitstel"),
    }
    assert {kind for kind, known in outbox.KINDS.items() if not known.title} == elsewhere
