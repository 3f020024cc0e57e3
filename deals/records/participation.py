"""A partner in a deal."""

from deals.models import Participation
from deals.record_kinds import RecordKind, Removal

KIND = RecordKind(
    name="deelnames",
    model=Participation,
    tab="partners",
    removal=Removal(named_by=("organisation",)),
)
