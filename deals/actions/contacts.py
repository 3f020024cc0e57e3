"""The deals that a contact takes part in."""

from django.db import transaction

from deals.events import DealEvent, OfPartner
from deals.models import ContactDeal, Deal
from foundation.actions.audit_log import record_event
from partners.actions import save_contact


@transaction.atomic
def save_contact_of_deals(*, contact, version, changes, by, deals, offered):
    """Ties the contact to these deals; none means all deals of the organisation. Deals that were not
    `offered` stay tied, unless the contact is for all deals now.

    Returns sentences to show. Raises ChangedMeanwhile.
    """
    told = save_contact(contact=contact, version=version, changes=changes, by=by)
    ties = ContactDeal.objects.filter(contact=contact)
    left = (ties.filter(deal__in=offered) if deals else ties).exclude(deal__in=deals)
    _log(DealEvent.CONTACT_UNTIED, contact, Deal.objects.filter(pk__in=left.values("deal")), by)
    left.delete()
    known = set(ties.values_list("deal", flat=True))
    new = [deal for deal in deals if deal.pk not in known]
    ContactDeal.objects.bulk_create(ContactDeal(contact=contact, deal=deal) for deal in new)
    _log(DealEvent.CONTACT_TIED, contact, new, by)
    return told


def take_over_deals(*, contact, successor, by):
    """A successor is tied to the same deals."""
    deals = Deal.objects.filter(contact_ties__contact=contact)
    ContactDeal.objects.bulk_create(ContactDeal(contact=successor, deal=deal) for deal in deals)
    _log(DealEvent.CONTACT_REPLACED, successor, deals, by)


def _log(event, contact, deals, by):
    """The log of a deal names the organisation, never the person."""
    data = OfPartner(contact.organisation.name)
    for deal in deals:
        record_event(event, by=by, subject=deal.audit_subject, data=data)
