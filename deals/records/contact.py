"""Somebody at an organisation, as far as this user may know."""

from functools import partial

from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from deals.models import ContactReach
from deals.queries import contacts_named
from deals.queries.contacts import contacts_in
from deals.queries.digest import by_deal
from deals.queries.newcomers import newcomers_of
from deals.record_kinds import DigestPart, Heading, RecordKind, Search, TwoWayList, deal_url
from deals.sheet.tables import CONTACTS, REACH
from foundation.actions.outbox import one_line
from foundation.ordering import dutch
from partners.models import Contact, ContactLevel, OrganisationType


def _digest(deals, _users, day):
    """New contacts who were not told about the deal yet; two queries."""
    found = by_deal(newcomers_of(deals, day), "in_deal")

    def of_deal(deal, _user):
        rest_url = deal_url("newcomers", deal.slug)
        return [DigestPart(Heading.PEOPLE, found[deal.pk], partial(_newcomer, deal), rest_url)]

    return of_deal


def _newcomer(deal, contact):
    names = {"name": one_line(contact.name), "organisation": one_line(contact.organisation.name)}
    words = gettext("%(name)s van %(organisation)s is nog niet ingewerkt.")
    return words % names, deal_url("introduce", deal.slug, contact.pk)


KIND = RecordKind(
    name="contacten",
    model=Contact,
    two_way=TwoWayList(
        table=CONTACTS,
        records=lambda deal: (
            contacts_in(deal)
            .prefetch_related("deal_ties")
            .order_by(dutch("organisation__name"), dutch("name"), "pk")
        ),
        choices={"organisation_type": OrganisationType, "level": ContactLevel, REACH: ContactReach},
    ),
    digest=_digest,
    search=Search(
        find=lambda words, user, meant: contacts_named(words, user),
        heading=_("Contactpersonen"),
        row_template="deals/_found_contact.html",
        all_of_them=_("Alle %(number)s contactpersonen"),
        found=ngettext_lazy(
            "%(number)s contactpersoon gevonden", "%(number)s contactpersonen gevonden", "number"
        ),
    ),
)
