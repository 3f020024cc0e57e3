"""The contacts that connect a partner to a deal: ambtelijk, directie, bestuurlijk [G15]."""

from dataclasses import dataclass

from deals.models import ContactDeal
from deals.models.contact_deals import is_tied
from deals.models.reach import of_deal
from deals.permissions import contacts_visible_to
from foundation.ordering import dutch
from partners.models import Contact, ContactLevel, Organisation

FIELDS = {
    ContactLevel.OFFICIAL: "attached_official",
    ContactLevel.DIRECTOR: "attached_director",
    ContactLevel.EXECUTIVE: "attached_executive",
}


@dataclass(frozen=True, slots=True)
class Level:
    """`attached`: the state in words; `contacts`: current ones and those still to start."""

    label: str
    attached: str
    contacts: list[Contact]


def organisations_in(deal):
    """Organisations of the current partners, to choose from; no query."""
    return Organisation.objects.filter(pk__in=deal.participations.current().values("organisation"))


def contacts_in(deal):
    """Contacts of this deal, of organisations in it; no query."""
    there = Contact.objects.filter(
        of_deal(deal), organisation__in=deal.participations.current().values("organisation")
    )
    return there.select_related("organisation")


def current_contacts(deal, user, *, day):
    """Contacts of this deal that this user may read, current or still to start, with `is_tied`; no query."""
    seen = contacts_visible_to(user).filter(of_deal(deal)).annotate(is_tied=is_tied())
    return seen.exclude(until_on__lt=day).order_by(dutch("name"), "pk")


def levels_of(participation, user, *, day):
    """The three levels, each with the contacts of this deal that this user may read; two queries."""
    seen = ContactDeal.objects.contacts_to_show(user).filter(
        of_deal(participation.deal_id), organisation=participation.organisation_id
    )
    contacts = list(seen.exclude(until_on__lt=day).order_by(dutch("name"), "pk"))
    return [
        Level(
            label=level.label,
            attached=getattr(participation, f"get_{field}_display")(),
            contacts=[one for one in contacts if one.level == level],
        )
        for level, field in FIELDS.items()
    ]
