"""How often each reason to join, to decline and to leave was given: only counts, never by whom."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count

from deals.models import Participation, StageReason
from partners.models import OrganisationType


@dataclass(frozen=True, slots=True)
class ReasonCount:
    """`by_type`: [(type of organisation, number)] in the order of the types."""

    reason: StageReason
    total: int
    by_type: list


def reasons_by_kind():
    """[(kind, [ReasonCount])], reasons in alphabetical order, not by number; three queries."""
    counts = defaultdict(dict)
    for field in ("joined_reason", "left_reason"):
        rows = Participation.objects.exclude(**{field: None}).order_by()
        for reason, type_, number in rows.values_list(field, "organisation__type").annotate(Count("pk")):
            counts[reason][type_] = number
    of_kind = defaultdict(list)
    for reason in StageReason.objects.all():
        of_kind[reason.kind].append(_reason_count(reason, counts[reason.pk]))
    return [(kind, of_kind[kind]) for kind in StageReason.Kind]


def _reason_count(reason, numbers):
    by_type = [(type_.label, numbers[type_]) for type_ in OrganisationType if type_ in numbers]
    return ReasonCount(reason=reason, total=sum(numbers.values()), by_type=by_type)
