"""The list of reasons to join, to decline and to leave."""

from django.db import transaction

from deals.models import StageReason
from foundation.concurrent_edit import save_over
from partners.actions import write_log


@transaction.atomic
def save_reason(*, reason, version, changes, by):
    """Adds, changes or retires; a reason that was chosen stays readable. Raises ChangedMeanwhile."""
    verb = "wijzigde een reden" if reason.pk else "voegde een reden toe"
    save_over(reason, version=version)
    write_log(by=by, verb=verb, subject=f"reason:{reason.pk}", label=str(reason), details=changes)
    return reason


@transaction.atomic
def load_first_reasons(texts, *, by=None):
    """Fills an empty list with {kind: [text, ...]}; a list that was begun is of staff, and left alone."""
    if StageReason.objects.exists():
        return
    rows = [StageReason(kind=kind, text=text) for kind, lines in texts.items() for text in lines]
    StageReason.objects.bulk_create(rows)
    write_log(by=by, verb="laadde de eerste redenen", subject="reasons", label=f"{len(rows)} redenen")
