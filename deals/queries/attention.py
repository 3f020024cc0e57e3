"""Points of attention of deals, and those that were dismissed."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from deals.attention import HALF_A_YEAR, Partner, Point, State, points_of
from deals.models import AnchoringDocument, DealRole, Election, Participation, PutAside, Stage
from deals.models.reach import of_deal
from partners.models import Contact


@dataclass(frozen=True, slots=True)
class Attention:
    """`open`: points to look at; `aside`: [PutAside] of points that still exist, for exactly these facts."""

    open: tuple[Point, ...]
    aside: tuple[PutAside, ...]


def attention_by_deal(deals, day):
    """{deal id: Attention}, for deals loaded `with_first_signing`; five queries however many deals."""
    keys = [deal.pk for deal in deals]
    anchored = set(AnchoringDocument.objects.filter(deal__in=keys).values_list("deal_id", flat=True))
    partners, roles, aside = _partners(keys, day), _roles(keys, day), _aside(keys)
    coming = Election.objects.filter(on__gte=day, on__lte=day + HALF_A_YEAR)
    elections = tuple(coming.values_list("pk", "name", "on"))
    found = {}
    for deal in deals:
        state = State(
            phase=deal.phase,
            starts_on=deal.term_begins_on,
            ends_on=deal.ends_on,
            has_anchoring=deal.pk in anchored,
            partners=tuple(partners[deal.pk]),
            roles=tuple((role, tuple(people)) for role, people in sorted(roles[deal.pk].items())),
            elections=elections,
        )
        found[deal.pk] = _divided(points_of(state, day), aside[deal.pk])
    return found


def attention_of(deal, day):
    """Five queries."""
    return attention_by_deal([deal], day)[deal.pk]


def _divided(points, aside):
    return Attention(
        open=tuple(one for one in points if one.fingerprint not in aside),
        aside=tuple(aside[one.fingerprint] for one in points if one.fingerprint in aside),
    )


def _partners(keys, day):
    """Partners that take part or left; an organisation only mentioned in a source is not a partner."""
    has_contact = Exists(
        Contact.objects.active_on(day).filter(
            of_deal(OuterRef("deal")), organisation=OuterRef("organisation")
        )
    )
    of_deals = Participation.objects.filter(deal__in=keys)
    rows = of_deals.partners() | of_deals.filter(stage=Stage.LEFT)
    columns = ("deal_id", "organisation_id", "organisation__name", "organisation__type", "stage", "has")
    found = defaultdict(list)
    for deal_id, key, name, type_, stage, has in rows.annotate(has=has_contact).values_list(*columns):
        found[deal_id].append(Partner(key, name, type_, has, stage == Stage.LEFT))
    return found


def _roles(keys, day):
    held = DealRole.objects.held_on(day).filter(deal__in=keys).order_by("user")
    found = defaultdict(lambda: defaultdict(list))
    for deal_id, role, user_id in held.values_list("deal_id", "role", "user_id"):
        found[deal_id][role].append(user_id)
    return found


def _aside(keys):
    found = defaultdict(dict)
    for one in PutAside.objects.filter(deal__in=keys).select_related("by"):
        found[one.deal_id][one.fingerprint] = one
    return found
