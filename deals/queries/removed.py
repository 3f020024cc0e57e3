"""What was removed from a deal and can still be put back."""

from dataclasses import dataclass
from datetime import datetime

from deals.models import KEPT_FOR, Commitment, CourseChange, Milestone, Part
from partners.models import User

# The name of each in an address.
REMOVABLE = {
    "mijlpalen": Milestone,
    "afspraken": Commitment,
    "onderdelen": Part,
    "bijstellingen": CourseChange,
}


@dataclass(frozen=True, slots=True)
class Removed:
    what: str
    pk: int
    kind: str
    text: str
    at: datetime
    by: User | None


def removable_of(deal, what, *, now):
    """The removed ones of this kind that are still kept; no query."""
    path = "participation__deal" if what == "afspraken" else "deal"
    kept = REMOVABLE[what].with_removed.filter(**{path: deal}, deleted_at__gte=now - KEPT_FOR)
    also = ["participation__deal", "participation__organisation"] if what == "afspraken" else ["deal"]
    return kept.select_related("deleted_by", *also)


def removed_from(deal, *, now, rights):
    """The last one first; four queries. Agreements only for those who agree on them."""
    names = [name for name in REMOVABLE if name != "afspraken" or rights.agree_commitments]
    found = [
        Removed(name, one.pk, str(one._meta.verbose_name), str(one), one.deleted_at, one.deleted_by)
        for name in names
        for one in removable_of(deal, name, now=now)
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)
