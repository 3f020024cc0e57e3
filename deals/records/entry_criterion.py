"""What a partner must meet to sign."""

from deals.models import CriterionMet, EntryCriterion
from deals.record_kinds import Export, RecordKind, Removal
from deals.sheet.outgoing import date, long, moment, organisation
from deals.sheet.tables import Column

KIND = RecordKind(
    name="criteria",
    model=EntryCriterion,
    deal_path="moment__deal",
    removal=Removal(),
    exports=(
        Export(
            "criteria",
            "Toetredingscriteria",
            (date("moment__signed_on", "Ondertekenmoment"), long("text", "Criterium")),
            rows=lambda deal, user: EntryCriterion.objects.filter(
                moment__deal=deal, moment__deleted_at=None
            ).select_related("moment"),
            place=90,
        ),
        Export(
            "gehaalde-criteria",
            "Gehaalde criteria",
            (
                organisation("participation__organisation__name"),
                long("criterion__text", "Criterium"),
                moment("met_at", "Afgevinkt op"),
                Column("met_by__name", "Afgevinkt door"),
            ),
            rows=lambda deal, user: CriterionMet.objects.filter(
                criterion__moment__deal=deal, criterion__deleted_at=None, participation__deleted_at=None
            ).select_related("criterion", "participation__organisation", "met_by"),
            place=100,
        ),
    ),
)
