"""Milestones, moments of signing, publications."""

from django.db import transaction

from deals.actions.removing import take_away
from deals.events import MilestoneReached, PieceEvent
from deals.models import Milestone, MilestoneMove
from foundation.actions.audit_log import record_event
from foundation.concurrent_edit import ChangedMeanwhile, save_over

DATES = ("planned_on", "planned_precision", "expected_on", "expected_precision")


@transaction.atomic
def save_milestone(*, milestone, version, changes, by, reason=""):
    """Creates or changes; a changed date is kept, with the reason. Raises ChangedMeanwhile."""
    event = PieceEvent.MILESTONE_CHANGED if milestone.pk else PieceEvent.MILESTONE_ADDED
    before = Milestone.objects.filter(pk=milestone.pk).values(*DATES).first()
    save_over(milestone, version=version)
    if before is not None:
        MilestoneMove.objects.bulk_create(moves_of(milestone, before, reason=reason, by=by))
    _log(milestone, by, event, changes)
    return milestone


def moves_of(milestone, before, *, reason, by):
    """The changed dates to keep, unsaved; `before`: the earlier values of changed fields."""
    return [
        MilestoneMove(milestone=milestone, reason=reason, moved_by=by, **move)
        for move in _moves(Milestone(**_dates(milestone) | before), milestone)
    ]


def _dates(milestone):
    return {name: getattr(milestone, name) for name in DATES}


def _moves(before, after):
    """Without an expected date the planned date counts."""
    if before.planned_on != after.planned_on:
        yield _move(MilestoneMove.Which.PLANNED, before.planned, after.planned)
    if before.expected_on != after.expected_on and before.due.on != after.due.on:
        yield _move(MilestoneMove.Which.EXPECTED, before.due, after.due)


def _move(which, old, new):
    was = {"old_on": old.on, "old_precision": old.precision}
    return was | {"which": which, "new_on": new.on, "new_precision": new.precision}


@transaction.atomic
def finish_milestone(*, milestone, done_on, by):
    """Idempotent, also for two clicks at the same moment."""
    milestone = Milestone.objects.select_for_update().filter(pk=milestone.pk).first()
    if milestone is None:
        raise ChangedMeanwhile
    if milestone.done_on is None:
        milestone.done_on = done_on
        save_over(milestone, version=milestone.version)
        data, subject = MilestoneReached(str(milestone), done_on), milestone.deal.audit_subject
        record_event(PieceEvent.MILESTONE_REACHED, by=by, subject=subject, data=data)
    return milestone


@transaction.atomic
def save_part(*, part, version, changes, by):
    """A signing moment, a publication, or one of deals.models.life. Raises ChangedMeanwhile."""
    event = PieceEvent.CHANGED if part.pk else PieceEvent.ADDED
    save_over(part, version=version)
    _log(part, by, event, changes)
    return part


@transaction.atomic
def remove_part(*, part, by):
    """Removes something that was entered by mistake. Idempotent."""
    if take_away(part, by=by):
        _log(part, by, PieceEvent.REMOVED)


def _log(part, by, event, changes=()):
    record_event(event, by=by, subject=part.deal.audit_subject, data=part.in_log(changes))
