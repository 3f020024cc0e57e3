"""An organisation in a body."""

from deals.models import BodyMember
from deals.record_kinds import Export, RecordKind, Removal
from deals.sheet.outgoing import organisation
from deals.sheet.tables import Column

KIND = RecordKind(
    name="leden",
    model=BodyMember,
    deal_path="body__deal",
    removal=Removal(named_by=("organisation",)),
    exports=(
        Export(
            "leden",
            "Leden van overleggen",
            (
                Column("body__name", "Overleg"),
                organisation("organisation__name"),
                Column("function", "Functie"),
                Column("person", "Naam"),
            ),
            rows=lambda deal, user: BodyMember.objects.filter(
                body__deal=deal, body__deleted_at=None
            ).select_related("body", "organisation"),
            place=280,
        ),
    ),
)
