"""What every room leans on: the log, mails to send, how the mail server is, and forms that were carried out."""

from foundation.models.audit_event import AuditEvent
from foundation.models.outgoing_mail import MailServer, OutgoingMail
from foundation.models.sent_form import SentForm

__all__ = ["AuditEvent", "MailServer", "OutgoingMail", "SentForm"]
