"""One order on every database; the expected lists are written by hand, as a Dutch dictionary has them."""

import pytest

from foundation.ordering import DutchOrder, dutch
from foundation.sort_key import PLAIN, sort_key
from partners.models import Contact, Organisation
from tests import factories

pytestmark = pytest.mark.django_db
IN_ORDER = [
    "Aa en Hunze",
    "Aalsmeer",
    "Ée",
    "eelde",
    "Eén Twente",
    "'s-Gravenpolder",
    "’s-Heerenberg",
    "Hengelo",
    "'s-Hertogenbosch",
    "het Bildt",
    "Hilversum",
    "IJlst",
    "Ĳsselstein",
    "Ilpendam",
    "Jutphaas",
    "'t Klooster",
    "Łódź",
    "Sud Zee",
    "Súdwest-Fryslân",
    "Yerseke",
    "Zwolle",
]


def _made(names):
    Organisation.objects.bulk_create(Organisation(name=name, type="gemeente") for name in names)


def test_names_stand_in_dutch_order_on_this_database():
    _made(reversed(IN_ORDER))
    found = Organisation.objects.order_by(dutch("name"))
    assert [one.name for one in found] == IN_ORDER
    assert [one.name for one in found.reverse()] == IN_ORDER[::-1]
    assert [one.name for one in Organisation.objects.all()] == IN_ORDER
    assert sorted(set(IN_ORDER), key=sort_key) == IN_ORDER


def test_the_database_works_out_the_very_key():
    names = [
        *IN_ORDER,
        "Hunze en Aa's",
        "I'M BINCK",
        "Rene\u0301e",
        "Æ & Œ",
        "Bergen (NH.)",
        "50% meer",
        "A\\1_b",
        "",
    ]
    names += ["".join(PLAIN)[at : at + 50] for at in range(0, len(PLAIN), 50)]
    _made(names)
    for name, key in Organisation.objects.values_list("name", DutchOrder("name")):
        assert key == sort_key(name), name


def test_the_order_goes_through_to_what_hangs_on_a_name_and_nothing_goes_first():
    deal = factories.deal()
    for name in reversed(IN_ORDER):
        factories.participation(deal=deal, organisation=factories.organisation(name=name))
    assert [one.organisation.name for one in deal.participations.all()] == IN_ORDER
    hanging = deal.participations.order_by("organisation").values_list("organisation__name", flat=True)
    assert list(hanging) == IN_ORDER
    found = Organisation.objects.filter(name__in=IN_ORDER[:2]).distinct().order_by(dutch("successor__name"))
    assert [one.name for one in found.reverse()[:1]] == [found.last().name]
    Organisation.objects.filter(name=IN_ORDER[0]).update(successor=Organisation.objects.get(name="Zwolle"))
    assert [one.name for one in found] == [IN_ORDER[1], IN_ORDER[0]]


def test_people_stand_in_the_same_order():
    place = factories.organisation()
    for name in ("Zoë", "eva", "Émile", "Daan"):
        factories.contact(organisation=place, name=name)
    assert [one.name for one in Contact.objects.all()] == ["Daan", "Émile", "eva", "Zoë"]
