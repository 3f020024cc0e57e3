"""Marking who stays reachable after the end of a deal."""

from collections import defaultdict

from django.db import transaction

from deals.events import DealEvent, Number
from foundation.actions.audit_log import record_event


@transaction.atomic
def mark_lasting_contacts(*, deal, contacts, by):
    """These and no others, each with the participation of the own organisation. A second call changes nothing."""
    chosen = defaultdict(list)
    for contact in contacts:
        chosen[contact.organisation_id].append(contact)
    for participation in deal.participations.current().select_for_update():
        participation.lasting_contacts.set(chosen[participation.organisation_id])
    number = len(contacts)
    subject = deal.audit_subject
    record_event(DealEvent.LASTING_CONTACTS_CHOSEN, by=by, subject=subject, data=Number(number))
