"""What every room leans on: mails to send, and how the mail server is."""

from foundation.models.outgoing_mail import MailServer, OutgoingMail

__all__ = ["MailServer", "OutgoingMail"]
