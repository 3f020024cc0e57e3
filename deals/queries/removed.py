"""What was removed from a deal and can still be put back."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Value

from deals.models import (
    KEPT_FOR,
    ActionPoint,
    AnchoringDocument,
    Body,
    BodyMember,
    Commitment,
    Contribution,
    Conversation,
    CourseChange,
    Decision,
    EntryCriterion,
    Milestone,
    Part,
    Participation,
    Publication,
    Relation,
    Review,
    SigningMoment,
    WantedPartner,
)
from partners.models import User

# The name of each in an address.
REMOVABLE = {
    "mijlpalen": Milestone,
    "deelnames": Participation,
    "afspraken": Commitment,
    "onderdelen": Part,
    "bijstellingen": CourseChange,
    "borging": AnchoringDocument,
    "verbanden": Relation,
    "gezocht": WantedPartner,
    "bijdragen": Contribution,
    "overleggen": Body,
    "leden": BodyMember,
    "besluiten": Decision,
    "actiepunten": ActionPoint,
    "halfjaargesprekken": Review,
    "gesprekken": Conversation,
    "ondertekening": SigningMoment,
    "publicaties": Publication,
    "criteria": EntryCriterion,
}
# Those that are for fewer people than the deal itself.
OF_PARTNERS = ("afspraken", "gesprekken")
_DEAL = {
    "afspraken": "participation__deal",
    "gesprekken": "participation__deal",
    "leden": "body__deal",
    "criteria": "moment__deal",
}
_NAMED_BY = {
    "deelnames": "organisation",
    "afspraken": "participation__organisation",
    "leden": "organisation",
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
    path = _DEAL.get(what, "deal")
    kept = REMOVABLE[what].with_removed.filter(**{path: deal}, deleted_at__gte=now - KEPT_FOR)
    if what in OF_PARTNERS:  # of a partner that was removed itself: first the partner
        kept = kept.filter(participation__deleted_at__isnull=True)
    return kept.select_related("deleted_by", path, *filter(None, [_NAMED_BY.get(what)]))


def removed_from(deal, *, now, rights):
    """The last one first; one query, and one for each kind of which something was removed.

    Agreements and conversations only for those who may remove them.
    """
    names = [name for name in REMOVABLE if name not in OF_PARTNERS or rights.agree_commitments]
    found = [
        Removed(name, one.pk, str(one._meta.verbose_name), str(one), one.deleted_at, one.deleted_by)
        for name in _names_with_any(deal, names, now)
        for one in removable_of(deal, name, now=now)
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)


def _names_with_any(deal, names, now):
    rows = (
        removable_of(deal, name, now=now)
        .order_by()
        .annotate(kind_of=Value(name))
        .values_list("kind_of", flat=True)
        for name in names
    )
    return next(rows).union(*rows)
