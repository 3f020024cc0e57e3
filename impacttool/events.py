"""What the log tells of questionnaires, rounds and invitations. Never whether, or what, somebody answered."""

from dataclasses import dataclass
from datetime import datetime

from foundation.events import Audience, Changes, Event, Ref

TEAM = Audience.TEAM


@dataclass(frozen=True, slots=True)
class ClosingMoved:
    before: datetime
    after: datetime


@dataclass(frozen=True, slots=True)
class DealsAdded:
    deals: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class DealCount:
    slug: str
    number: int


@dataclass(frozen=True, slots=True)
class AnswersImported:
    """How many filled in questionnaires, by the short name of the deal."""

    deals: tuple[DealCount, ...]


@dataclass(frozen=True, slots=True)
class Number:
    number: int


@dataclass(frozen=True, slots=True)
class SaidByPartner:
    """An organisation about its commitments of a year."""

    partner: str
    year: int
    number: int = 0


class RoundEvent(Event):
    INSTRUMENT_CREATED = "instrument.created"
    INSTRUMENT_CHANGED = "instrument.changed"
    INSTRUMENT_LOADED = "instrument.loaded"
    SHORT_INSTRUMENT_CREATED = "short_instrument.created"
    SHORT_INSTRUMENT_CHANGED = "short_instrument.changed"
    CREATED = "round.created", Changes
    CHANGED = "round.changed", Changes
    OPENED = "round.opened"
    CLOSED = "round.closed"
    CLOSING_MOVED = "round.closing_moved", ClosingMoved
    DEALS_ADDED = "round.deals_added", DealsAdded
    ANSWERS_IMPORTED = "round.answers_imported", AnswersImported
    LOST_MAILS_SENT = "round.lost_mails_sent_again", Number


class InvitationEvent(Event):
    """In the log only: nobody in a deal reads who was invited."""

    INVITED = "invitation.made", Number
    SENT_AGAIN = "invitation.sent_again"
    WITHDRAWN = "invitation.withdrawn"
    HANDED_OVER = "invitation.handed_over"
    UNDELIVERABLE = "invitation.undeliverable"
    AGREEMENT_ASKED = "invitation.agreement_asked", Number
    AGREED = "invitation.agreed"
    REFUSED = "invitation.refused"
    MOVED = "invitation.moved"
    ADDRESS_CHANGED = "invitation.address_changed"
    COMMITMENTS_CONFIRMED = "invitation.commitments_confirmed", SaidByPartner
    CONTACT_IS_WRONG = "invitation.contact_is_wrong", SaidByPartner
