"""A group that meets with a mandate."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from deals import actions
from deals.forms import BodyForm
from deals.models import Body, BodyVersion
from deals.record_kinds import EditPage, Export, RecordKind, Removal
from deals.sheet.outgoing import choice, date, long
from deals.sheet.tables import Column
from foundation.field_changes import changes_of


def _save(form, *, by):
    actions.save_body(
        part=form.instance,
        version=form.read_version,
        changes=changes_of(form),
        by=by,
        day=timezone.localdate(),
    )


KIND = RecordKind(
    name="overleggen",
    model=Body,
    removal=Removal(),
    page=EditPage(
        form=BodyForm,
        add=_("Overleg toevoegen"),
        edit=_("Overleg bewerken"),
        remove=_("Dit overleg verwijderen, met zijn leden?"),
        save=_save,
    ),
    exports=(
        Export(
            "overleggen",
            "Overleggen",
            (
                choice("kind", "Soort overleg"),
                Column("name", "Overleg"),
                long("mandate", "Mandaat"),
                Column("frequency", "Hoe vaak"),
                date("since_on", "Geldt sinds"),
                date("ended_on", "Gestopt op"),
            ),
            rows=lambda deal, user: deal.bodies.all(),
            place=270,
        ),
        Export(
            "eerdere-mandaten",
            "Eerdere mandaten",
            (
                Column("body__name", "Overleg"),
                long("mandate", "Mandaat"),
                Column("frequency", "Hoe vaak"),
                date("from_on", "Van"),
                date("until_on", "Tot"),
            ),
            rows=lambda deal, user: BodyVersion.objects.filter(
                body__deal=deal, body__deleted_at=None
            ).select_related("body"),
            place=130,
        ),
    ),
)
