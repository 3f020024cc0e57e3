"""Creating, changing and publishing a deal, and moving it to another phase."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.text import slugify

from deals import lifecycle, queries
from deals.actions.handover import name_dealmaker
from deals.events import DealEvent, PhaseStep
from deals.models import Deal, DealDate
from deals.models.deal import EARLIER_END
from foundation.actions.audit_log import record_event
from foundation.concurrent_edit import ChangedMeanwhile, save_over
from foundation.events import Changes, NoData

NOT_A_SLUG = {"gezocht", "mijn", "nieuw", "redenen", "zoeken"}  # addresses of pages


class StepBlocked(Exception):
    """Something is missing for the next phase; `missing` lists it."""

    def __init__(self, missing):
        super().__init__(", ".join(one.code for one in missing))
        self.missing = missing


@transaction.atomic
def create_deal(*, deal, phase, dealmaker, by, now):
    """A new deal has a dealmaker from the start, who gets a mail."""
    deal.slug = _free_slug(deal.name)
    deal.phase = phase
    deal.save()
    _log(deal, by, DealEvent.CREATED)
    name_dealmaker(deal=deal, user=dealmaker, by=by, now=now)
    return deal


def _free_slug(name):
    base = slugify(name)[:70] or "deal"
    taken = NOT_A_SLUG | set(Deal.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in [base, *numbered] if slug not in taken)


@transaction.atomic
def save_deal(*, deal, version, changes, by, end_moved_because="", event=DealEvent.CHANGED):
    """A changed end date is kept among the deal's dates, with the reason. Raises ChangedMeanwhile."""
    old_end = Deal.objects.values("ends_on", "ends_precision", "source", "source_url").get(pk=deal.pk)
    save_over(deal, version=version)
    if old_end["ends_on"] and old_end["ends_on"] != deal.ends_on:
        DealDate.objects.create(
            deal=deal,
            what=EARLIER_END,
            on=old_end["ends_on"],
            precision=old_end["ends_precision"],
            note=end_moved_because,
            source=old_end["source"],
            source_url=old_end["source_url"],
        )
    _log(deal, by, event, Changes(tuple(changes)))
    return deal


def extend_deal(*, deal, version, changes, reason, by):
    """A later end, with its reason. Raises ChangedMeanwhile."""
    told = {"end_moved_because": reason, "event": DealEvent.EXTENDED}
    return save_deal(deal=deal, version=version, changes=changes, by=by, **told)


@transaction.atomic
def publish_deal(*, deal, is_published, by):
    """Idempotent."""
    deal = _locked(deal)
    if deal.is_published == is_published:
        return deal
    deal.is_published = is_published
    _save(deal)
    _log(deal, by, DealEvent.PUBLISHED if is_published else DealEvent.UNPUBLISHED)
    return deal


@transaction.atomic
def move_deal(*, deal, to, by, reason=""):
    """To another phase. Raises lifecycle.StepNotAllowed, and StepBlocked when something is missing for it."""
    deal = _locked(deal)
    before = deal.phase
    lifecycle.check_step(before, to, stopped_in=deal.stopped_in_phase, reason=reason)
    missing = lifecycle.missing_for(to, queries.facts_of(deal)) if before else ()
    if missing:
        raise StepBlocked(missing)
    is_stopping = to == lifecycle.STOPPED
    deal.stopped_in_phase = before if is_stopping else ""
    if is_stopping:
        deal.stop_reason, deal.resume_reason = reason.strip(), ""
    elif before == lifecycle.STOPPED:
        deal.resume_reason = reason.strip()
    deal.phase = to
    _save(deal)
    _log(deal, by, DealEvent.PHASE_CHANGED, PhaseStep(str(before), str(to), reason.strip()))
    return deal


@transaction.atomic
def take_back_step(*, deal, step_id, reason, by, day):
    """Undoes the last step. Raises ChangedMeanwhile when there is a newer step, PermissionDenied, and
    lifecycle.StepNotAllowed without a reason."""
    deal = _locked(deal)
    step = queries.last_step(deal)
    if step is None or step.pk != step_id:
        raise ChangedMeanwhile
    if not queries.may_take_back(by, deal, step, day=day):
        raise PermissionDenied
    if not reason.strip():
        raise lifecycle.StepNotAllowed("Vul in waarom.")
    deal.phase = step.before
    if step.after == lifecycle.STOPPED:
        deal.stopped_in_phase, deal.stop_reason = "", ""
    elif step.before == lifecycle.STOPPED:
        deal.stopped_in_phase, deal.resume_reason = step.after, ""
    _save(deal)
    data = PhaseStep(step.after, step.before, reason.strip())
    _log(deal, by, DealEvent.PHASE_TAKEN_BACK, data)
    return deal


def _locked(deal):
    return Deal.objects.select_for_update().get(pk=deal.pk)


def _save(deal):
    deal.version += 1
    deal.save()


def _log(deal, by, event, data=NoData()):  # noqa: B008 - frozen
    record_event(event, by=by, subject=deal.audit_subject, data=data)
