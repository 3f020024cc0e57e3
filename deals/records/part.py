"""A piece of the work."""

from django.utils.translation import gettext_lazy as _

from deals.forms import PartForm
from deals.models import Part
from deals.record_kinds import EditPage, Export, RecordKind, Removal
from deals.sheet.outgoing import choice, date, long, organisation
from deals.sheet.tables import Column

KIND = RecordKind(
    name="onderdelen",
    model=Part,
    tab="detail",
    removal=Removal(),
    page=EditPage(
        form=PartForm,
        add=_("Onderdeel toevoegen"),
        edit=_("Onderdeel bewerken"),
        remove=_("Dit onderdeel verwijderen?"),
    ),
    exports=(
        Export(
            "onderdelen",
            "Onderdelen",
            (
                choice("kind", "Soort onderdeel"),
                Column("name", "Onderdeel"),
                long("aim", "Wat dit onderdeel wil bereiken"),
                organisation("lead_organisation__name", "Trekker: organisatie"),
                Column("lead_person", "Trekker: naam en functie"),
                date("ended_on", "Klaar op"),
            ),
            rows=lambda deal, user: deal.parts.select_related("lead_organisation"),
            place=310,
        ),
    ),
)
