"""Audit events about deals. What the team does, and what is done to its deal, appears in the deal's
history."""

from dataclasses import dataclass
from datetime import date

from foundation.events import Audience, Changes, Event, FieldChange, NoData, Ref

TEAM = Audience.TEAM


@dataclass(frozen=True, slots=True)
class Number:
    number: int


@dataclass(frozen=True, slots=True)
class PhaseStep:
    """Phases; `before` is "" where it was not known yet."""

    before: str
    after: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DealmakerNamed:
    dealmaker: Ref


@dataclass(frozen=True, slots=True)
class HandOver:
    before: Ref
    after: Ref
    access_until: date


@dataclass(frozen=True, slots=True)
class OfPartner:
    """`partner`: the name of the organisation."""

    partner: str


@dataclass(frozen=True, slots=True)
class OfPartners:
    partners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartnerChanges:
    partner: str
    changes: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class ParticipationEnd:
    """Stages, and the day from which the partner is away."""

    partner: str
    before: str
    after: str
    left_on: date | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class StageBefore:
    partner: str
    stage: str
    left_on: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class BulkChange:
    """`stages_before`: only where the stage changed; `agreed`: of their commitments, that both sides agree."""

    partners: tuple[str, ...]
    changes: tuple[FieldChange, ...] = ()
    agreed: bool = False
    stages_before: tuple[StageBefore, ...] = ()


@dataclass(frozen=True, slots=True)
class PartnerText:
    """A commitment in words, or which conversation: never what was said in it."""

    partner: str
    text: str


@dataclass(frozen=True, slots=True)
class Confirmation:
    """How a year went: a state before, "" if nothing was said yet, and now."""

    partner: str
    year: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class SaidOfPartners:
    state: str
    partners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Confirmations:
    year: int
    said: tuple[SaidOfPartners, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Another agreement, in words."""

    partner: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ProposalAnswer:
    partner: str
    proposed: str
    state: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Something of a deal; `kind`: the label of its model, `name`: what it was called, `other`: of a relation, the other
    deal."""

    kind: str
    name: str
    changes: tuple[FieldChange, ...] = ()
    other: Ref | None = None


@dataclass(frozen=True, slots=True)
class MilestoneReached:
    name: str
    done_on: date


@dataclass(frozen=True, slots=True)
class Criteria:
    moment: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableCount:
    """`unnamed`: changed rows whose fields are not listed one by one."""

    title: str
    new: int
    changed: int = 0
    unnamed: int = 0


@dataclass(frozen=True, slots=True)
class ListsExported:
    tables: tuple[TableCount, ...]
    format: str


@dataclass(frozen=True, slots=True)
class ListsImported:
    """`changes`: never of contacts."""

    tables: tuple[TableCount, ...]
    changes: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportUndone:
    new: int
    changed: int


@dataclass(frozen=True, slots=True)
class Newcomers:
    """The partners, never the persons."""

    number: int
    partners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AttentionPoint:
    code: str
    why: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CalendarAddress:
    """`deal` is None for all deals of a person."""

    deal: Ref | None = None


class DealEvent(Event):
    LOADED = "deals.loaded", Number
    CREATED = "deal.created", NoData, TEAM
    CHANGED = "deal.changed", Changes, TEAM
    EXTENDED = "deal.extended", Changes, TEAM
    PUBLISHED = "deal.published", NoData, TEAM
    UNPUBLISHED = "deal.unpublished", NoData, TEAM
    PHASE_CHANGED = "deal.phase_changed", PhaseStep, TEAM
    PHASE_TAKEN_BACK = "deal.phase_taken_back", PhaseStep, TEAM
    DEALMAKER_NAMED = "deal.dealmaker_named", DealmakerNamed, TEAM
    HANDED_OVER = "deal.handed_over", HandOver, TEAM
    LISTS_EXPORTED = "lists.exported", ListsExported
    LISTS_IMPORTED = "lists.imported", ListsImported, TEAM
    LISTS_IMPORT_UNDONE = "lists.import_undone", ImportUndone, TEAM
    CONTACT_TIED = "contact.tied", OfPartner, TEAM
    CONTACT_UNTIED = "contact.untied", OfPartner, TEAM
    CONTACT_REPLACED = "contact.replaced_in_deal", OfPartner, TEAM
    CONTACT_INTRODUCED = "contact.introduced", OfPartner, TEAM
    CONTACTS_INTRODUCED = "contacts.introduced", Newcomers, TEAM
    LASTING_CONTACTS_CHOSEN = "contacts.lasting_chosen", Number, TEAM
    ATTENTION_PUT_ASIDE = "attention.put_aside", AttentionPoint, TEAM
    ATTENTION_SHOWN_AGAIN = "attention.shown_again", AttentionPoint, TEAM
    CALENDAR_ADDRESS_MADE = "calendar_address.made", CalendarAddress
    CALENDAR_ADDRESS_REVOKED = "calendar_address.revoked", CalendarAddress
    REASON_ADDED = "reason.added", Changes
    REASON_CHANGED = "reason.changed", Changes
    REASONS_LOADED = "reasons.loaded", Number


class PartnershipEvent(Event):
    """Of the partners of a deal, and what was agreed with them."""

    ADDED = "partner.added", OfPartner, TEAM
    CHANGED = "partner.changed", PartnerChanges, TEAM
    CHANGED_TOGETHER = "partners.changed", BulkChange, TEAM
    ENDED = "partner.ended", ParticipationEnd, TEAM
    REMOVED = "partner.removed", OfPartner, TEAM
    CRITERIA_ADDED = "criteria.added", Criteria, TEAM
    CRITERIA_TICKED = "criteria.ticked", PartnerChanges, TEAM
    COMMITMENT_ADDED = "commitment.added", PartnerChanges, TEAM
    COMMITMENT_CHANGED = "commitment.changed", PartnerChanges, TEAM
    COMMITMENT_REMOVED = "commitment.removed", PartnerText, TEAM
    COMMITMENT_CONFIRMED = "commitment.confirmed", Confirmation, TEAM
    COMMITMENTS_CONFIRMED = "commitments.confirmed", Confirmations, TEAM
    SCHEME_APPLIED = "scheme.applied", OfPartners, TEAM
    SCHEME_UNDONE = "scheme.undone", OfPartners, TEAM
    AMENDMENT_PROPOSED = "amendment.proposed", Proposal, TEAM
    AMENDMENT_ANSWERED = "amendment.answered", ProposalAnswer, TEAM
    CONVERSATION_ADDED = "conversation.added", PartnerText, TEAM
    CONVERSATION_CHANGED = "conversation.changed", PartnerText, TEAM
    CONVERSATION_REMOVED = "conversation.removed", PartnerText, TEAM


class PieceEvent(Event):
    """Of what a deal consists of: milestones, bodies, decisions, action points, moments, relations ..."""

    MILESTONE_ADDED = "milestone.added", Piece, TEAM
    MILESTONE_CHANGED = "milestone.changed", Piece, TEAM
    MILESTONE_REACHED = "milestone.reached", MilestoneReached, TEAM
    ADDED = "piece.added", Piece, TEAM
    CHANGED = "piece.changed", Piece, TEAM
    REMOVED = "piece.removed", Piece, TEAM
    PUT_BACK = "piece.put_back", Piece, TEAM
