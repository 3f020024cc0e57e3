"""What every room leans on: the log, work in the background, mails to send, how the mail server is, and forms that were
carried out."""

from foundation.models.audit_event import AuditEvent
from foundation.models.job import ACTIVE_STATES, Job, JobState
from foundation.models.outgoing_mail import MailServer, OutgoingMail
from foundation.models.sent_form import SentForm

__all__ = ["ACTIVE_STATES", "AuditEvent", "Job", "JobState", "MailServer", "OutgoingMail", "SentForm"]
