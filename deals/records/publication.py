"""Where a signing was made public."""

from django.utils.translation import gettext_lazy as _

from deals.forms import PublicationForm
from deals.models import Publication
from deals.record_kinds import EditPage, Export, RecordKind, Removal
from deals.sheet.outgoing import date
from deals.sheet.tables import Column

KIND = RecordKind(
    name="publicaties",
    model=Publication,
    removal=Removal(),
    page=EditPage(
        form=PublicationForm,
        add=_("Publicatie toevoegen"),
        edit=_("Publicatie bewerken"),
        remove=_("Deze publicatie verwijderen?"),
    ),
    exports=(
        Export(
            "publicaties",
            "Publicaties",
            (
                Column("number", "Nummer in de Staatscourant"),
                Column("url", "Adres"),
                date("signing_moment__signed_on", "Ondertekend op"),
            ),
            rows=lambda deal, user: deal.publications.select_related("signing_moment"),
            place=360,
        ),
    ),
)
