"""A partner that a deal looks for."""

from django.utils.translation import gettext_lazy as _

from deals.forms import WantedPartnerForm
from deals.models import WantedPartner
from deals.record_kinds import EditPage, RecordKind, Removal

KIND = RecordKind(
    name="gezocht",
    model=WantedPartner,
    tab="partners",
    removal=Removal(),
    page=EditPage(
        form=WantedPartnerForm,
        add=_("Gezochte partner toevoegen"),
        edit=_("Gezochte partner bewerken"),
        remove=_("Deze gezochte partner verwijderen?"),
    ),
)
