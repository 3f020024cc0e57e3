"""Records that a new contact was told about the deal."""

from django.db import transaction

from deals.events import DealEvent, Newcomers, OfPartner
from deals.models import Introduction
from foundation.actions.audit_log import record_event
from foundation.sort_key import sort_key


@transaction.atomic
def introduce(*, deal, contact, now, by):
    """Idempotent; the log names the organisation, never the person."""
    introduction, _ = Introduction.objects.update_or_create(
        deal=deal, contact=contact, defaults={"done_at": now, "done_by": by}
    )
    data = OfPartner(contact.organisation.name)
    record_event(DealEvent.CONTACT_INTRODUCED, by=by, subject=deal.audit_subject, data=data)
    return introduction


@transaction.atomic
def introduce_all(*, deal, contacts, now, by):
    """Several at once; the log names the organisations, never the persons. Three queries."""
    Introduction.objects.bulk_create(
        [Introduction(deal=deal, contact=one, done_at=now, done_by=by) for one in contacts],
        update_conflicts=True,
        unique_fields=["deal", "contact"],
        update_fields=["done_at", "done_by"],
    )
    partners = sorted({one.organisation.name for one in contacts}, key=sort_key)
    data = Newcomers(len(contacts), tuple(partners))
    record_event(DealEvent.CONTACTS_INTRODUCED, by=by, subject=deal.audit_subject, data=data)
