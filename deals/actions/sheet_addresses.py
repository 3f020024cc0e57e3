"""Contact addresses imported or restored from a file: recorded as entered by the importing user, and
followed by invitations."""

from partners.actions import follow_address, sign_address
from partners.models import Contact


def sign_addresses(contacts, *, by):
    """On contacts that are about to be saved."""
    for contact in contacts:
        if contact.email:
            sign_address(contact, by=by)


def addresses_of(records):
    """{key: address} before anything changes; nothing for rows that are no contacts."""
    return {record.pk: record.email for record in records if isinstance(record, Contact)}


def mended_addresses(records, before, *, by):
    """Signs and returns those whose address is another one now; `before`: see addresses_of."""
    found = [record for record in records if record.pk in before and record.email != before[record.pk]]
    sign_addresses(found, by=by)
    return found


def follow_addresses(contacts, before, *, by):
    """Called after saving. Returns sentences about effects elsewhere; a few queries for each."""
    return [
        words for contact in contacts for words in follow_address(contact, before=before[contact.pk], by=by)
    ]
