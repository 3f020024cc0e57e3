"""Two people who change the same record: the second is told, never silently overwrites."""

from django.db.models import F


class ChangedMeanwhile(Exception):
    """The record is no longer the version that was read."""


def save_over(record, *, version):
    """Saves a changed record over the version that was read; a new record is just saved."""
    if record.pk is None:
        record.save()
        return
    taken = type(record).objects.filter(pk=record.pk, version=version).update(version=F("version") + 1)
    if not taken:
        raise ChangedMeanwhile
    record.version = version + 1
    record.save()
