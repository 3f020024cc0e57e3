"""The deals a contact is for: all deals of the organisation, or only those it is tied to (`ContactDeal`).

Every query from an organisation to its contacts, or from an account to its deals, goes through here.
"""

from django.db.models import F, Q
from django.utils import timezone

from partners.models import Contact


def of_deal(deal, contact=""):
    """A contact of this deal: tied to no deal at all, or to this one. `contact`: the path to it,
    "contacts__".

    Gives no row twice for one deal. Filter on an organisation in the same `filter` call.
    """
    return Q(**{f"{contact}deal_ties__isnull": True}) | Q(**{f"{contact}deal_ties__deal": deal})


def contacts_today(user):
    """What this account is a contact of today; no query."""
    return Contact.objects.active_on(timezone.localdate()).filter(user=user)


def reached_by(user):
    """Ids of the participations this account is a contact for today; no query."""
    mine = contacts_today(user).filter(
        of_deal(F("organisation__participations__deal")), organisation__participations__isnull=False
    )
    return mine.values("organisation__participations")
