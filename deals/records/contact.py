"""Somebody at an organisation, as far as this user may know."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from deals.queries import contacts_named
from deals.record_kinds import RecordKind, Search
from partners.models import Contact

KIND = RecordKind(
    name="contacten",
    model=Contact,
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
