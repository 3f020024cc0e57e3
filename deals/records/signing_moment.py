"""When partners sign."""

from django.utils.translation import gettext_lazy as _

from deals.forms import SigningMomentForm
from deals.models import Precision, SigningMoment
from deals.queries.calendar import day_of
from deals.record_kinds import EditPage, Export, RecordKind, Removal
from deals.sheet.outgoing import choice, date, long


def _days(deals, _user):
    """Only of which the day is known."""
    found = SigningMoment.objects.filter(deal__in=deals, precision=Precision.DAY, signed_on__isnull=False)
    for one in found.select_related("deal"):
        yield day_of("ondertekening", one, one.signed_on, one.get_kind_display().capitalize())


KIND = RecordKind(
    name="ondertekening",
    model=SigningMoment,
    removal=Removal(),
    calendar=_days,
    page=EditPage(
        form=SigningMomentForm,
        add=_("Ondertekenmoment toevoegen"),
        edit=_("Ondertekenmoment bewerken"),
        remove=_("Dit ondertekenmoment verwijderen?"),
    ),
    exports=(
        Export(
            "ondertekeningen",
            "Ondertekeningen",
            (
                choice("kind", "Soort ondertekening"),
                date("signed_on", "Ondertekend op"),
                choice("precision", "Nauwkeurigheid"),
                long("conditions", "Voorwaarden om aan te sluiten"),
                long("note", "Toelichting"),
            ),
            rows=lambda deal, user: deal.signing_moments.all(),
            place=350,
        ),
    ),
)
