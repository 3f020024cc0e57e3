"""Mails that did not arrive and that no other page reports: those of accounts, hand-overs and jobs."""

from datetime import timedelta

from django.db import transaction

from foundation.actions import outbox
from foundation.actions.audit_log import record_event
from foundation.events import Subject
from foundation.models import OutgoingMail
from partners.events import AccountEvent, Loaded

SHOWN_FOR = timedelta(days=30)
LOST = {OutgoingMail.State.FAILED, OutgoingMail.State.UNDELIVERABLE}


def lost_mails(*, now):
    """The newest first, each with its `title`; leaves out those replaced by a later mail. One query."""
    titles = {kind: known.title for kind, known in outbox.KINDS.items() if known.title}
    found = OutgoingMail.objects.filter(kind__in=titles, posted_at__gt=now - SHOWN_FOR).order_by("-pk")
    newest = {}
    for mail in found:
        newest.setdefault((mail.kind, _addressee(mail), str(sorted(mail.payload.items()))), mail)
    lost = [mail for mail in newest.values() if mail.state in LOST]
    for mail in lost:
        mail.title = titles[mail.kind]
    return lost


def _addressee(mail):
    """A link sent to another address of the same account replaces the first one."""
    return "" if "user" in mail.payload and mail.is_urgent else mail.to.lower()


@transaction.atomic
def send_again(*, by, now):
    """Queues all of them again; returns how many. Each is composed anew, from current data."""
    mails = OutgoingMail.objects.filter(pk__in=[mail.pk for mail in lost_mails(now=now)])
    number = outbox.send_again(mails, now=now)
    if number:
        subject = Subject("mails", label=str(number))
        record_event(AccountEvent.LOST_MAILS_SENT, by=by, subject=subject, data=Loaded(number))
    return number
