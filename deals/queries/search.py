"""Searches deals, organisations and contacts that a user may see."""

from dataclasses import dataclass

from django.utils import timezone

from deals.models import Participation
from deals.permissions import contacts_visible_to
from deals.queries.lists import deals_to_list
from deals.record_kinds import RecordKind, searched_kinds
from foundation.ordering import dutch
from partners.name_register import also_called
from partners.queries import Meant, organisations_named, rows_with

AT_MOST = 20


@dataclass(frozen=True, slots=True)
class Group:
    """The first results, and how many there are."""

    kind: RecordKind
    rows: list
    total: int

    @property
    def is_cut(self):
        return self.total > len(self.rows)


def deals_about(words, *, deals, participations, organisations=None):
    """Ids of the deals with every word in kind, name and theme, or in the names of one partner; three queries.

    `organisations`: ids of the matching ones, if known already; saves two queries.
    """
    organisations = organisations_named(words) if organisations is None else organisations
    named = rows_with(words, deals.order_by().values_list("pk", "kind", "name", "theme"))
    partners = participations.filter(organisation__in=organisations)
    return {*named, *partners.order_by().values_list("deal_id", flat=True)}


def contacts_named(words, user):
    """Those this user may read, with every word in name, function, address and organisation; three queries.

    Organisations match by their other names too: Den Bosch is 's-Hertogenbosch.
    """
    seen = contacts_visible_to(user)
    of = [f"organisation__{name}" for name in ("abbreviation", "former_names", "tooi_uri", "name")]
    rows = seen.order_by().values_list("pk", "name", "function", "email", *of)
    found = rows_with(words, ((*texts, name, also_called(uri, name)) for *texts, uri, name in rows))
    return seen.filter(pk__in=found).select_related("organisation").order_by(dutch("name"), "pk")


def deals_meant(words, user, meant):
    deals, participations = deals_to_list(user), Participation.objects.visible_to(user)
    about = deals_about(words, deals=deals, participations=participations, organisations=[*meant.ids])
    return deals.filter(pk__in=about)


def search(words, user, *, meant=None):
    """[a group for each kind that is searched]; at most twelve queries for the three kinds of this room."""
    meant = meant or Meant(words, day=timezone.localdate())
    return [_group(kind, kind.search.find(words, user, meant)) for kind in searched_kinds()]


def _group(kind, found):
    return Group(kind=kind, rows=list(found[:AT_MOST]), total=found.count())
