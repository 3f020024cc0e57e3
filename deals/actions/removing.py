"""Soft delete: removing, and restoring what was removed by mistake."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from deals.events import PieceEvent
from deals.models import KEPT_FOR
from deals.record_kinds import kind_of, removable_kinds
from foundation.actions.audit_log import record_event


class PlaceTaken(Exception):
    """Something with the same name, or the same agreement, exists by now."""


def take_away(record, *, by):
    """Marks the record as removed; it is deleted when KEPT_FOR has passed. False when it was removed
    already."""
    record.deleted_at, record.deleted_by = timezone.now(), by
    found = type(record).objects.filter(pk=record.pk)
    return bool(found.update(deleted_at=record.deleted_at, deleted_by=by))


@transaction.atomic
def put_back(*, record, by):
    """Restores it. Idempotent. Raises PlaceTaken."""
    removed = type(record).with_removed.filter(pk=record.pk, deleted_at__isnull=False)
    try:
        with transaction.atomic():
            if kind_of(record).removal.has_a_second(record):
                raise PlaceTaken
            if not removed.update(deleted_at=None, deleted_by=None):
                return record
    except IntegrityError as error:
        raise PlaceTaken from error
    record.deleted_at = record.deleted_by = None
    subject, data = record.deal.audit_subject, record.in_log()
    record_event(PieceEvent.PUT_BACK, by=by, subject=subject, data=data)
    return record


@transaction.atomic
def discard_removed(*, now):
    """Deletes what was removed longer than KEPT_FOR ago; returns how many."""
    past = {"deleted_at__lt": now - KEPT_FOR}
    found = [kind.model.with_removed.filter(**past) for kind in removable_kinds().values()]
    return sum(rows.delete()[0] for rows in found)
