"""One change to several partners of a deal: all of them, or none."""

from django.db import transaction

from deals.actions.participation import set_stage
from deals.models import Stage
from partners.actions import ChangedMeanwhile, in_words, save_over, write_log


@transaction.atomic
def change_together(*, deal, versions, by, stage="", reason=None, left_on=None, part=None, moment=None):
    """`versions`: {participation id: the version that was shown}. One line in the log.

    Raises ChangedMeanwhile, and then nothing is changed, when one of them is no longer what was shown.
    """
    found = deal.participations.select_related("organisation", "left_reason").order_by("organisation__name")
    chosen = list(found.filter(pk__in=versions))
    if len(chosen) != len(versions):
        raise ChangedMeanwhile
    before = {}
    for participation in chosen:
        if stage:
            before |= _before(participation)
            set_stage(participation, stage, reason=reason, left_on=left_on)
        participation.signing_moment = moment or participation.signing_moment
        save_over(participation, version=versions[participation.pk])
    if part is not None:
        part.participations.add(*chosen)
    details = {"partners": ", ".join(one.organisation.name for one in chosen)}
    details |= {"stadium": ["", str(Stage(stage).label)]} if stage else {}
    details |= {"reden": ["", str(reason)]} if reason else {}
    details |= {"onderdeel": ["", str(part)]} if part else {}
    details |= {"ondertekenmoment": ["", str(moment)]} if moment else {}
    details |= {f"{name}: stadium eerst": [was, ""] for name, was in before.items()}
    verb = "wijzigde deelnames tegelijk"
    write_log(by=by, verb=verb, subject=deal.log_subject, label=deal.name, details=details)
    return chosen


def _before(participation):
    """{partner: its stage, with the day and the reason to be away}, for the log."""
    parts = (participation.get_stage_display(), participation.left_on, participation.left_reason)
    return {participation.organisation.name: ", ".join(in_words(part) for part in parts if part)}
