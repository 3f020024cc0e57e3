"""One change to several partners of a deal: all of them, or none."""

from django.db import transaction
from django.utils.translation import gettext as _

from deals.actions.commitment import keep_first_versions, keep_versions
from deals.actions.participation import set_stage
from deals.events import BulkChange, PartnershipEvent, StageBefore
from deals.models import Commitment, Stage
from foundation.actions.audit_log import record_event
from foundation.concurrent_edit import ChangedMeanwhile, save_over
from foundation.events import FieldChange
from foundation.ordering import dutch


@transaction.atomic
def change_together(
    *,
    deal,
    versions,
    by,
    stage="",
    reason=None,
    left_on=None,
    part=None,
    moment=None,
    values=None,
    values_in_words=(),
    agreed=False,
):
    """`versions`: {participation id: version shown}; `values`: {field: value}. One audit event.

    Raises ChangedMeanwhile, and changes nothing, when one of them has another version.
    """
    found = deal.participations.select_related("organisation").order_by(dutch("organisation__name"))
    chosen = list(found.filter(pk__in=versions))
    if len(chosen) != len(versions):
        raise ChangedMeanwhile
    new = ({"signing_moment": moment} if moment else {}) | (values or {})
    before = _move(chosen, stage, reason, left_on) if stage else []
    for participation in chosen:
        for name, value in new.items():
            setattr(participation, name, value)
        save_over(participation, version=versions[participation.pk])
    if part is not None:
        part.participations.add(*chosen)
    if agreed:
        _agree(chosen, by)
    told = [("stage", _("stadium"), stage and Stage(stage).label), ("reason", _("reden"), reason)]
    told += [("part", _("onderdeel"), part), ("signing_moment", _("ondertekenmoment"), moment)]
    told += [(field, *words) for field, words in zip(values or {}, values_in_words, strict=True)]
    _log(deal, by, chosen, told, before, agreed=agreed)
    return chosen


def _move(participations, stage, reason, left_on):
    """Each one's previous stage, with the day and the reason of leaving, for the log."""
    before = []
    for one in participations:
        was = (one.organisation.name, str(one.stage), one.left_on, str(one.left_reason or ""))
        before.append(StageBefore(*was))
        set_stage(one, stage, reason=reason, left_on=left_on)
    return before


def _agree(participations, by):
    """A new version of each agreement, so that the previous terms stay readable; six queries."""
    waiting = Commitment.objects.filter(participation__in=participations, is_agreed=False)
    keep_first_versions(waiting)
    changed = list(waiting.select_for_update())
    for one in changed:
        one.is_agreed, one.version = True, one.version + 1
    Commitment.objects.bulk_update(changed, ["is_agreed", "version"], batch_size=200)
    keep_versions(changed, by=by)


def _log(deal, by, chosen, told, before, *, agreed):
    changes = [FieldChange(field, label, "", str(value)) for field, label, value in told if value]
    partners = tuple(one.organisation.name for one in chosen)
    data = BulkChange(partners, tuple(changes), agreed, tuple(before))
    record_event(PartnershipEvent.CHANGED_TOGETHER, by=by, subject=deal.audit_subject, data=data)
