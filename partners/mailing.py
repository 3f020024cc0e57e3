"""Mails that are rows: claimed by one worker, sent once, tried again only when nothing left for certain."""

import smtplib
from datetime import timedelta

from django.core import mail
from django.core.signing import BadSignature, TimestampSigner
from django.db.models import F, Q
from django.utils.translation import gettext as _

from partners.models import Mail, User

MOST_ATTEMPTS = 3
WAIT_BETWEEN = timedelta(minutes=1)
STUCK_AFTER = timedelta(minutes=5)
BATCH = 500
MOST_CHARACTERS = 150
# Asks out-of-office programs to stay silent (RFC 3834).
HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
STOP_WITHIN = timedelta(days=90)
State = Mail.State
_signer = TimestampSigner(sep="~", salt="partners.stop-digest")


class NotSent(Exception):
    """`reason` in plain Dutch, without an address; `may_retry` when the mail certainly did not leave."""

    def __init__(self, reason, *, may_retry):
        super().__init__(reason)
        self.reason, self.may_retry = reason, may_retry


def claim(mails, *, pk, now):
    """Only the worker whose claim changes the row sends it; returns whether it was this one."""
    waiting = mails.filter(pk=pk, state=State.WAITING)
    return bool(waiting.update(state=State.SENDING, claimed_at=now, attempts=F("attempts") + 1))


def left_behind(mails, *, now):
    """Those a killed worker was busy with."""
    return mails.filter(state=State.SENDING, claimed_at__lt=now - STUCK_AFTER)


def give_up(mails):
    mails.update(state=State.FAILED, reason=_("Onbekend of deze mail is aangekomen."))


def ready(mails, *, now):
    """Ids of what waits and was not tried just now, at most BATCH."""
    rested = Q(claimed_at=None) | Q(claimed_at__lte=now - WAIT_BETWEEN)
    return list(mails.filter(rested, state=State.WAITING).values_list("pk", flat=True)[:BATCH])


def attempt(row, email):
    """(state, reason) of the row after one attempt; the mail server keeps it waiting as long as that may help."""
    try:
        deliver(email)
    except NotSent as error:
        again = error.may_retry and row.attempts < MOST_ATTEMPTS
        return State.WAITING if again else State.FAILED, error.reason
    return State.SENT, ""


def finish(row, state, **fields):
    """Only of a row that is still claimed: who was given up on meanwhile stays so."""
    type(row).objects.filter(pk=row.pk, state=State.SENDING).update(state=state, **fields)


def send(row, email, *, now):
    """One attempt of a row that was claimed, and what became of it."""
    state, reason = attempt(row, email)
    finish(row, state, reason=reason, sent_at=now if state == State.SENT else None)


def one_line(text):
    """No line break or other control character can begin a new header."""
    line = " ".join("".join(" " if not character.isprintable() else character for character in text).split())
    return line if len(line) <= MOST_CHARACTERS else line[: MOST_CHARACTERS - 1] + "…"


def deliver(email):
    """Connecting first, because only then a broken line is sure to have sent nothing. Raises NotSent."""
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


def stop_token(user):
    """With which the reader of a mail stops the daily overview without logging in, for STOP_WITHIN."""
    return _signer.sign(user.pk)


def reader_of(token):
    """Whose overview a token stops. Raises SignatureExpired, or BadSignature for what the portal did not sign."""
    reader = User.objects.filter(pk=_signer.unsign(token, max_age=STOP_WITHIN)).first()
    if reader is None:
        raise BadSignature
    return reader
