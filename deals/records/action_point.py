"""What somebody does before a day."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from deals.forms import ActionPointForm
from deals.models import ActionPoint
from deals.queries.calendar import day_of
from deals.record_kinds import EditPage, Export, RecordKind, Removal
from deals.sheet.outgoing import choice, date, long, organisation
from deals.sheet.tables import Column


def _days(deals, user):
    found = ActionPoint.objects.visible_to(user).open().filter(deal__in=deals, due_on__isnull=False)
    for one in found.select_related("deal"):
        yield day_of("actiepunt", one, one.due_on, gettext("Actiepunt: %(text)s") % {"text": one.text})


KIND = RecordKind(
    name="actiepunten",
    model=ActionPoint,
    removal=Removal(),
    calendar=_days,
    page=EditPage(
        form=ActionPointForm,
        add=_("Actiepunt toevoegen"),
        edit=_("Actiepunt bewerken"),
        remove=_("Dit actiepunt verwijderen?"),
    ),
    exports=(
        Export(
            "actiepunten",
            "Actiepunten",
            (
                long("text", "Actiepunt"),
                Column("body__name", "Overleg"),
                organisation("owner_organisation__name", "Wie: organisatie"),
                Column("owner", "Wie: functie of naam"),
                date("due_on", "Klaar voor"),
                choice("state", "Stand"),
                date("closed_on", "Gedaan of vervallen op"),
                long("reason", "Toelichting"),
            ),
            rows=lambda deal, user: deal.action_points.select_related("body", "owner_organisation"),
            place=300,
        ),
    ),
)
