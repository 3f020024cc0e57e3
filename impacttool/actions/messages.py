"""Mails about invitations: each is a row, claimed by one worker, sent once, with its state."""

from django.db.models import F
from django.utils.translation import gettext as _

from impacttool import links
from impacttool.actions.message_texts import compose
from impacttool.models import Invitation, Message, Response, Round
from impacttool.queries.invitations import FIRST_MAILS, reminder_moments, token_of
from partners import mailing

State = Message.State
# A reminder that needed a second attempt, or took long, went to somebody who had not answered.
NO_TRACE = {"reason": "", "sent_at": None, "attempts": 0, "claimed_at": None}


def send_message(*, message_id, now):
    """Sends one waiting mail. Only the worker whose claim changes the row sends it; returns whether it was this one."""
    if not mailing.claim(Message.objects, pk=message_id, now=now):
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
    stuck = mailing.left_behind(Message.objects, now=now)
    stuck.filter(kind=Message.Kind.REMINDER).update(state=State.SENT, **NO_TRACE)
    mailing.give_up(stuck)
    open_rounds = Round.objects.open().filter(opens_at__lte=now)
    return mailing.ready(Message.objects.filter(invitation__survey__round__in=open_rounds), now=now)


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
    state, reason = mailing.attempt(message, compose(message))
    if state == State.FAILED and message.kind == Message.Kind.REMINDER:
        state = State.SENT
    _finish(message, state, reason=reason, sent_at=now if state == State.SENT else None)


def _finish(message, state, *, reason="", sent_at=None):
    """A reminder that is done keeps no trace of how it went: that would tell who had not answered yet."""
    fields = {"reason": reason, "sent_at": sent_at}
    if message.kind == Message.Kind.REMINDER:
        fields = NO_TRACE if state != State.WAITING else {}
    mailing.finish(message, state, **fields)
