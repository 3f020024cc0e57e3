"""The relations between deals, shown on the pages of both."""

from dataclasses import dataclass

from django.db.models import Q

from deals.models import Deal, Relation

# What a relation is called on the page of the other deal.
REVERSED = {
    "voorloper": "opvolger",
    "opvolger": "voorloper",
    "doorstart": "doorstart van",
    "voortgekomen uit": "hieruit kwam voort",
}


@dataclass(frozen=True, slots=True)
class ShownRelation:
    """A relation as the page of one of its two deals has it; `pk` only where it can be changed."""

    kind: str
    other: Deal | None
    text: str
    source: str
    source_url: str
    pk: int | None


def own_relations_of(deal, user):
    """What this deal itself says: relations to deals this user may see, and those that are only words; one query."""
    visible = Deal.objects.visible_to(user)
    return deal.relations.filter(Q(other=None) | Q(other__in=visible)).select_related("other")


def relations_of(deal, user):
    """The relations of this deal and those that another deal has with it, to deals this user may see, and those that
    are only words; what both deals say is said once. Two queries."""
    visible, own = Deal.objects.visible_to(user), own_relations_of(deal, user)
    shown = [_shown(one, one.kind, one.other, one.pk) for one in own]
    known = {(one.kind, one.other_id) for one in own}
    for one in Relation.objects.filter(other=deal, deal__in=visible).select_related("deal"):
        kind = REVERSED.get(one.kind, one.kind)
        if (kind, one.deal_id) not in known:
            shown.append(_shown(one, kind, one.deal, None))
    return shown


def _shown(relation, kind, other, pk):
    return ShownRelation(kind, other, relation.text, relation.source, relation.source_url, pk)
