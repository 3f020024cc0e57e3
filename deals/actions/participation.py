"""Who joins a deal, how they take part, and when they go."""

from django.db import IntegrityError, transaction

from partners.actions import in_words, save_over, write_log
from partners.models import Organisation


class AlreadyTakesPart(Exception):
    """The organisation is in this deal already, for instance after a double click."""


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
    _log(participation, by, "voegde een partner toe")
    return participation


@transaction.atomic
def add_organisation(*, name, type_, by):
    organisation = Organisation.objects.create(name=name, type=type_)
    subject = f"organisation:{organisation.pk}"
    write_log(by=by, verb="voegde een organisatie toe", subject=subject, label=name)
    return organisation


@transaction.atomic
def save_participation(*, participation, version, changes, by, parts=None):
    """`parts` is None where they stay as they are. Raises ChangedMeanwhile."""
    save_over(participation, version=version)
    if parts is not None:
        participation.parts.set(parts)
    _log(participation, by, "wijzigde een deelname", changes)
    return participation


@transaction.atomic
def end_participation(*, participation, stage, left_on, by, left_reason=None, note=""):
    """Leaving is neutral; what the partner agreed and brought stays on record."""
    before = participation.get_stage_display()
    participation.stage = stage
    participation.left_on = left_on
    participation.left_reason = left_reason
    if note:
        participation.reason_note = "\n".join(filter(None, [participation.reason_note, note]))
    save_over(participation, version=participation.version)
    changes = {"stadium": [before, participation.get_stage_display()], "per": ["", in_words(left_on)]}
    if left_reason:
        changes["reden"] = ["", str(left_reason)]
    _log(participation, by, "beëindigde een deelname", changes)
    return participation


def _log(participation, by, verb, changes=None):
    details = {"partner": participation.organisation.name} | (changes or {})
    deal = participation.deal
    write_log(by=by, verb=verb, subject=deal.log_subject, label=deal.name, details=details)
