"""What changed in a deal, for its own team.

Logging in, taking lists along, invitations and answers stay in the log, which only staff read (the permission matrix):
each event says for whom it is.
"""

from foundation.queries import audit_log


def changes_in(deal):
    """Late ones first; one query."""
    return audit_log.history_of(deal.pk)
