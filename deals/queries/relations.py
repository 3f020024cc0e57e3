"""The relations between deals, shown on the pages of both."""

from dataclasses import dataclass

from django.db.models import Q

from deals.models import Deal, Relation

# The name of a relation on the page of the other deal.
REVERSED = {
    "voorloper": "opvolger",
    "opvolger": "voorloper",
    "doorstart": "doorstart van",
    "voortgekomen uit": "hieruit kwam voort",
}


@dataclass(frozen=True, slots=True)
class ShownRelation:
    """A relation as shown on the page of one of its two deals; `pk` only if it can be changed there."""

    kind: str
    other: Deal | None
    text: str
    source: str
    source_url: str
    pk: int | None


def own_relations_of(deal, user):
    """This deal's own relations: to deals this user may see, and those described only in words; one query."""
    visible = Deal.objects.visible_to(user)
    return deal.relations.filter(Q(other=None) | Q(other__in=visible)).select_related("other")


def relations_of(deal, user):
    """The relations of this deal and those of other deals with it, for deals this user may see, and those described
    only in words; a relation that both deals recorded is listed once. Two queries."""
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
