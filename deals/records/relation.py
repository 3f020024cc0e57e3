"""A relation between two deals."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from deals.forms import RelationForm
from deals.models import Deal, Relation
from deals.queries.relations import own_relations_of
from deals.record_kinds import EditPage, Export, RecordKind, Removal
from deals.sheet.outgoing import long
from deals.sheet.tables import Column


def _visible(rows, user):
    """With a deal this user may not see there is none."""
    return rows.filter(Q(other=None) | Q(other__in=Deal.objects.visible_to(user)))


KIND = RecordKind(
    name="verbanden",
    model=Relation,
    tab="detail",
    visible=_visible,
    removal=Removal(),
    page=EditPage(
        form=RelationForm,
        add=_("Verband met een andere deal toevoegen"),
        edit=_("Verband bewerken"),
        remove=_("Dit verband verwijderen?"),
        is_for_user=True,
    ),
    exports=(
        Export(
            "verbanden",
            "Verbanden",
            (
                Column("kind", "Verband"),
                Column("other__full_name", "Andere deal"),
                long("text", "Toelichting"),
            ),
            rows=own_relations_of,
            place=340,
        ),
    ),
)
