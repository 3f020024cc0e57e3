"""Dismissing a point of attention with a reason, and showing it again."""

from django.db import transaction

from deals.events import AttentionPoint, DealEvent
from deals.models import PutAside
from foundation.actions.audit_log import record_event


@transaction.atomic
def put_aside(*, deal, point, reason, by):
    """Valid for the current facts. Raises IntegrityError when somebody else did so at the same moment."""
    made = PutAside.objects.create(
        deal=deal, code=point.code, fingerprint=point.fingerprint, why=point.why, reason=reason, by=by
    )
    data = AttentionPoint(point.code, point.why, reason)
    record_event(DealEvent.ATTENTION_PUT_ASIDE, by=by, subject=deal.audit_subject, data=data)
    return made


@transaction.atomic
def show_again(*, aside, by):
    """Idempotent."""
    if PutAside.objects.filter(pk=aside.pk).delete()[0]:
        data, subject = AttentionPoint(aside.code, aside.why), aside.deal.audit_subject
        record_event(DealEvent.ATTENTION_SHOWN_AGAIN, by=by, subject=subject, data=data)
