"""Joining a deal, changing how a partner takes part, and leaving."""

from django.db import IntegrityError, transaction
from django.db.models import F

from deals.actions.removing import take_away
from deals.events import OfPartner, ParticipationEnd, PartnerChanges, PartnershipEvent
from deals.models import Participation, Stage
from deals.models.participation import ENDED
from deals.queries.joining import why_it_stays
from foundation.actions.audit_log import record_event
from foundation.concurrent_edit import ChangedMeanwhile, save_over
from partners.events import PartnerEvent
from partners.models import Organisation


class AlreadyTakesPart(Exception):
    """The organisation is already in this deal, for instance after a double click."""


@transaction.atomic
def add_participation(*, participation, by, new_name="", new_type=""):
    """With a name and a type the organisation is added to the register first. Raises AlreadyTakesPart."""
    try:
        with transaction.atomic():
            if new_type:
                participation.organisation = add_organisation(name=new_name, type_=new_type, by=by)
            participation.save()
    except IntegrityError as error:
        raise AlreadyTakesPart from error
    _log(participation, by, PartnershipEvent.ADDED, OfPartner(participation.organisation.name))
    return participation


@transaction.atomic
def add_organisation(*, name, type_, by):
    organisation = Organisation.objects.create(name=name, type=type_)
    record_event(PartnerEvent.ORGANISATION_ADDED, by=by, subject=organisation.audit_subject)
    return organisation


def set_stage(participation, stage, *, reason=None, left_on=None):
    """Sets a stage and the fields that go with it, unsaved: a partner that takes part has no leaving day
    or reason."""
    is_ended = stage in ENDED
    participation.stage = stage
    participation.left_on = left_on if is_ended else None
    participation.left_reason = reason if is_ended else None
    if stage == Stage.SIGNED and reason:
        participation.joined_reason = reason


@transaction.atomic
def save_participation(*, participation, version, changes, by, parts=None):
    """`parts` is None where they stay as they are. Raises ChangedMeanwhile."""
    if participation.stage not in ENDED:
        set_stage(participation, participation.stage)
    save_over(participation, version=version)
    if parts is not None:
        participation.parts.set(parts)
    data = PartnerChanges(participation.organisation.name, tuple(changes))
    _log(participation, by, PartnershipEvent.CHANGED, data)
    return participation


@transaction.atomic
def end_participation(*, participation, version, stage, left_on, by, left_reason=None, note=""):
    """Leaving is neutral; what the partner agreed and brought stays on record. Raises ChangedMeanwhile."""
    before = str(participation.stage)
    set_stage(participation, stage, reason=left_reason, left_on=left_on)
    if note:
        participation.reason_note = "\n".join(filter(None, [participation.reason_note, note]))
    save_over(participation, version=version)
    told = (participation.organisation.name, before, str(stage), left_on, str(left_reason or ""))
    _log(participation, by, PartnershipEvent.ENDED, ParticipationEnd(*told))
    return participation


@transaction.atomic
def remove_participation(*, participation, day, by):
    """Removes a partner that was added by mistake. Idempotent.

    Raises ChangedMeanwhile when something depends on it by now. A wanted partner that was found in it is
    wanted again.
    """
    held = hold_participation(participation)
    if held is None:
        return
    if why_it_stays(held, day=day):
        raise ChangedMeanwhile
    if take_away(held, by=by):
        held.wanted_as.update(found_as=None, version=F("version") + 1)
        _log(held, by, PartnershipEvent.REMOVED, OfPartner(held.organisation.name))


def hold_participation(participation):
    """As stored now, locked until the end of the transaction; None when it was removed."""
    return Participation.objects.select_for_update().filter(pk=participation.pk).first()


def _log(participation, by, event, data):
    record_event(event, by=by, subject=participation.deal.audit_subject, data=data)
