"""Commitments with their yearly confirmations, and milestones. Changes no participations and no facts of deals."""

from decimal import Decimal

from django.db import transaction

from deals.models import Commitment, CommitmentConfirmation, Deal, Milestone, MilestoneMove, Participation
from partners.models import OrganisationType
from programme.demo.plan import chance, plan

Kind = Commitment.Kind
State = CommitmentConfirmation.State
HOW_IT_WENT = ([State.AS_AGREED, State.MORE, State.LESS, State.TALKED], [14, 2, 2, 2])
CONFIRMED_YEARS = (2024, 2025)


@transaction.atomic
def make_commitments():
    """What every partner in some deals promised, and how past years went; made once."""
    if Commitment.objects.filter(is_demo=True).exists():
        return
    of_deals = Participation.objects.current().filter(deal__slug__in=plan()["agreements"]["deals"])
    rows = of_deals.select_related("deal", "organisation").order_by("deal__slug", "organisation__name")
    commitments = [commitment for row in rows for commitment in _commitments_of(row)]
    Commitment.objects.bulk_create(commitments)
    CommitmentConfirmation.objects.bulk_create(
        confirmation for commitment in commitments for confirmation in _confirmations_of(commitment)
    )


def _commitments_of(participation):
    terms = plan()["agreements"]
    rng = _chance_of("commitments", participation)
    amount = _amount(participation.organisation)
    if amount:
        yield _commitment(participation, Kind.MONEY, amount_eur_per_year=amount)
    if not amount or rng.random() < 0.5:
        yield _commitment(
            participation, Kind.EFFORT, description=rng.choice(terms["efforts"]), is_agreed=rng.random() < 0.8
        )
    if not amount and rng.random() < 0.4:
        yield _commitment(participation, Kind.IN_KIND, description=terms["in_kind"])


def _amount(organisation):
    """Euros per year by type of organisation; None for a type that promises effort instead of money."""
    terms = plan()["agreements"]
    if organisation.type == OrganisationType.MUNICIPALITY and organisation.name in terms["g4"]:
        return Decimal(terms["g4_eur_per_year"])
    amount = terms["eur_per_year"].get(organisation.type)
    return amount and Decimal(amount)


def _commitment(participation, kind, *, is_agreed=True, **fields):
    terms = plan()["agreements"]
    first, last = terms["years"]
    return Commitment(
        participation=participation,
        kind=kind,
        year_from=first,
        year_until=last,
        is_agreed=is_agreed,
        agreed_on=terms["agreed_on"] if is_agreed else None,
        is_demo=True,
        **fields,
    )


def _confirmations_of(commitment):
    participation = commitment.participation
    rng = _chance_of("confirmations", participation, commitment.kind)
    for year in CONFIRMED_YEARS:
        state = rng.choices(*HOW_IT_WENT)[0]
        if commitment.is_agreed and rng.random() < 0.85:
            yield CommitmentConfirmation(
                commitment=commitment,
                year=year,
                state=state,
                note=plan()["agreements"]["notes"].get(state.value, ""),
                confirmed_by=participation.organisation.name,
            )


def _chance_of(subject, participation, *more):
    return chance(subject, participation.deal.slug, participation.organisation.name, *more)


@transaction.atomic
def make_milestones():
    """Some past, one late and some future milestones for the same deals; made once."""
    if Milestone.objects.filter(is_demo=True).exists():
        return
    deals = Deal.objects.filter(slug__in=plan()["agreements"]["deals"]).order_by("slug")
    made = Milestone.objects.bulk_create(milestone for deal in deals for milestone in _milestones_of(deal))
    MilestoneMove.objects.bulk_create(
        MilestoneMove(
            milestone=milestone,
            which=MilestoneMove.Which.EXPECTED,
            old_on=milestone.planned_on,
            new_on=milestone.expected_on,
            reason=plan()["move_reason"],
        )
        for milestone in made
        if milestone.expected_on
    )


def _milestones_of(deal):
    rng = chance("milestones", deal.slug)
    for entry in plan()["milestones"]:
        begun = deal.starts_on is None or entry["planned_on"] >= deal.starts_on
        within = begun and (deal.ends_on is None or entry["planned_on"] <= deal.ends_on)
        if within and rng.random() < 0.8:
            yield Milestone(deal=deal, is_demo=True, **entry)
