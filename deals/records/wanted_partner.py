"""A partner that a deal looks for."""

from collections import Counter

from django.utils.translation import gettext_lazy as _

from deals.forms import WantedPartnerForm
from deals.models import WantedPartner
from deals.record_kinds import EditPage, RecordKind, Removal, TwoWayList
from deals.sheet.tables import WANTED
from foundation.ordering import dutch
from partners.models import OrganisationType


def _partners(deal):
    listed = list(deal.participations.select_related("organisation").order_by(dutch("organisation__name")))
    often = Counter(one.organisation.name.casefold() for one in listed)
    return {
        one.pk: one.organisation.name
        if often[one.organisation.name.casefold()] == 1
        else f"{one.organisation.name} ({one.organisation.get_type_display()})"
        for one in listed
    }


KIND = RecordKind(
    name="gezocht",
    model=WantedPartner,
    tab="partners",
    removal=Removal(),
    two_way=TwoWayList(
        table=WANTED,
        records=lambda deal: deal.wanted_partners.order_by(dutch("description"), "pk"),
        choices={"type": OrganisationType},
        choices_in=lambda deal: {"found_as_id": _partners(deal)},
    ),
    page=EditPage(
        form=WantedPartnerForm,
        add=_("Gezochte partner toevoegen"),
        edit=_("Gezochte partner bewerken"),
        remove=_("Deze gezochte partner verwijderen?"),
    ),
)
