"""Sends the mails that are due: claims them row by row, uses a few connections, and pauses after temporary
faults."""

import logging
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import datetime, timedelta
from typing import TypeAlias, cast

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from foundation import mail_pauses
from foundation.actions.outbox import AFRESH, KEPT_FOR, KINDS, Later, Skip
from foundation.bounces import return_address
from foundation.models import MailServer, OutgoingMail
from foundation.postman import NotTaken, Postman

log = logging.getLogger("dealportaal.mail")
State = OutgoingMail.State
CANNOT_BE_MADE = "mail %s of kind %s cannot be made"
STUCK_AFTER = timedelta(minutes=5)
BUDGET = timedelta(seconds=10)
Clock: TypeAlias = Callable[[], datetime]


def send_due(*, clock: Clock, budget: timedelta = BUDGET) -> bool:
    """Sends due mails until the budget is spent; returns whether more can be sent now. `clock()` gives the
    time.

    A run starts with one mail and widens to MAIL_CONNECTIONS once the server has answered, or to as many as
    it accepts. A server that is down gets one mail, and only after its pause.
    """
    _tidy(clock())
    run = _Run(clock, clock() + budget)
    try:
        run.go()
    finally:
        run.close()
    return run.may_go_on and _due(clock()).exists()


def forget_old(*, now: datetime) -> None:
    """Deletes mails older than KEPT_FOR, because they hold an address."""
    OutgoingMail.objects.filter(posted_at__lt=now - KEPT_FOR).delete()


def _due(now: datetime) -> QuerySet[OutgoingMail]:
    return OutgoingMail.objects.filter(state=State.WAITING, next_try_at__lte=now)


def _tidy(now: datetime) -> None:
    """Gives up on mails that a killed worker was sending and on mails that were retried long enough."""
    stuck = OutgoingMail.objects.filter(state=State.SENDING, claimed_at__lt=now - STUCK_AFTER)
    stuck.update(state=State.FAILED, reason=_("Onbekend of deze mail is aangekomen."), next_try_at=None)
    waiting = OutgoingMail.objects.filter(state=State.WAITING)
    waiting.filter(give_up_at__lte=now).update(state=State.FAILED, next_try_at=None)
    server = MailServer.objects.filter(away_since__lte=now - mail_pauses.TRIED_FOR).first()
    if server:
        never_tried = waiting.filter(next_try_at__lte=now - mail_pauses.TRIED_FOR)
        never_tried.update(state=State.FAILED, reason=server.reason, next_try_at=None)


class _Run:
    """One run of the outbox: which mails are being sent, and how the server answers."""

    def __init__(self, clock: Clock, until: datetime) -> None:
        self.clock, self.until = clock, until
        self.server, _made = MailServer.objects.get_or_create(pk=1)
        self.may_go_on = self.server.ask_at is None or self.server.ask_at <= clock()
        self.lanes, self.is_wide = 1, False
        self.free = [Postman() for _lane in range(settings.MAIL_CONNECTIONS)]
        self.busy: dict[Future[None], tuple[OutgoingMail, Postman]] = {}

    def go(self) -> None:
        with ThreadPoolExecutor(len(self.free)) as pool:
            while self._fill(pool):
                done, _rest = wait(self.busy, return_when=FIRST_COMPLETED)
                for future in done:
                    row, postman = self.busy.pop(future)
                    self.free.append(postman)
                    self._store(row, future)

    def close(self) -> None:
        for postman in self.free:
            postman.close()

    def _fill(self, pool: ThreadPoolExecutor) -> bool:
        """Starts mails while there are free lanes; returns whether any is being sent."""
        while self.may_go_on and len(self.busy) < self.lanes and self.clock() < self.until:
            row = claim_next(now=self.clock())
            if row is None:
                break
            email = _composed(row)
            if email is not None:
                postman = self.free.pop()
                future = pool.submit(postman.deliver, email, sender=_return_address(row))
                self.busy[future] = row, postman
        return bool(self.busy)

    def _store(self, row: OutgoingMail, future: Future[None]) -> None:
        now = self.clock()
        try:
            future.result()
        except NotTaken as fault:
            if fault.is_busy and self.lanes > 1:
                self.lanes -= 1
            elif fault.is_server:
                self._note_fault(fault, now)
            else:
                self._note_answer()
            _not_taken(row, fault, now)
        except Exception:  # whatever is wrong with one mail, the others are sent
            log.exception(CANNOT_BE_MADE, row.pk, row.kind)
            _cannot_be_made(row)
        else:
            self._note_answer()
            _finish(row, State.SENT, sent_at=now)

    def _note_fault(self, fault: NotTaken, now: datetime) -> None:
        """Ends this run, and sets the server's next pause. Lanes that fail together count as one fault."""
        if not self.may_go_on:
            return
        self.may_go_on = False
        self.server.faults += 1
        self.server.reason = fault.of_server
        self.server.ask_at = now + mail_pauses.of_server(self.server.faults)
        self.server.away_since = self.server.away_since or now
        self.server.save()

    def _note_answer(self) -> None:
        if not self.is_wide:
            self.is_wide, self.lanes = True, settings.MAIL_CONNECTIONS
        if self.server.faults:
            self.server.faults, self.server.reason = 0, ""
            self.server.away_since = self.server.ask_at = None
            self.server.save()


def claim_next(*, now: datetime) -> OutgoingMail | None:
    """Claims the next mail that is due for this worker; None when there is none."""
    while True:
        row = _due(now).order_by("-is_urgent", "next_try_at", "pk").first()
        if row is None:
            return None
        claim = OutgoingMail.objects.filter(pk=row.pk, state=State.WAITING)
        if claim.update(state=State.SENDING, claimed_at=now, attempts=F("attempts") + 1):
            row.refresh_from_db()
            return row


def _composed(row: OutgoingMail) -> EmailMessage | None:
    """The mail composed from current data, or None when the row was settled without sending."""
    try:
        email = KINDS[row.kind].compose(row)
    except Skip as skip:
        _finish(row, State.SKIPPED, reason=skip.reason)
        return None
    except Later as later:
        _update(row, state=State.WAITING, next_try_at=later.until, **AFRESH)
        return None
    except Exception:  # a room composes it; its fault stops no other mail
        log.exception(CANNOT_BE_MADE, row.pk, row.kind)
        _cannot_be_made(row)
        return None
    email.extra_headers = {**email.extra_headers, "Message-ID": row.message_id}
    return email


def _return_address(row: OutgoingMail) -> str:
    return return_address(
        row.public_id, bounce_address=settings.MAIL_BOUNCE_ADDRESS, sender=settings.DEFAULT_FROM_EMAIL
    )


def _cannot_be_made(row: OutgoingMail) -> None:
    _finish(row, State.FAILED, reason=_("Het portaal kon deze mail niet maken."))


def _not_taken(row: OutgoingMail, fault: NotTaken, now: datetime) -> None:
    give_up_at = row.give_up_at or cast("datetime", row.claimed_at) + mail_pauses.TRIED_FOR
    if not fault.may_pass or now >= give_up_at:
        _finish(row, State.FAILED, reason=fault.reason)
        return
    # On a server fault the server's pause counts: the next mail in line tries again first.
    pause = timedelta() if fault.is_server else mail_pauses.of_mail(row.attempts)
    _update(row, state=State.WAITING, reason=fault.reason, next_try_at=now + pause, give_up_at=give_up_at)


def _finish(
    row: OutgoingMail, state: OutgoingMail.State, *, reason: str = "", sent_at: datetime | None = None
) -> None:
    """A kind without trace keeps only a failure, not how often or when it was tried."""
    kind = KINDS.get(row.kind)
    if kind is None or kind.leaves_trace:
        _update(row, state=state, reason=reason, sent_at=sent_at, next_try_at=None)
    elif state == State.FAILED:
        _update(row, state=state, next_try_at=None, **{**AFRESH, "reason": reason})
    else:
        _update(row, state=State.HANDLED, next_try_at=None, **AFRESH)


def _update(row: OutgoingMail, **fields: object) -> None:
    """Updates only a row that is still claimed, so a mail that was given up on stays that way."""
    OutgoingMail.objects.filter(pk=row.pk, state=State.SENDING).update(**fields)
