"""How it goes: instruments, rounds, invitations, answers and scores."""

from impacttool.models.instrument import Dimension, Element, Indicator, Instrument, Statement
from impacttool.models.invitation import Invitation, InvitationRequest, Message
from impacttool.models.response import Answer, Remark, Response
from impacttool.models.round import Round, Survey
from impacttool.models.score import IndicatorScore

__all__ = [
    "Answer",
    "Dimension",
    "Element",
    "Indicator",
    "IndicatorScore",
    "Instrument",
    "Invitation",
    "InvitationRequest",
    "Message",
    "Remark",
    "Response",
    "Round",
    "Statement",
    "Survey",
]
