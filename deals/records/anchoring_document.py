"""A ministry's document on what it continues."""

from django.utils.translation import gettext_lazy as _

from deals.forms import AnchoringDocumentForm
from deals.models import AnchoringDocument
from deals.record_kinds import EditPage, Export, RecordKind, Removal
from deals.sheet.outgoing import date, long, organisation
from deals.sheet.tables import Column

KIND = RecordKind(
    name="borging",
    model=AnchoringDocument,
    removal=Removal(),
    page=EditPage(
        form=AnchoringDocumentForm,
        add=_("Borgingsdocument toevoegen"),
        edit=_("Borgingsdocument bewerken"),
        remove=_("Dit borgingsdocument verwijderen?"),
    ),
    exports=(
        Export(
            "borging",
            "Borging",
            (
                organisation("organisation__name", "Ministerie"),
                Column("title", "Titel"),
                date("laid_down_on", "Vastgesteld op"),
                long("note", "Wat is daarin geborgd?"),
            ),
            rows=lambda deal, user: deal.anchoring_documents.select_related("organisation"),
            place=330,
        ),
    ),
)
