"""The kinds of partners still wanted, over all active deals."""

from collections import defaultdict
from dataclasses import dataclass

from deals.models import Deal, Phase, WantedPartner
from foundation.ordering import dutch
from partners.models import OrganisationType

OVER = [Phase.COMPLETED, Phase.STOPPED]


@dataclass(frozen=True, slots=True)
class WantedKind:
    """`by_deal`: [(deal, what it looks for)], deals by name. `type` is empty if none was given."""

    type: str
    label: str
    by_deal: list

    @property
    def deal_count(self):
        return len(self.by_deal)


def wanted_by_type(user):
    """[WantedKind] in the order of the types, unknown last; without those already found. One query."""
    deals = Deal.objects.visible_to(user).exclude(phase__in=OVER)
    wanted = WantedPartner.objects.filter(found_as=None, deal__in=deals).select_related("deal")
    found = defaultdict(lambda: defaultdict(list))
    for one in wanted.order_by(dutch("deal__name"), "deal_id", dutch("description"), "pk"):
        found[one.type][one.deal].append(one)
    kinds = [*OrganisationType.choices, ("", "")]
    return [
        WantedKind(value, str(label), list(found[value].items())) for value, label in kinds if value in found
    ]
