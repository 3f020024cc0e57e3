"""An organisation, as it is found by its name."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from deals.record_kinds import RecordKind, Search
from partners.models import Organisation
from partners.queries import organisations_to_list

KIND = RecordKind(
    name="organisaties",
    model=Organisation,
    search=Search(
        find=lambda words, user, meant: organisations_to_list(user).filter(pk__in=[*meant.ids]),
        heading=_("Organisaties"),
        row_template="deals/_found_organisation.html",
        all_of_them=_("Alle %(number)s organisaties"),
        found=ngettext_lazy("%(number)s organisatie gevonden", "%(number)s organisaties gevonden", "number"),
        list_name="partners:list",
    ),
)
