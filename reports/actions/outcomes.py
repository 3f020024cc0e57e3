"""Outcomes of a talk: findings, lessons and attention points; and turning an attention point into an action point."""

from django.db import transaction
from django.db.models import Max

from deals.actions import save_part
from deals.actions.removing import take_away
from foundation.concurrent_edit import ChangedMeanwhile, save_over
from reports.actions.talks import log_of
from reports.events import Outcome, TalkEvent
from reports.models import SurveyAttention


@transaction.atomic
def save_outcome(*, outcome, version, by):
    """Creates an outcome at the end of its list, or changes one. Raises ChangedMeanwhile."""
    event = TalkEvent.OUTCOME_CHANGED if outcome.pk else TalkEvent.OUTCOME_ADDED
    if not outcome.pk:
        last = type(outcome).objects.filter(survey=outcome.survey).aggregate(last=Max("position"))["last"]
        outcome.position = (last or 0) + 1
    save_over(outcome, version=version)
    _log(outcome, by, event)
    return outcome


@transaction.atomic
def remove(*, record, by):
    """Soft-deletes a finding, lesson, attention point or a whole talk; it can be restored for a while."""
    _log(record, by, TalkEvent.OUTCOME_REMOVED)
    take_away(record, by=by)


@transaction.atomic
def put_back(*, record, by):
    """Idempotent."""
    if type(record).with_removed.filter(pk=record.pk, deleted_at__isnull=False).exists():
        record.deleted_at = record.deleted_by = None
        record.save(update_fields=["deleted_at", "deleted_by"])
        _log(record, by, TalkEvent.OUTCOME_PUT_BACK)
    return record


@transaction.atomic
def make_action_point(*, attention, action_point, by):
    """Adds it to the action points of the deal. Raises ChangedMeanwhile when somebody else already did."""
    save_part(part=action_point, version=1, changes=(), by=by)
    waiting = SurveyAttention.objects.filter(pk=attention.pk, action_point=None)
    if not waiting.update(action_point=action_point):
        raise ChangedMeanwhile
    attention.action_point = action_point
    return action_point


def _log(record, by, event):
    log_of(record.survey, by, event, Outcome(record._meta.label_lower, str(record.survey.round)))
