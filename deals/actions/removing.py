"""Removing, and putting back what was removed by mistake."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from deals.models import KEPT_FOR
from deals.queries.removed import REMOVABLE
from partners.actions import write_log


class PlaceTaken(Exception):
    """Something with the same name was made meanwhile."""


def take_away(record, *, by):
    """It is only marked, and goes for good when it has been kept long enough."""
    record.deleted_at, record.deleted_by = timezone.now(), by
    record.save(update_fields=["deleted_at", "deleted_by"])


@transaction.atomic
def put_back(*, record, by):
    """Twice is once. Raises PlaceTaken."""
    if not type(record).with_removed.filter(pk=record.pk, deleted_at__isnull=False).exists():
        return record
    record.deleted_at = record.deleted_by = None
    try:
        with transaction.atomic():
            record.save(update_fields=["deleted_at", "deleted_by"])
    except IntegrityError as error:
        raise PlaceTaken from error
    deal, what = record.deal, str(record._meta.verbose_name)
    write_log(
        by=by,
        verb=f"zette terug: {what}",
        subject=deal.log_subject,
        label=deal.name,
        details={what: str(record)},
    )
    return record


@transaction.atomic
def discard_removed(*, now):
    """What was removed longer ago than it is kept goes for good; returns how many."""
    past = {"deleted_at__lt": now - KEPT_FOR}
    found = [model.with_removed.filter(**past) for model in REMOVABLE.values()]
    return sum(rows.delete()[0] for rows in found)
