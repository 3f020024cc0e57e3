"""A partner in a deal."""

from collections import Counter

from deals.models import Attachment, Participation, Stage, StageReason
from deals.record_kinds import RecordKind, Removal, TwoWayList
from deals.sheet.tables import PARTNERS
from foundation.ordering import dutch
from partners.models import OrganisationType


def _reasons():
    """Also those that can no longer be chosen: an old list comes in again as it went out."""
    reasons = list(StageReason.objects.all())
    joined = [one for one in reasons if one.kind == StageReason.Kind.JOINED]
    left = [one for one in reasons if one.kind != StageReason.Kind.JOINED]
    often = Counter(one.text.casefold() for one in left)
    return {
        "joined_reason_id": {one.pk: one.text for one in joined},
        "left_reason_id": {
            one.pk: one.text if often[one.text.casefold()] == 1 else f"{one.text} ({one.get_kind_display()})"
            for one in left
        },
    }


def _listed(deal):
    partners = deal.participations.select_related("organisation").prefetch_related("parts")
    return partners.order_by(dutch("organisation__name"), "pk")


KIND = RecordKind(
    name="deelnames",
    model=Participation,
    tab="partners",
    two_way=TwoWayList(
        table=PARTNERS,
        records=_listed,
        choices={
            "organisation_type": OrganisationType,
            "stage": Stage,
            "intensity": Participation.Intensity,
            "attached_official": Attachment,
            "attached_director": Attachment,
            "attached_executive": Attachment,
        },
        choices_in=lambda deal: _reasons() | {"parts": {part.pk: str(part) for part in deal.parts.all()}},
    ),
    removal=Removal(named_by=("organisation",)),
)
