"""Mails about invitations: each is a row, claimed by one worker, sent once, with its state."""

import smtplib
from datetime import timedelta

from django.core import mail
from django.db.models import F, Q
from django.utils.translation import gettext as _

from impacttool import links
from impacttool.actions.message_texts import compose
from impacttool.models import Invitation, Message, Response, Round
from impacttool.queries.invitations import FIRST_MAILS, reminder_moments, token_of

MOST_ATTEMPTS = 3
WAIT_BETWEEN = timedelta(minutes=1)
STUCK_AFTER = timedelta(minutes=5)
BATCH = 500
State = Message.State
# A reminder that needed a second attempt, or took long, went to somebody who had not answered.
NO_TRACE = {"reason": "", "sent_at": None, "attempts": 0, "claimed_at": None}


class NotSent(Exception):
    """`reason` in plain Dutch, without an address; `may_retry` when the mail certainly did not leave."""

    def __init__(self, reason, *, may_retry):
        super().__init__(reason)
        self.reason, self.may_retry = reason, may_retry


def send_message(*, message_id, now):
    """Sends one waiting mail. Only the worker whose claim changes the row sends it; returns whether it was this one."""
    claimed = Message.objects.filter(pk=message_id, state=State.WAITING).update(
        state=State.SENDING, claimed_at=now, attempts=F("attempts") + 1
    )
    if not claimed:
        return False
    message = Message.objects.select_related(
        "invitation__survey__round", "invitation__survey__deal", "invitation__organisation"
    ).get(pk=message_id)
    round_ = message.invitation.survey.round
    if message.invitation.revoked_at or round_.is_over(now):
        _finish(message, State.SKIPPED, reason=_("De uitnodiging geldt niet meer."))
    elif not round_.takes_answers(now):
        Message.objects.filter(pk=message_id).update(state=State.WAITING, attempts=F("attempts") - 1)
    elif message.kind == Message.Kind.REMINDER and _was_answered(message.invitation):
        _finish(message, State.SENT)
    else:
        _send(message, now)
    return True


def waiting_messages(*, now):
    """Ids of the mails that can go now, and gives up on those a killed worker left behind."""
    stuck = Message.objects.filter(state=State.SENDING, claimed_at__lt=now - STUCK_AFTER)
    stuck.filter(kind=Message.Kind.REMINDER).update(state=State.SENT, **NO_TRACE)
    stuck.update(state=State.FAILED, reason=_("Onbekend of deze mail is aangekomen."))
    ready = Q(claimed_at=None) | Q(claimed_at__lte=now - WAIT_BETWEEN)
    open_rounds = Round.objects.open().filter(opens_at__lte=now)
    waiting = Message.objects.filter(ready, state=State.WAITING, invitation__survey__round__in=open_rounds)
    return list(waiting.values_list("pk", flat=True)[:BATCH])


def plan_reminders(*, now):
    """Makes the reminders whose day has come, once per occasion; returns how many.

    Everybody with a link gets a row and every row ends the same, so the table does not say who answered: whether
    a mail leaves is decided when it is sent.
    """
    made = 0
    for round_ in Round.objects.open().filter(closes_at__gt=now):
        due = [(days, moment) for days, moment in reminder_moments(round_) if moment <= now]
        if due:
            made += _plan(round_, *due[-1])
    return made


def _plan(round_, days, moment):
    occasion = f"{days} dagen voor sluiting"
    invitations = Invitation.objects.filter(
        survey__round=round_,
        revoked_at=None,
        messages__kind__in=FIRST_MAILS,
        messages__state=State.SENT,
        messages__sent_at__lt=moment,
    ).exclude(messages__in=Message.objects.filter(kind=Message.Kind.REMINDER, occasion=occasion))
    rows = [
        Message(invitation=invitation, kind=Message.Kind.REMINDER, occasion=occasion)
        for invitation in invitations.distinct()
    ]
    Message.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _was_answered(invitation):
    return Response.objects.sent().filter(tie_hash=links.response_hash(token_of(invitation))).exists()


def _send(message, now):
    is_reminder = message.kind == Message.Kind.REMINDER
    try:
        _deliver(compose(message))
    except NotSent as error:
        if error.may_retry and message.attempts < MOST_ATTEMPTS:
            _finish(message, State.WAITING, reason=error.reason)
        else:
            _finish(message, State.SENT if is_reminder else State.FAILED, reason=error.reason)
    else:
        _finish(message, State.SENT, sent_at=now)


def _finish(message, state, *, reason="", sent_at=None):
    """A reminder that is done keeps no trace of how it went: that would tell who had not answered yet."""
    fields = {"reason": reason, "sent_at": sent_at}
    if message.kind == Message.Kind.REMINDER:
        fields = NO_TRACE if state != State.WAITING else {}
    Message.objects.filter(pk=message.pk, state=State.SENDING).update(state=state, **fields)


def _deliver(email):
    """Connecting first, because only then a broken line is sure to have sent nothing."""
    connection = mail.get_connection()
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        raise NotSent(_("De mailserver was niet bereikbaar."), may_retry=True) from error
    email.connection = connection
    try:
        email.send()
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _text in error.recipients.values()]
        may_retry = all(400 <= code < 500 for code in codes)
        raise NotSent(_("De mailserver kent dit adres niet of weigert het."), may_retry=may_retry) from error
    except smtplib.SMTPResponseException as error:
        may_retry = 400 <= error.smtp_code < 500
        raise NotSent(_("De mailserver heeft de mail geweigerd."), may_retry=may_retry) from error
    except (OSError, smtplib.SMTPException) as error:
        raise NotSent(_("Onbekend of deze mail is aangekomen."), may_retry=False) from error
    finally:
        _close(connection)


def _close(connection):
    try:
        connection.close()
    except (OSError, smtplib.SMTPException):
        return
