"""Mails about invitations: one for each person, with the links of all the deals they are asked about."""

from collections import defaultdict

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from foundation.actions import outbox
from foundation.actions.audit_log import record_event
from foundation.models import OutgoingMail
from foundation.ordering import dutch
from impacttool import links
from impacttool.actions import message_texts
from impacttool.events import InvitationEvent, Number, RoundEvent
from impacttool.models import Invitation, Message, Response, Round
from impacttool.moments import when_reminders_go
from impacttool.queries.invitations import FIRST_MAILS, reminder_moments, token_of
from impacttool.queries.messages import PREFIX, REMINDER, lost_mails, mails_of

Kind, State = Message.Kind, OutgoingMail.State
# They hold every link this person has in the round; the others only the links they were made for.
WITH_ALL_LINKS = (Kind.INVITATION, Kind.POSTPONED)


def register():
    for kind in Kind:
        outbox.register(PREFIX + kind, compose, leaves_trace=kind != Kind.REMINDER)


def post(messages, *, now, by=None):
    """Stores new messages of one round with the mails that bring them; within the caller's transaction.

    A mail of the same kind to the same address that still waits takes the others along. Mails of a round that is not
    open are held until it opens.
    """
    by_mail = defaultdict(list)
    for message in messages:
        by_mail[PREFIX + message.kind, message.invitation.email.lower()].append(message)
    if not by_mail:
        return
    round_ = next(iter(by_mail.values()))[0].invitation.survey.round
    mails = _still_waiting(round_, by_mail)
    for kind in {kind for kind, to in by_mail.keys() - mails.keys()}:
        to_post = [to for one, to in by_mail if one == kind and (one, to) not in mails]
        letters = [(to, {"round": round_.pk}, None) for to in to_post]
        posted = outbox.post_all(
            kind=kind, letters=letters, by=by, now=now, held=round_.state == Round.State.DRAFT
        )
        mails |= {(kind, mail.to): mail for mail in posted}
    for key, belonging in by_mail.items():
        for message in belonging:
            message.mail = mails[key]
    Message.objects.bulk_create(messages)


def _still_waiting(round_, by_mail):
    """{(kind, address): mail}, held: nobody sends them until these messages are stored. 1 query."""
    waiting = OutgoingMail.objects.select_for_update().filter(
        state=State.WAITING,
        payload__round=round_.pk,
        kind__in={kind for kind, _to in by_mail},
        to__in={to for _kind, to in by_mail},
    )
    return {(mail.kind, mail.to): mail for mail in waiting.order_by("pk")}


def compose(row):
    """Composes the mail from current data. Raises outbox.Skip when there is nothing left to say, and
    outbox.Later outside sending hours."""
    kind = Kind(row.kind.removeprefix(PREFIX))
    # A link is sent only to the current address of its invitation.
    asked = [
        one
        for one in _invitations(row, kind)
        if one.revoked_at is None and one.email.lower() == row.to.lower()
    ]
    if not asked:
        raise outbox.Skip(_("De uitnodiging is ingetrokken."))
    if not asked[0].survey.round.takes_answers(row.claimed_at):
        raise outbox.Skip(_("De ronde is afgerond."))
    if kind == Kind.REMINDER:
        _wait_for_workday(row.claimed_at)
        asked = [one for one in asked if not _was_answered(one)]
        if not asked:
            raise outbox.Skip
    return message_texts.write(kind, asked, to=row.to)


def _wait_for_workday(now):
    goes_at = when_reminders_go(now)
    if goes_at > now:
        raise outbox.Later(goes_at)


def _invitations(row, kind):
    """Those it was made for come first."""
    own = list(
        _with_survey().filter(messages__mail=row).order_by(dutch("survey__deal__name"), "pk").distinct()
    )
    if kind not in WITH_ALL_LINKS or not own:
        return own
    others = _with_survey().filter(survey__round=own[0].survey.round, email__iexact=row.to, revoked_at=None)
    return own + list(
        others.exclude(pk__in=[one.pk for one in own]).order_by(dutch("survey__deal__name"), "pk")
    )


def _with_survey():
    related = (
        "survey__round__instrument",
        "survey__round__follow_up_instrument",
        "survey__deal",
        "organisation",
    )
    return Invitation.objects.select_related(*related)


def _was_answered(invitation):
    return Response.objects.sent().filter(tie_hash=links.response_hash(token_of(invitation))).exists()


def release(round_, *, now):
    """Releases held mails, now that the round is open."""
    outbox.release(mails_of(round_), now=now)


def take_back(invitation):
    """Cancels mails that wait for this invitation alone."""
    waiting = OutgoingMail.objects.filter(state=State.WAITING, messages__invitation=invitation)
    shared = Message.objects.filter(mail__in=waiting, invitation__revoked_at=None).exclude(
        invitation=invitation
    )
    alone = waiting.exclude(pk__in=shared.values("mail"))
    outbox.cancel(
        OutgoingMail.objects.filter(pk__in=list(alone.values_list("pk", flat=True))),
        reason=_("De uitnodiging is ingetrokken."),
    )


def end(round_):
    """At closing: erases how reminders went, and cancels what is waiting."""
    outbox.forget_how_it_went(mails_of(round_).filter(kind=REMINDER))
    outbox.cancel(mails_of(round_), reason=_("De ronde is afgerond."))


def plan_reminders(*, now):
    """Posts the reminders that are due, once per occasion; returns the number of links.

    Everybody with a link gets a row and every row ends the same, so the table does not reveal who answered:
    whether a mail is sent is decided at sending.
    """
    made = 0
    if when_reminders_go(now) > now:
        return made
    for round_ in Round.objects.open().filter(closes_at__gt=now):
        due = [(days, moment) for days, moment in reminder_moments(round_) if moment <= now]
        if due:
            made += _plan(round_, *due[-1], now=now)
    return made


@transaction.atomic
def _plan(round_, days, moment, *, now):
    """A postponed closing is a new occasion; people told of it after this moment need no reminder for it."""
    occasion = f"{days} dagen voor {round_.closes_at:%Y-%m-%d}"
    Round.objects.select_for_update().get(pk=round_.pk)
    had_it = Q(kind=Kind.REMINDER, occasion=occasion)
    was_told = Q(kind=Kind.POSTPONED, mail__posted_at__gte=moment)
    served = Message.objects.filter(had_it | was_told)
    invited = _who_were_mailed(round_).filter(first_mailed_at__lt=moment).exclude(messages__in=served)
    rows = [Message(invitation=one, kind=Kind.REMINDER, occasion=occasion) for one in invited]
    post(rows, now=now)
    return len(rows)


def tell_of_new_closing(round_, *, by, now):
    """Mails the new date to everybody whose invitation was sent; returns the number of links."""
    occasion = f"uitgesteld tot {round_.closes_at:%Y-%m-%d %H:%M}"
    rows = [
        Message(invitation=one, kind=Kind.POSTPONED, occasion=occasion) for one in _who_were_mailed(round_)
    ]
    post(rows, now=now, by=by)
    return len(rows)


def _who_were_mailed(round_):
    """Links that work, of people whose mail a server took, with the moment of the last one."""
    sent = {"messages__kind__in": FIRST_MAILS, "messages__mail__state": State.SENT}
    found = Invitation.objects.filter(survey__round=round_, revoked_at=None, **sent)
    return found.annotate(first_mailed_at=Max("messages__mail__sent_at")).select_related("survey__round")


@transaction.atomic
def send_failed_again(*, round_, by, now):
    """Queues all failed mails of a round again; leaves out those replaced by a later one. Returns how
    many."""
    number = outbox.send_again(lost_mails(round_), now=now)
    if number:
        subject, data = round_.audit_subject, Number(number)
        record_event(RoundEvent.LOST_MAILS_SENT, by=by, subject=subject, data=data)
    return number


def mark_undeliverable(*, invitation, by):
    """Records that a mail did not arrive. Returns whether there was a mail that a server accepted."""
    newest = invitation.messages.filter(kind__in=FIRST_MAILS).order_by("-pk").first()
    if newest is None or not outbox.mark_undeliverable(OutgoingMail.objects.filter(pk=newest.mail_id)):
        return False
    record_event(InvitationEvent.UNDELIVERABLE, by=by, subject=invitation.survey.audit_subject)
    return True
