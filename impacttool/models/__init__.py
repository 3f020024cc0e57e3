"""How it goes: instruments, rounds, invitations, answers, scores and reports."""

from impacttool.models.deal_report import DealReport, DealReportFile, EditionFile
from impacttool.models.document_job import DocumentJob
from impacttool.models.instrument import Dimension, Element, Indicator, Instrument, Statement
from impacttool.models.invitation import Invitation, InvitationRequest, Message
from impacttool.models.report import (
    ACTIVE_STATES,
    IndicatorScore,
    JobState,
    Report,
    ReportFile,
    ReportJob,
    ReportRun,
)
from impacttool.models.response import Answer, Remark, Response
from impacttool.models.round import Round, Survey
from impacttool.models.session import (
    ElementNote,
    Finding,
    LearningWish,
    Session,
    SessionAttendee,
    SurveyAttention,
    SurveyLesson,
)

__all__ = [
    "ACTIVE_STATES",
    "Answer",
    "DealReport",
    "DealReportFile",
    "Dimension",
    "DocumentJob",
    "EditionFile",
    "Element",
    "ElementNote",
    "Finding",
    "Indicator",
    "IndicatorScore",
    "Instrument",
    "Invitation",
    "InvitationRequest",
    "JobState",
    "LearningWish",
    "Message",
    "Remark",
    "Report",
    "ReportFile",
    "ReportJob",
    "ReportRun",
    "Response",
    "Round",
    "Session",
    "SessionAttendee",
    "Statement",
    "Survey",
    "SurveyAttention",
    "SurveyLesson",
]
