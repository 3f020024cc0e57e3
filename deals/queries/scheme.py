"""Which partners get an agreement from the contributions per type."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from deals.models import Commitment, Contribution, Participation, Stage


@dataclass(frozen=True, slots=True)
class Due:
    participation: Participation
    contribution: Contribution


def due_by_scheme(deal):
    """[Due] of the signed partners of those types that agreed on no money yet, by name; two queries."""
    by_type = {one.type: one for one in deal.contributions.all()}
    has_money = Commitment.objects.filter(participation=OuterRef("pk"), kind=Commitment.Kind.MONEY)
    signed = deal.participations.filter(
        ~Exists(has_money), stage=Stage.SIGNED, organisation__type__in=by_type
    )
    listed = signed.select_related("organisation").order_by("organisation__name")
    return [Due(one, by_type[one.organisation.type]) for one in listed]
