"""How far a partner is with the criteria of the moment at which it signs."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from deals.models import CriterionMet, EntryCriterion


@dataclass(frozen=True, slots=True)
class Entry:
    """The criteria of the moment at which a partner signs; `missing`: those not ticked yet."""

    total: int
    missing: list

    @property
    def met(self):
        return self.total - len(self.missing)


def entry_of(participation):
    """None without a moment or criteria; no query if both are loaded, else two."""
    moment = participation.signing_moment
    if moment is None or moment.deleted_at:
        return None
    criteria = list(moment.criteria.all())
    met = {one.criterion_id for one in participation.met_criteria.all()}
    missing = [one for one in criteria if one.pk not in met]
    return Entry(total=len(criteria), missing=missing) if criteria else None


def with_missing_criteria(participations):
    """Partners that do not meet every criterion of their moment yet; no query."""
    met = CriterionMet.objects.filter(participation=OuterRef(OuterRef("pk")), criterion=OuterRef("pk"))
    missing = EntryCriterion.objects.filter(
        ~Exists(met), moment=OuterRef("signing_moment"), moment__deleted_at=None
    )
    return participations.filter(Exists(missing))
