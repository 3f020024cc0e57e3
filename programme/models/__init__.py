"""What the programme itself keeps: its reports, the themes in them, and mails about those of partners."""

from programme.models.partner_mails import PartnerReportMail
from programme.models.report import ProgrammeReport, ProgrammeReportFile
from programme.models.theme import MarkedText, Theme

__all__ = ["MarkedText", "PartnerReportMail", "ProgrammeReport", "ProgrammeReportFile", "Theme"]
