"""One change to several partners of a deal: all of them, or none."""

from django.db import transaction

from deals.models import Stage
from deals.models.participation import ENDED
from partners.actions import ChangedMeanwhile, save_over, write_log


@transaction.atomic
def change_together(*, deal, versions, by, stage="", reason=None, left_on=None, part=None, moment=None):
    """`versions`: {participation id: the version that was shown}. One line in the log.

    Raises ChangedMeanwhile, and then nothing is changed, when one of them is no longer what was shown.
    """
    found = deal.participations.select_related("organisation").order_by("organisation__name")
    chosen = list(found.filter(pk__in=versions))
    if len(chosen) != len(versions):
        raise ChangedMeanwhile
    for participation in chosen:
        if stage:
            _move(participation, stage, reason, left_on)
        participation.signing_moment = moment or participation.signing_moment
        save_over(participation, version=versions[participation.pk])
    if part is not None:
        part.participations.add(*chosen)
    details = {"partners": ", ".join(one.organisation.name for one in chosen)}
    details |= {"stadium": ["", str(Stage(stage).label)]} if stage else {}
    details |= {"reden": ["", str(reason)]} if reason else {}
    details |= {"onderdeel": ["", str(part)]} if part else {}
    details |= {"ondertekenmoment": ["", str(moment)]} if moment else {}
    verb = "wijzigde deelnames tegelijk"
    write_log(by=by, verb=verb, subject=deal.log_subject, label=deal.name, details=details)
    return chosen


def _move(participation, stage, reason, left_on):
    participation.stage = stage
    is_ended = stage in ENDED
    participation.left_on = left_on if is_ended else None
    participation.left_reason = reason if is_ended else None
    if stage == Stage.SIGNED and reason:
        participation.joined_reason = reason
