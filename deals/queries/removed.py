"""What was removed from a deal and can still be restored."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Value

from deals.models import KEPT_FOR
from deals.record_kinds import put_back_at_deal
from partners.models import User


@dataclass(frozen=True, slots=True)
class Removed:
    what: str
    pk: int
    kind: str
    text: str
    at: datetime
    by: User | None


def removable_of(deal, kind, user, *, now):
    """The removed records of this kind that are still kept and that this user could see; no query."""
    kept = kind.visible(kind.of(deal, with_removed=True), user).filter(deleted_at__gte=now - KEPT_FOR)
    return kept.select_related("deleted_by", kind.deal_path, *kind.removal.named_by)


def removed_from(deal, user, *, now, rights):
    """The last removed first; one query, and one for each kind with removed records.

    Agreements and conversations only for users who may remove them.
    """
    kinds = {
        name: kind
        for name, kind in put_back_at_deal().items()
        if rights.agree_commitments or not kind.removal.is_of_partner
    }
    found = [
        Removed(name, one.pk, str(one._meta.verbose_name), str(one), one.deleted_at, one.deleted_by)
        for name in _names_with_any(deal, kinds, user, now)
        for one in removable_of(deal, kinds[name], user, now=now)
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)


def _names_with_any(deal, kinds, user, now):
    rows = (
        removable_of(deal, kind, user, now=now)
        .order_by()
        .annotate(kind_of=Value(name))
        .values_list("kind_of", flat=True)
        for name, kind in kinds.items()
    )
    return next(rows).union(*rows)
