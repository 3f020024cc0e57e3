"""Finding deals, organisations and contacts by words, as far as someone may see them."""

from dataclasses import dataclass

from deals.models import Participation
from deals.permissions import contacts_visible_to
from deals.queries.lists import deals_to_list
from foundation.ordering import dutch
from partners.queries import organisations_named, organisations_to_list, rows_with
from partners.register import also_called

AT_MOST = 20


@dataclass(frozen=True, slots=True)
class Group:
    """The first of what was found, and how many there are."""

    rows: list
    total: int

    @property
    def is_cut(self):
        return self.total > len(self.rows)


def deals_about(words, *, deals, participations):
    """Ids of the deals with every word in kind, name and theme, or in the names of one partner; three queries."""
    named = rows_with(words, deals.order_by().values_list("pk", "kind", "name", "theme"))
    partners = participations.filter(organisation__in=organisations_named(words))
    return {*named, *partners.order_by().values_list("deal_id", flat=True)}


def contacts_named(words, user):
    """Those this user may read, with every word in name, function, address and organisation; three queries.

    An organisation is known here by its other names too: Den Bosch is 's-Hertogenbosch.
    """
    seen = contacts_visible_to(user)
    of = [f"organisation__{name}" for name in ("name", "abbreviation", "former_names", "tooi_uri")]
    rows = seen.order_by().values_list("pk", "name", "function", "email", *of)
    found = rows_with(words, ((*texts, also_called(uri)) for *texts, uri in rows))
    return seen.filter(pk__in=found).select_related("organisation").order_by(dutch("name"), "pk")


def search(words, user):
    """(deals, organisations, contacts) as groups; at most twelve queries however much is found."""
    deals, participations = deals_to_list(user), Participation.objects.visible_to(user)
    found = deals.filter(pk__in=deals_about(words, deals=deals, participations=participations))
    organisations = organisations_to_list(user).filter(pk__in=organisations_named(words))
    return tuple(_group(rows) for rows in (found, organisations, contacts_named(words, user)))


def _group(found):
    return Group(rows=list(found[:AT_MOST]), total=found.count())
