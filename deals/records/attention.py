"""Attention points that were put aside."""

from deals.models import PutAside
from deals.record_kinds import Export, RecordKind
from deals.sheet.outgoing import long, moment
from deals.sheet.tables import Column

KIND = RecordKind(
    name="terzijde",
    model=PutAside,
    exports=(
        Export(
            "terzijde-gelegd",
            "Aandachtspunten terzijde",
            (
                long("why", "Aandachtspunt"),
                long("reason", "Waarom terzijde"),
                Column("by__name", "Terzijde gelegd door"),
                moment("at", "Terzijde gelegd op"),
            ),
            rows=lambda deal, user: deal.put_aside.select_related("by"),
            place=80,
        ),
    ),
)
