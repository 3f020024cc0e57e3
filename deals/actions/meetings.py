"""Bodies, and action points that are done."""

from django.db import transaction
from django.utils.translation import gettext as _

from deals.actions.planning import save_part
from deals.models import ActionPoint, Body, Decision
from foundation.concurrent_edit import ChangedMeanwhile
from foundation.events import FieldChange


@transaction.atomic
def save_body(*, part, version, changes, by, day):
    """The earlier purpose and frequency stay readable until `day` or the new date. Raises
    ChangedMeanwhile."""
    before = Body.objects.filter(pk=part.pk).first()
    agreed_anew = before is not None and (before.mandate, before.frequency) != (part.mandate, part.frequency)
    if agreed_anew and part.since_on == before.since_on:
        part.since_on = day
    save_part(part=part, version=version, changes=changes, by=by)
    if agreed_anew and (before.mandate or before.frequency):
        part.versions.create(
            mandate=before.mandate,
            frequency=before.frequency,
            from_on=before.since_on,
            until_on=part.since_on or day,
        )
    return part


@transaction.atomic
def finish_action_point(*, action_point, done_on, by):
    """Idempotent, also for two clicks at the same moment."""
    action_point = ActionPoint.objects.select_for_update().filter(pk=action_point.pk).first()
    if action_point is None:
        raise ChangedMeanwhile
    if action_point.state == ActionPoint.State.OPEN:
        action_point.state, action_point.closed_on = ActionPoint.State.DONE, done_on
        states = [str(state.label) for state in (ActionPoint.State.OPEN, ActionPoint.State.DONE)]
        changes = (FieldChange("state", _("stand"), *states),)
        save_part(part=action_point, version=action_point.version, changes=changes, by=by)
    return action_point


@transaction.atomic
def save_meeting(*, deal, body, held_on, decisions, points, by):
    """All decisions and action points of one meeting, or none; each with its audit event."""
    made = [Decision(deal=deal, body=body, decided_on=held_on, text=text) for text in decisions]
    made += [ActionPoint(deal=deal, body=body, **point) for point in points]
    for part in made:
        changes = (FieldChange("text", _("tekst"), "", part.text),)
        save_part(part=part, version=part.version, changes=changes, by=by)
    return made
