"""A change of course."""

from django.utils.translation import gettext_lazy as _

from deals.forms import CourseChangeForm
from deals.models import CourseChange
from deals.record_kinds import EditPage, Export, RecordKind, Removal
from deals.sheet.outgoing import date, long
from deals.sheet.tables import Column

KIND = RecordKind(
    name="bijstellingen",
    model=CourseChange,
    removal=Removal(),
    page=EditPage(
        form=CourseChangeForm,
        add=_("Bijstelling vastleggen"),
        edit=_("Bijstelling bewerken"),
        remove=_("Deze bijstelling verwijderen?"),
    ),
    exports=(
        Export(
            "bijstellingen",
            "Bijstellingen",
            (
                date("decided_on", "Besloten op"),
                long("what", "Wat gaan we anders doen?"),
                long("why", "Waarom?"),
                Column("decided_by", "Besloten door"),
            ),
            rows=lambda deal, user: deal.course_changes.all(),
            place=320,
        ),
    ),
)
