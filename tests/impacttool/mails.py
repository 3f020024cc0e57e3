"""Mails of invitations as the portal makes them, and one run of the worker that sends them."""

from datetime import timedelta

from foundation.actions import delivery
from foundation.models import OutgoingMail
from impacttool.actions import messages
from impacttool.models import Message
from tests.impacttool.respondents import NOW

State = OutgoingMail.State


def post(invitation, kind=Message.Kind.INVITATION, *, occasion="eerste", now=NOW, **fields):
    """The message, with its mail as it is after `fields`, such as state="verzonden"."""
    message = Message(invitation=invitation, kind=kind, occasion=occasion)
    messages.post([message], now=now)
    if fields:
        OutgoingMail.objects.filter(pk=message.mail_id).update(**fields)
        message.mail.refresh_from_db()
    return message


def mailed(invitation, *, days_ago=20):
    return post(invitation, state=State.SENT, sent_at=NOW - timedelta(days=days_ago), next_try_at=None)


def run(now=NOW):
    """Everything that is due goes out."""
    while delivery.send_due(clock=lambda: now):
        pass


def send(message, now=NOW):
    run(now)
    message.mail.refresh_from_db()
    return message.mail.state
