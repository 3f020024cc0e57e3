"""Reads that cross models: lists of deals, what is missing, the table of partners."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from deals import lifecycle
from deals.models import (
    Commitment,
    CommitmentConfirmation,
    Deal,
    DealFact,
    Milestone,
    Participation,
    Phase,
    Stage,
)
from deals.permissions import rights_on
from partners.models import Contact, OrganisationType

BAR = [Phase(phase) for phase in lifecycle.ROW]


def _partner_count():
    partners = Participation.objects.partners().filter(deal=OuterRef("pk")).order_by()
    return Coalesce(Subquery(partners.values("deal").annotate(number=Count("pk")).values("number")), 0)


def deals_to_list(user):
    """Alphabetical, each with `partner_count`; one query."""
    return Deal.objects.visible_to(user).annotate(partner_count=_partner_count()).alphabetical()


def deals_of(user):
    """The deals of this user's team or organisation that this user may see; one query."""
    own = Participation.objects.current().filter(organisation__in=Contact.objects.organisations_of(user))
    mine = Deal.objects.of_team(user).values("pk")
    return deals_to_list(user).filter(Q(pk__in=mine) | Q(pk__in=own.values("deal")))


def facts_by_deal(deals):
    """{deal id: DealFacts} for what is missing; two queries, however many deals."""
    deals = {
        deal.pk: deal
        for deal in Deal.objects.filter(pk__in=[deal.pk for deal in deals]).annotate(
            moments=Count("signing_moments")
        )
    }
    signed = Participation.objects.filter(deal__in=deals, stage=Stage.SIGNED).values_list(
        "deal_id",
        "organisation__name",
        "organisation__type",
        Exists(Commitment.objects.filter(participation=OuterRef("pk"))),
    )
    partners = defaultdict(list)
    for deal_id, *partner in signed.order_by("organisation__name"):
        partners[deal_id].append(partner)
    return {pk: _facts(deal, partners[pk]) for pk, deal in deals.items()}


def _facts(deal, partners):
    """`partners`: name, type and whether there is a commitment, of those who signed."""
    types = [type_ for _name, type_, _has in partners]
    return lifecycle.DealFacts(
        kind=deal.kind,
        has_goal=bool(deal.goal.strip()),
        has_term=bool(deal.starts_on and deal.ends_on),
        signing_moments=deal.moments,
        ministries=types.count(OrganisationType.MINISTRY),
        municipalities=types.count(OrganisationType.MUNICIPALITY),
        partners_without_commitment=tuple(name for name, _type, has in partners if not has),
    )


def facts_of(deal):
    """Two queries."""
    return facts_by_deal([deal])[deal.pk]


def next_phase(deal):
    """The next phase of the row; None after the last, when stopped, and while the phase is unknown."""
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
    """What blocks this step; giving a deal of unknown phase its phase only records a fact. Two queries."""
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


def late_milestones(deals, day):
    """Not reached and past the date they are expected now; one query."""
    expected = Coalesce("expected_on", "planned_on")
    open_ones = Milestone.objects.filter(deal__in=[deal.pk for deal in deals], done_on__isnull=True)
    return open_ones.annotate(due_on=expected).filter(due_on__lt=day).order_by("due_on")


def next_milestones(deals, day):
    """{deal id: the first milestone to come}; one query."""
    expected = Coalesce("expected_on", "planned_on")
    open_ones = Milestone.objects.filter(deal__in=[deal.pk for deal in deals], done_on__isnull=True)
    first = {}
    for milestone in open_ones.annotate(due_on=expected).filter(due_on__gte=day).order_by("due_on", "pk"):
        first.setdefault(milestone.deal_id, milestone)
    return first


@dataclass(frozen=True, slots=True)
class Card:
    """A deal on "Mijn deals"; what is missing is for its team."""

    deal: Deal
    next_milestone: Milestone | None
    missing: tuple
    late: int
    is_team: bool


def cards_of(deals, *, user, day):
    """Five queries however many deals."""
    facts, upcoming = facts_by_deal(deals), next_milestones(deals, day)
    late = Counter(milestone.deal_id for milestone in late_milestones(deals, day))
    team = set(Deal.objects.of_team(user).values_list("pk", flat=True))
    return [
        Card(
            deal=deal,
            next_milestone=upcoming.get(deal.pk),
            missing=missing_of(deal, facts[deal.pk]) if deal.pk in team else (),
            late=late[deal.pk] if deal.pk in team else 0,
            is_team=deal.pk in team,
        )
        for deal in deals
    ]


def facts_by_subject(deal):
    """[(subject, its label, [facts])] in the order of the subjects; one query."""
    facts = defaultdict(list)
    for fact in deal.facts.all():
        facts[fact.subject].append(fact)
    return [(value, label, facts[value]) for value, label in DealFact.Subject.choices if facts[value]]


def relations_of(deal, user):
    """Relations to deals this user may see, and those that are only words; one query."""
    visible = Deal.objects.visible_to(user)
    return deal.relations.filter(Q(other=None) | Q(other__in=visible)).select_related("other")


def phase_bar(deal, day):
    """The steps of components/_phase_bar.html; "Uitvoering · jaar 3 van 4" when the term is known."""
    if deal.phase == Phase.STOPPED:
        at = Phase(deal.stopped_in_phase or Phase.IDEA)
        return [_step(phase, BAR.index(at), "stopped", _("niet doorgegaan")) for phase in BAR]
    at = BAR.index(deal.phase) if deal.phase else -1
    return [_step(phase, at, "now", _year_of_term(deal, day)) for phase in BAR]


def _step(phase, at, state, note):
    position = BAR.index(phase)
    shown = state if position == at else "done" if position < at else "todo"
    label = phase.label.capitalize()
    return {"label": label, "state": shown, "note": note if position == at else ""}


def _year_of_term(deal, day):
    if deal.phase != Phase.EXECUTION or not (deal.starts_on and deal.ends_on):
        return ""
    if not deal.starts_on <= day <= deal.ends_on:
        return ""
    years = max(1, round((deal.ends_on - deal.starts_on).days / 365.25))
    year = min(years, int((day - deal.starts_on).days / 365.25) + 1)
    return _("jaar %(year)s van %(years)s") % {"year": year, "years": years}


def deal_page(deal, user, *, active, day):
    """What templates/deals/deal_base.html needs, on the pages of every room; `active` is the tab. Five queries."""
    return {
        "deal": deal,
        "active": active,
        "nav": "deals",
        "today": day,
        "year": str(day.year),
        "rights": rights_on(deal, user),
        "phases": phase_bar(deal, day),
        "partner_count": deal.participations.partners().count(),
    }


@dataclass(frozen=True, slots=True)
class CommitmentLine:
    """A commitment as one user sees it; `confirmation` is what was said about the year, or None."""

    commitment: Commitment
    confirmation: CommitmentConfirmation | None
    runs: bool
    can_change: bool
    can_confirm: bool


@dataclass(frozen=True, slots=True)
class PartnerRow:
    participation: Participation
    lines: list
    reads_agreements: bool
    can_enter: bool


def partner_rows(participations, *, user, rights, year):
    """The table of partners as this user sees it; four queries however many partners."""
    confirmations = CommitmentConfirmation.objects.filter(year=year)
    commitments = Commitment.objects.visible_to(user).prefetch_related(
        Prefetch("confirmations", queryset=confirmations, to_attr="of_year")
    )
    listed = participations.select_related("organisation").prefetch_related(
        "organisation__networks", Prefetch("commitments", queryset=commitments, to_attr="shown")
    )
    return [_partner_row(participation, rights, year) for participation in listed]


def _partner_row(participation, rights, year):
    is_own = participation.organisation_id in rights.own_organisations
    lines = [
        CommitmentLine(
            commitment=commitment,
            confirmation=commitment.of_year[0] if commitment.of_year else None,
            runs=commitment.year_from <= year <= commitment.year_until,
            can_change=rights.agree_commitments or (is_own and not commitment.is_agreed),
            can_confirm=rights.agree_commitments or is_own,
        )
        for commitment in participation.shown
    ]
    return PartnerRow(
        participation=participation,
        lines=lines,
        reads_agreements=rights.read_internal or is_own,
        can_enter=rights.agree_commitments or is_own,
    )


def promised_eur(deal, user, year):
    """Decimal euros promised for this year in the commitments this user may read; one query."""
    running = Commitment.objects.visible_to(user).filter(
        participation__in=deal.participations.current(), year_from__lte=year, year_until__gte=year
    )
    return running.aggregate(total=Sum("amount_eur_per_year"))["total"] or Decimal(0)
