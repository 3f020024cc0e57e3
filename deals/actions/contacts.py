"""Of which deals a contact is."""

from django.db import transaction

from deals.models import ContactDeal
from partners.actions import save_contact


@transaction.atomic
def save_contact_of_deals(*, contact, version, changes, by, deals, offered):
    """Of these deals, none for all of the organisation. What was not `offered` stays, unless it is of all of them now.

    Returns sentences to show as well. Raises ChangedMeanwhile.
    """
    told = save_contact(contact=contact, version=version, changes=changes, by=by)
    ties = ContactDeal.objects.filter(contact=contact)
    (ties.filter(deal__in=offered) if deals else ties).exclude(deal__in=deals).delete()
    known = set(ties.values_list("deal", flat=True))
    ContactDeal.objects.bulk_create(
        ContactDeal(contact=contact, deal=deal) for deal in deals if deal.pk not in known
    )
    return told


def take_over_deals(*, contact, successor):
    """Who comes after somebody is contact of the same deals."""
    deals = contact.deal_ties.values_list("deal", flat=True)
    ContactDeal.objects.bulk_create(ContactDeal(contact=successor, deal_id=deal) for deal in deals)
