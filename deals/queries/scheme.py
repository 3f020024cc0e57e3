"""Which partners get an agreement from the contributions per type and network."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from deals.contributions import Rule, rule_for
from deals.models import KEPT_FOR, Commitment, Contribution, Participation, SchemeRun, Stage
from foundation.ordering import dutch


@dataclass(frozen=True, slots=True)
class Due:
    participation: Participation
    contribution: Contribution


def due_by_scheme(deal):
    """[Due] of signed partners that should contribute money and have no agreement on it yet, by name; three queries."""
    contributions = {one.pk: one for one in deal.contributions.select_related("network")}
    rules = [_rule(one) for one in contributions.values()]
    has_money = Commitment.objects.filter(participation=OuterRef("pk"), kind=Commitment.Kind.MONEY)
    signed = deal.participations.filter(~Exists(has_money), stage=Stage.SIGNED)
    listed = signed.select_related("organisation").prefetch_related("organisation__networks")
    pairs = [
        (one, _rule_of(one.organisation, rules)) for one in listed.order_by(dutch("organisation__name"), "pk")
    ]
    return [Due(one, contributions[rule.pk]) for one, rule in pairs if rule]


def _rule(contribution):
    network = contribution.network.code if contribution.network else ""
    return Rule(contribution.pk, contribution.type, network, contribution.amount_eur_per_year)


def _rule_of(organisation, rules):
    networks = frozenset(network.code for network in organisation.networks.all())
    return rule_for(organisation.type, networks, rules)


@dataclass(frozen=True, slots=True)
class LastRun:
    """`made`: its agreements that still exist; `kept`: those that were changed or confirmed since."""

    run: SchemeRun
    made: tuple
    kept: tuple


def last_scheme_run(deal, *, now):
    """The last run if it can be undone, or None; three queries, one if there is none."""
    run = deal.scheme_runs.filter(undone_at=None, at__gt=now - KEPT_FOR).select_related("by").first()
    if run is None:
        return None
    agreements = Commitment.objects.filter(pk__in=run.made).select_related("participation__organisation")
    made = tuple(
        agreements.prefetch_related("amendments").order_by(dutch("participation__organisation__name"), "pk")
    )
    confirmed = set(agreements.filter(confirmations__isnull=False).order_by().values_list("pk", flat=True))
    return LastRun(run, made, tuple(one for one in made if one.pk in confirmed or _was_used(one)))


def _was_used(agreement):
    return agreement.version > 1 or agreement.is_agreed or bool(agreement.amendments.all())
