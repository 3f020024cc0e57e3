"""The yearly contribution asked of a partner: the most specific amount that applies [G35].

An amount for a type within a network precedes one for a network, and that precedes one for a type. Among
equally specific amounts the lowest applies, and among equal amounts the oldest.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Rule:
    """`type` or `network` is empty when it is for every one; not both."""

    pk: int
    type: str
    network: str
    eur_per_year: Decimal


def fits(rule: Rule, type_: str, networks: Iterable[str]) -> bool:
    return rule.type in ("", type_) and (rule.network == "" or rule.network in networks)


def rule_for(type_: str, networks: frozenset[str], rules: Iterable[Rule]) -> Rule | None:
    """The one that counts for a partner of this type in these networks; None when nothing is asked."""
    fitting = [rule for rule in rules if fits(rule, type_, networks)]
    return min(fitting, key=_order) if fitting else None


def _order(rule: Rule) -> tuple[int, Decimal, int]:
    specific = 2 * bool(rule.network) + bool(rule.type)
    return -specific, rule.eur_per_year, rule.pk
