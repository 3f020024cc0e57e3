"""What we say: talks, the reports and their files, the mails about them, and themes."""

from reports.models.learning_report import EditionFile, LearningReport, LearningReportFile
from reports.models.partner_mails import PartnerReportMail
from reports.models.programme_report import ProgrammeReport, ProgrammeReportFile
from reports.models.talk import (
    ElementNote,
    Finding,
    LearningWish,
    SurveyAttention,
    SurveyLesson,
    Talk,
    TalkAttendee,
)
from reports.models.theme import MarkedText, Theme
from reports.models.web_report import ReportRun, WebReport, WebReportFile

__all__ = [
    "EditionFile",
    "ElementNote",
    "Finding",
    "LearningReport",
    "LearningReportFile",
    "LearningWish",
    "MarkedText",
    "PartnerReportMail",
    "ProgrammeReport",
    "ProgrammeReportFile",
    "ReportRun",
    "SurveyAttention",
    "SurveyLesson",
    "Talk",
    "TalkAttendee",
    "Theme",
    "WebReport",
    "WebReportFile",
]
