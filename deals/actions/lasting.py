"""Marking the contacts who stay reachable after the end of a deal."""

from collections import defaultdict

from django.db import transaction

from deals.events import DealEvent, Number
from foundation.actions.audit_log import record_event


@transaction.atomic
def mark_lasting_contacts(*, deal, contacts, by):
    """Exactly these, each with the participation of their organisation. Idempotent."""
    chosen = defaultdict(list)
    for contact in contacts:
        chosen[contact.organisation_id].append(contact)
    for participation in deal.participations.current().select_for_update():
        participation.lasting_contacts.set(chosen[participation.organisation_id])
    number = len(contacts)
    subject = deal.audit_subject
    record_event(DealEvent.LASTING_CONTACTS_CHOSEN, by=by, subject=subject, data=Number(number))
