"""Which partners get an agreement from the contributions per type and network."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from deals.contributions import Rule, rule_for
from deals.models import Commitment, Contribution, Participation, Stage


@dataclass(frozen=True, slots=True)
class Due:
    participation: Participation
    contribution: Contribution


def due_by_scheme(deal):
    """[Due] of the signed partners that are asked for money and agreed on none yet, by name; three queries."""
    contributions = {one.pk: one for one in deal.contributions.select_related("network")}
    rules = [_rule(one) for one in contributions.values()]
    has_money = Commitment.objects.filter(participation=OuterRef("pk"), kind=Commitment.Kind.MONEY)
    signed = deal.participations.filter(~Exists(has_money), stage=Stage.SIGNED)
    listed = signed.select_related("organisation").prefetch_related("organisation__networks")
    pairs = [(one, _rule_of(one.organisation, rules)) for one in listed.order_by("organisation__name", "pk")]
    return [Due(one, contributions[rule.pk]) for one, rule in pairs if rule]


def _rule(contribution):
    network = contribution.network.code if contribution.network else ""
    return Rule(contribution.pk, contribution.type, network, contribution.amount_eur_per_year)


def _rule_of(organisation, rules):
    networks = frozenset(network.code for network in organisation.networks.all())
    return rule_for(organisation.type, networks, rules)
