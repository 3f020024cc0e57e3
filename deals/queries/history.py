"""What changed in a deal, for its own team.

Logins, exports, invitations and answers are only in the log for staff (the permission matrix): each kind of event has
its audience.
"""

from foundation.queries import audit_log


def changes_in(deal):
    """Newest first; one query."""
    return audit_log.history_of(deal.pk)
