"""The list of reasons to join, to decline and to leave."""

from django.db import transaction

from deals.events import DealEvent, Number
from deals.models import StageReason
from foundation.actions.audit_log import record_event
from foundation.concurrent_edit import save_over
from foundation.events import Changes, Subject


@transaction.atomic
def save_reason(*, reason, version, changes, by):
    """Adds, changes or retires; a reason that was chosen stays readable. Raises ChangedMeanwhile."""
    event = DealEvent.REASON_CHANGED if reason.pk else DealEvent.REASON_ADDED
    save_over(reason, version=version)
    subject = Subject("reason", str(reason.pk), str(reason))
    record_event(event, by=by, subject=subject, data=Changes(changes))
    return reason


@transaction.atomic
def load_first_reasons(texts, *, by=None):
    """Fills an empty list with {kind: [text, ...]}; a list that staff began is left alone."""
    if StageReason.objects.exists():
        return
    rows = [StageReason(kind=kind, text=text) for kind, lines in texts.items() for text in lines]
    StageReason.objects.bulk_create(rows)
    subject = Subject("reasons", label=f"{len(rows)} redenen")
    record_event(DealEvent.REASONS_LOADED, by=by, subject=subject, data=Number(len(rows)))
