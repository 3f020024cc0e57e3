"""The lists of deals: all that may be seen, and those of one user."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from deals.models import Deal, Milestone, Participation
from deals.queries.agreements import to_confirm_by_deal
from deals.queries.attention import attention_by_deal
from deals.queries.newcomers import newcomers_of
from deals.queries.own import waiting_for_partner
from deals.queries.planning import late_action_points
from deals.queries.progress import (
    facts_by_deal,
    late_milestones,
    missing_of,
    moved_milestones,
    next_milestones,
)
from deals.told_years import asked_year

UNKNOWN_PHASE = "onbekend"  # in a URL: deals of unknown phase


def _partner_count():
    partners = Participation.objects.partners().filter(deal=OuterRef("pk")).order_by()
    return Coalesce(Subquery(partners.values("deal").annotate(number=Count("pk")).values("number")), 0)


def deals_to_list(user):
    """Alphabetical, each with `partner_count`; one query."""
    listed = Deal.objects.visible_to(user).with_first_signing().annotate(partner_count=_partner_count())
    return listed.alphabetical()


def deals_of(user):
    """The deals of this user's team or organisation that this user may see; one query."""
    own = Participation.objects.current().of_contact(user)
    mine = Deal.objects.of_team(user).values("pk")
    return deals_to_list(user).filter(Q(pk__in=mine) | Q(pk__in=own.values("deal")))


@dataclass(frozen=True, slots=True)
class Card:
    """A deal on "Mijn deals"; only its team sees what is missing."""

    deal: Deal
    next_milestone: Milestone | None
    missing: tuple
    late: int
    moved: int
    late_actions: int
    to_confirm: int
    newcomers: int
    attention: int
    is_team: bool
    own_to_confirm: int  # of the organisations this user is a contact of
    own_proposals: int


def cards_of(deals, *, user, day):
    """Eighteen queries however many deals."""
    facts, upcoming = facts_by_deal(deals), next_milestones(deals, day)
    late = Counter(milestone.deal_id for milestone in late_milestones(deals, day))
    moved = Counter(milestone.deal_id for milestone in moved_milestones(deals))
    late_actions = Counter(point.deal_id for point in late_action_points(deals, day))
    to_confirm = to_confirm_by_deal(deals, asked_year(day))
    newcomers = Counter(contact.in_deal for contact in newcomers_of(deals, day))
    attention = attention_by_deal(deals, day)
    own_to_confirm, own_proposals = waiting_for_partner(deals, user, asked_year(day))
    team = set(Deal.objects.of_team(user).values_list("pk", flat=True))
    return [
        Card(
            deal=deal,
            next_milestone=upcoming.get(deal.pk),
            missing=missing_of(deal, facts[deal.pk]) if deal.pk in team else (),
            late=late[deal.pk] if deal.pk in team else 0,
            moved=moved[deal.pk] if deal.pk in team else 0,
            late_actions=late_actions[deal.pk] if deal.pk in team else 0,
            to_confirm=to_confirm[deal.pk] if deal.pk in team else 0,
            newcomers=newcomers[deal.pk] if deal.pk in team else 0,
            attention=len(attention[deal.pk].open) if deal.pk in team else 0,
            is_team=deal.pk in team,
            own_to_confirm=own_to_confirm[deal.pk],
            own_proposals=own_proposals[deal.pk],
        )
        for deal in deals
    ]
