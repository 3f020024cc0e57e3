"""What was agreed: deals, who takes part, what they promised, and when."""

from deals.models.agreements import Commitment, CommitmentConfirmation, Milestone, MilestoneMove
from deals.models.amendments import Amendment, CommitmentVersion
from deals.models.attention import Election, PutAside
from deals.models.calendar import CalendarLink
from deals.models.contact_deals import ContactDeal, ContactReach
from deals.models.conversations import Conversation
from deals.models.deal import (
    Deal,
    DealDate,
    DealFact,
    DealRole,
    Kind,
    Phase,
    Precision,
    Publication,
    Relation,
    SigningMoment,
)
from deals.models.digest import Digest, DigestDay
from deals.models.entry_criteria import CriterionMet, EntryCriterion
from deals.models.held import HeldFile
from deals.models.life import AnchoringDocument, CourseChange, Part
from deals.models.meetings import ActionPoint, Body, BodyMember, BodyVersion, Decision
from deals.models.newcomers import BroughtIn, Introduction
from deals.models.participation import Attachment, Participation, Stage, WantedPartner
from deals.models.reasons import StageReason
from deals.models.removable import KEPT_FOR, Removable
from deals.models.reviews import Review
from deals.models.scheme import Contribution, SchemeRun
from deals.models.sheets import SheetImport, SheetMemory

__all__ = [
    "KEPT_FOR",
    "ActionPoint",
    "Amendment",
    "AnchoringDocument",
    "Attachment",
    "Body",
    "BodyMember",
    "BodyVersion",
    "BroughtIn",
    "CalendarLink",
    "Commitment",
    "CommitmentConfirmation",
    "CommitmentVersion",
    "ContactDeal",
    "ContactReach",
    "Contribution",
    "Conversation",
    "CourseChange",
    "CriterionMet",
    "Deal",
    "DealDate",
    "DealFact",
    "DealRole",
    "Decision",
    "Digest",
    "DigestDay",
    "Election",
    "EntryCriterion",
    "HeldFile",
    "Introduction",
    "Kind",
    "Milestone",
    "MilestoneMove",
    "Part",
    "Participation",
    "Phase",
    "Precision",
    "Publication",
    "PutAside",
    "Relation",
    "Removable",
    "Review",
    "SchemeRun",
    "SheetImport",
    "SheetMemory",
    "SigningMoment",
    "Stage",
    "StageReason",
    "WantedPartner",
]
