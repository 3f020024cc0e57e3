"""The progress of a deal: what is missing, the available steps, and the milestones that are upcoming or late."""

from collections import defaultdict

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from deals import attention, lifecycle
from deals.models import Commitment, Deal, Milestone, Participation, Phase, SigningMoment, Stage
from foundation.ordering import dutch
from partners.models import OrganisationType


def _signed_by(day):
    """Leaves out intentions, extensions, and signings that are only planned or without a date."""
    signing = (SigningMoment.Kind.SIGNING, SigningMoment.Kind.JOINING)
    kept = Q(signing_moments__deleted_at=None)
    return kept & Q(signing_moments__kind__in=signing, signing_moments__signed_on__lte=day)


def facts_by_deal(deals):
    """{deal id: DealFacts}, to find what is missing; two queries, however many deals."""
    deals = {
        deal.pk: deal
        for deal in Deal.objects.filter(pk__in=[deal.pk for deal in deals]).annotate(
            moments=Count("signing_moments", filter=_signed_by(timezone.localdate()))
        )
    }
    signed = Participation.objects.filter(deal__in=deals, stage=Stage.SIGNED).values_list(
        "deal_id",
        "organisation__name",
        "organisation__type",
        Exists(Commitment.objects.filter(participation=OuterRef("pk"))),
    )
    partners = defaultdict(list)
    for deal_id, *partner in signed.order_by(dutch("organisation__name")):
        partners[deal_id].append(partner)
    return {pk: _facts(deal, partners[pk]) for pk, deal in deals.items()}


def _facts(deal, partners):
    """`partners`: name, type and whether there is a commitment, of signed partners."""
    types = [type_ for _name, type_, _has in partners]
    return lifecycle.DealFacts(
        kind=deal.kind,
        has_goal=bool(deal.goal.strip()),
        has_term=bool(deal.ends_on and (deal.starts_on or deal.moments)),
        signing_moments=deal.moments,
        ministries=types.count(OrganisationType.MINISTRY),
        municipalities=types.count(OrganisationType.MUNICIPALITY),
        partners_without_commitment=tuple(name for name, _type, has in partners if not has),
    )


def facts_of(deal):
    """Two queries."""
    return facts_by_deal([deal])[deal.pk]


def next_phase(deal):
    """The next phase in the sequence; None after the last, when stopped, and while the phase is unknown."""
    if deal.phase in ("", lifecycle.STOPPED):
        return None
    steps = [step.to for step in lifecycle.steps_from(deal.phase) if step.to != lifecycle.STOPPED]
    return Phase(steps[0]) if steps else None


def missing_of(deal, facts):
    """What is missing for the next phase."""
    phase = next_phase(deal)
    return lifecycle.missing_for(phase, facts) if phase else ()


def steps_for_phase(deal):
    return lifecycle.steps_from(deal.phase, deal.stopped_in_phase)


def missing_for_step(deal, to):
    """What blocks this step; setting the phase of a deal of unknown phase only records a fact. Two queries."""
    return lifecycle.missing_for(to, facts_of(deal)) if deal.phase else ()


def steps_for(deal, rights):
    """The steps this user may take: [(phase, "on" | "stop" | "again" | "record")]."""
    steps = []
    for step in steps_for_phase(deal):
        kind = _kind_of_step(deal, step)
        if rights.stop if kind in ("stop", "again") else rights.edit:
            steps.append((Phase(step.to), kind))
    return steps


def _kind_of_step(deal, step):
    if step.to == lifecycle.STOPPED:
        return "stop"
    if deal.phase == lifecycle.STOPPED:
        return "again"
    return "on" if deal.phase else "record"


def open_milestones(deals):
    """Not reached, each with `due_on`, the current planned date; one query."""
    open_ones = Milestone.objects.filter(deal__in=[deal.pk for deal in deals], done_on__isnull=True)
    return open_ones.annotate(due_on=Coalesce("expected_on", "planned_on")).order_by("due_on", "pk")


def late_milestones(deals, day):
    """Past the current planned date; one query."""
    return open_milestones(deals).filter(due_on__lt=day)


def moved_milestones(deals):
    """Not reached and moved on at least two different days, each with `times`; two queries."""
    open_ones = Milestone.objects.filter(deal__in=[deal.pk for deal in deals], done_on__isnull=True)
    found = []
    for milestone in open_ones.prefetch_related("moves"):
        days = [timezone.localdate(move.moved_at) for move in milestone.moves.all()]
        milestone.times = attention.times_moved(days)
        if attention.is_moved_often(days):
            found.append(milestone)
    return found


def next_milestones(deals, day):
    """{deal id: the next milestone}; one query."""
    first = {}
    for milestone in open_milestones(deals).filter(due_on__gte=day):
        first.setdefault(milestone.deal_id, milestone)
    return first
