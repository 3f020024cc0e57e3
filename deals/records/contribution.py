"""What each kind of partner pays, and the agreements made of it."""

from django.utils.translation import gettext_lazy as _

from deals.forms import ContributionForm
from deals.models import Contribution
from deals.record_kinds import EditPage, Export, RecordKind, Removal
from deals.sheet.outgoing import choice, moment
from deals.sheet.tables import Column

KIND = RecordKind(
    name="bijdragen",
    model=Contribution,
    tab="partners",
    removal=Removal(),
    page=EditPage(
        form=ContributionForm,
        add=_("Bijdrage per soort of netwerk toevoegen"),
        edit=_("Bijdrage per soort of netwerk bewerken"),
        remove=_("Deze bijdrage verwijderen?"),
    ),
    exports=(
        Export(
            "bijdragen",
            "Bijdragen per soort of netwerk",
            (
                choice("type", "Soort organisatie"),
                Column("network__name", "Netwerk"),
                Column("amount_eur_per_year", "Bedrag per jaar (€)", "euro"),
                Column("year_from", "Van jaar", "year"),
                Column("year_until", "Tot en met jaar", "year"),
            ),
            rows=lambda deal, user: deal.contributions.select_related("network"),
            place=60,
        ),
        Export(
            "afspraken-volgens-bijdragen",
            "Afspraken volgens de bijdragen",
            (
                moment("at", "Gemaakt op"),
                Column("by__name", "Gemaakt door"),
                Column("made_count", "Aantal afspraken", "number"),
                moment("undone_at", "Ongedaan gemaakt op"),
            ),
            rows=lambda deal, user: deal.scheme_runs.select_related("by"),
            place=70,
        ),
    ),
)
