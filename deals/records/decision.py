"""What was decided."""

from django.utils.translation import gettext_lazy as _

from deals.forms import DecisionForm
from deals.models import Decision
from deals.record_kinds import EditPage, Export, RecordKind, Removal
from deals.sheet.outgoing import date, long
from deals.sheet.tables import Column

KIND = RecordKind(
    name="besluiten",
    model=Decision,
    removal=Removal(),
    page=EditPage(
        form=DecisionForm,
        add=_("Besluit vastleggen"),
        edit=_("Besluit bewerken"),
        remove=_("Dit besluit verwijderen?"),
    ),
    exports=(
        Export(
            "besluiten",
            "Besluiten",
            (date("decided_on", "Besloten op"), Column("body__name", "Overleg"), long("text", "Besluit")),
            rows=lambda deal, user: deal.decisions.select_related("body"),
            place=290,
        ),
    ),
)
