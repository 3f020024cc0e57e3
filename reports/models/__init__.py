"""What we say: talks, the four reports, the orders of files, and what recurs in them."""

from reports.models.deal_report import DealReport, DealReportFile, EditionFile
from reports.models.partner_mails import PartnerReportMail
from reports.models.programme_report import ProgrammeReport, ProgrammeReportFile
from reports.models.report import Report, ReportFile, ReportRun
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
    "DealReport",
    "DealReportFile",
    "EditionFile",
    "ElementNote",
    "Finding",
    "LearningWish",
    "MarkedText",
    "PartnerReportMail",
    "ProgrammeReport",
    "ProgrammeReportFile",
    "Report",
    "ReportFile",
    "ReportRun",
    "Session",
    "SessionAttendee",
    "SurveyAttention",
    "SurveyLesson",
    "Theme",
]
