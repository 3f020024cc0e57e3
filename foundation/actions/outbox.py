"""Mails are stored as rows in the caller's transaction; a separate worker sends them (delivery.py)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeAlias
from uuid import UUID

from django.core.mail import EmailMessage
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from foundation.job_queue import ring_for_mails
from foundation.models import OutgoingMail

if TYPE_CHECKING:
    from django.contrib.auth.models import _User as User  # what AUTH_USER_MODEL names
    from django_stubs_ext import StrOrPromise

State = OutgoingMail.State
MOST_CHARACTERS = 150
KEPT_FOR = timedelta(days=400)
JUST_NOW = timedelta(minutes=1)
# Asks out-of-office programs to stay silent (RFC 3834).
HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
AFRESH: Mapping[str, object] = {
    "attempts": 0,
    "reason": "",
    "give_up_at": None,
    "claimed_at": None,
    "sent_at": None,
}


Compose: TypeAlias = Callable[[OutgoingMail], EmailMessage]
Payload: TypeAlias = Mapping[str, object]
Letter: TypeAlias = tuple[str, Payload, str | None]  # to, payload, key


class Skip(Exception):
    """Raised by `compose`: the mail is no longer needed; `reason` is in Dutch."""

    def __init__(self, reason: "StrOrPromise" = "") -> None:
        super().__init__(reason)
        self.reason = str(reason)


class Later(Exception):
    """Raised by `compose`: send no earlier than `until`. Costs no attempt and restarts the retry period."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


@dataclass(frozen=True)
class Kind:
    """How one kind of mail is made: `compose(row)` returns an EmailMessage or raises Skip or Later.

    Urgent kinds go first, because somebody is waiting for them. A kind without trace ends in the same state
    whether or not a mail was sent. `title`: its name in the list of mails that did not arrive; empty when
    another page reports it, or when the next mail makes up for it.
    """

    compose: Compose
    is_urgent: bool = False
    leaves_trace: bool = True
    title: "StrOrPromise" = ""


KINDS: dict[str, Kind] = {}


def register(
    kind: str,
    compose: Compose,
    *,
    is_urgent: bool = False,
    leaves_trace: bool = True,
    title: "StrOrPromise" = "",
) -> None:
    """Called by a room when it is ready (apps.py)."""
    KINDS[kind] = Kind(compose, is_urgent, leaves_trace, title)


def post(
    *,
    kind: str,
    to: str,
    payload: Payload,
    by: "User | None" = None,
    now: datetime,
    key: str | None = None,
    held: bool = False,
) -> OutgoingMail:
    """Stores a mail in the caller's transaction; it is sent after commit. Returns the row.

    `payload`: ids only, never a secret or text. `key`: unique, so posting it again has no effect. `held`:
    waits until `release`.
    """
    [row] = post_all(kind=kind, letters=[(to, payload, key)], by=by, now=now, held=held)
    return row


def post_all(
    *, kind: str, letters: Iterable[Letter], by: "User | None" = None, now: datetime, held: bool = False
) -> list[OutgoingMail]:
    """Posts many (to, payload, key) at once; 1 query, and 1 more when they have keys."""
    moment = None if held else now
    rows = [
        OutgoingMail(
            kind=kind,
            to=to,
            payload=payload,
            key=key,
            is_urgent=KINDS[kind].is_urgent,
            posted_by=by,
            posted_at=now,
            next_try_at=moment,
        )
        for to, payload, key in letters
    ]
    stored = _store(rows)
    if rows and not held:
        ring_for_mails()
    return stored


def _store(rows: list[OutgoingMail]) -> list[OutgoingMail]:
    keys = [row.key for row in rows if row.key]
    if not keys:
        return OutgoingMail.objects.bulk_create(rows, batch_size=500)
    OutgoingMail.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    ids = [row.public_id for row in rows]
    found = OutgoingMail.objects.filter(key__in=keys).order_by("pk")
    return list(found) + list(OutgoingMail.objects.filter(public_id__in=ids, key=None))


def release(mails: QuerySet[OutgoingMail], *, now: datetime) -> int:
    """Makes held mails due; returns how many."""
    number = mails.filter(state=State.WAITING, next_try_at=None).update(next_try_at=now)
    ring_for_mails()
    return number


def cancel(mails: QuerySet[OutgoingMail], *, reason: str) -> int:
    """Cancels the mails that are still waiting."""
    return mails.filter(state=State.WAITING).update(state=State.SKIPPED, reason=reason, next_try_at=None)


def send_again(mails: QuerySet[OutgoingMail], *, now: datetime) -> int:
    """Queues failed and undeliverable mails again, as if new; returns how many."""
    lost = mails.filter(state__in=[State.FAILED, State.UNDELIVERABLE])
    number = lost.update(state=State.WAITING, next_try_at=now, **AFRESH)
    if number:
        ring_for_mails()
    return number


def is_on_its_way(mails: QuerySet[OutgoingMail]) -> bool:
    """Whether any of these mails is waiting or being sent; 1 query."""
    return mails.filter(state__in=[State.WAITING, State.SENDING]).exists()


def left_just_now(mails: QuerySet[OutgoingMail], *, now: datetime) -> bool:
    """Whether any was sent within the last minute, so that a repeated press sends no second mail; 1 query."""
    return mails.filter(state=State.SENT, sent_at__gt=now - JUST_NOW).exists()


def mark_undeliverable(mails: QuerySet[OutgoingMail], *, reason: str = "") -> int:
    """Marks sent mails as undeliverable, by hand or after a bounce; never those of a kind without trace.
    Returns how many."""
    words = reason or _("Met de hand gezet: deze mail kwam niet aan.")
    return mails.filter(state=State.SENT).update(state=State.UNDELIVERABLE, reason=words)


def take_bounce(public_id: UUID) -> bool:
    """Marks a mail that bounced as undeliverable. Returns whether one was marked.

    Not for a kind without trace: that would reveal who got it after all else was erased.
    """
    reason = _("De mail kwam terug: dit adres bestaat niet of neemt geen mail aan.")
    return bool(mark_undeliverable(OutgoingMail.objects.filter(public_id=public_id), reason=reason))


def forget_how_it_went(mails: QuerySet[OutgoingMail]) -> int:
    """Gives finished mails of kinds without trace the same state, whatever happened to them."""
    return mails.update(state=State.HANDLED, next_try_at=None, **AFRESH)


def one_line(text: str) -> str:
    """The text on one line, so that no control character can start a new header."""
    line = " ".join("".join(" " if not character.isprintable() else character for character in text).split())
    return line if len(line) <= MOST_CHARACTERS else line[: MOST_CHARACTERS - 1] + "…"
