"""The mails that were posted, sent as the worker does."""

from foundation.actions.outbox import KINDS
from foundation.models import OutgoingMail


def composed(kind):
    """[EmailMessage] of this kind, as they would leave now."""
    return [KINDS[kind].compose(row) for row in OutgoingMail.objects.filter(kind=kind).order_by("pk")]
