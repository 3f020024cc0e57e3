"""What we say: talks, the four reports, the orders of files, and what recurs in them."""

from reports.models.deal_report import DealReport, DealReportFile, EditionFile
from reports.models.document_job import DocumentJob
from reports.models.partner_mails import PartnerReportMail
from reports.models.programme_report import ProgrammeReport, ProgrammeReportFile
from reports.models.report import ACTIVE_STATES, JobState, Report, ReportFile, ReportJob, ReportRun
from reports.models.session import (
    ElementNote,
    Finding,
    LearningWish,
    Session,
    SessionAttendee,
    SurveyAttention,
    SurveyLesson,
)
from reports.models.theme import MarkedText, Theme

__all__ = [
    "ACTIVE_STATES",
    "DealReport",
    "DealReportFile",
    "DocumentJob",
    "EditionFile",
    "ElementNote",
    "Finding",
    "JobState",
    "LearningWish",
    "MarkedText",
    "PartnerReportMail",
    "ProgrammeReport",
    "ProgrammeReportFile",
    "Report",
    "ReportFile",
    "ReportJob",
    "ReportRun",
    "Session",
    "SessionAttendee",
    "SurveyAttention",
    "SurveyLesson",
    "Theme",
]
