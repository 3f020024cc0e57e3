"""The contacts who stay reachable after the end of a deal (blijvende contacten)."""

from django.db.models import Exists, OuterRef

from deals.models import Participation
from deals.models.reach import of_deal
from deals.queries.contacts import contacts_in
from foundation.ordering import dutch
from foundation.sort_key import sort_key
from partners.models import Contact


def lasting_contacts_of(deal, day):
    """The contacts to ask once the deal has ended: marked ones, or the successors of those who left. By organisation;
    two queries."""
    marked = Participation.lasting_contacts.through.objects.filter(
        participation__in=deal.participations.current()
    ).values_list("contact_id", flat=True)
    organisations = deal.participations.current().values("organisation")
    is_here = Exists(Contact.objects.filter(of_deal(deal), pk=OuterRef("pk")))
    known = Contact.objects.filter(organisation__in=organisations).annotate(is_here=is_here)
    by_id = {contact.pk: contact for contact in known.select_related("organisation")}
    found = {_today(by_id, pk, day) for pk in marked} - {None}
    return sorted(
        (contact for contact in found if contact.is_here),
        key=lambda contact: (sort_key(contact.organisation.name), sort_key(contact.name), contact.pk),
    )


def _today(by_id, pk, day):
    """The contact, or the last in the chain of successors; None without a successor, or if that one is in another
    organisation."""
    seen = set()
    while pk in by_id and pk not in seen:
        contact = by_id[pk]
        if contact.until_on is None or contact.until_on >= day:
            return contact
        seen.add(pk)
        pk = contact.successor_id
    return None


def contacts_to_mark(deal, day):
    """Contacts of the partners in the deal, current or still to start; no query yet."""
    there = contacts_in(deal).exclude(until_on__lt=day)
    return there.order_by(dutch("organisation__name"), dutch("name"), "pk")
