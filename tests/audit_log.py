"""The log as staff read it."""

from foundation.models import AuditEvent
from foundation.queries import audit_log
from partners.models import User


def read(event, reader=None):
    """One event, as this reader sees it."""
    return audit_log.read([event], reader=reader or User(is_programme_staff=True))[0]


def verb(event):
    return read(event).verb


def details(event, reader=None):
    """{what: text, or [before, after]}"""
    changes = read(event, reader).changes
    return {what: before if after is None else [before, after] for what, before, after in changes}


def verbs(**lookups):
    """Late ones first."""
    return [verb(event) for event in AuditEvent.objects.filter(**lookups)]
