"""Tables that every room uses: audit events, outgoing mails, the mail server's state, submitted forms, and jobs."""

from foundation.models.audit_event import AuditEvent
from foundation.models.job import ACTIVE_STATES, Job, JobState
from foundation.models.outgoing_mail import MailServer, OutgoingMail
from foundation.models.sent_form import SentForm

__all__ = ["ACTIVE_STATES", "AuditEvent", "Job", "JobState", "MailServer", "OutgoingMail", "SentForm"]
