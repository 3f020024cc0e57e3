"""A relation stands on the pages of both deals, and not of one that the reader may not see."""

import pytest
from django.urls import reverse

from deals.models import Relation
from deals.queries import relations_of
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    old, new = factories.deal(name="Oud"), factories.deal(name="Nieuw")
    Relation.objects.create(deal=new, other=old, kind="voorloper", text="Zelfde wijk.")
    return old, new


def said(deal, user=None):
    shown = relations_of(deal, user or factories.user())
    return [(one.kind, one.other and one.other.name, one.pk is not None) for one in shown]


def test_it_stands_on_both_and_can_be_changed_where_it_was_written(pair, client):
    old, new = pair
    assert said(new) == [("voorloper", "Oud", True)]
    assert said(old) == [("opvolger", "Nieuw", False)]
    client.force_login(factories.staff())
    page = client.get(old.get_absolute_url()).content.decode()
    assert "Opvolger" in page and new.get_absolute_url() in page and "Zelfde wijk." in page


def test_what_both_deals_say_is_said_once(pair):
    old, new = pair
    Relation.objects.create(deal=old, other=new, kind="opvolger")
    assert said(old) == [("opvolger", "Nieuw", True)]
    assert said(new) == [("voorloper", "Oud", True)]


def test_a_deal_that_this_reader_may_not_see_is_not_named(pair):
    old, new = pair
    type(new).objects.filter(pk=new.pk).update(is_published=False)
    assert said(old) == []
    assert said(old, factories.staff()) == [("opvolger", "Nieuw", False)]


@pytest.mark.parametrize(
    ("kind", "there"),
    [
        ("opvolger", "voorloper"),
        ("doorstart", "doorstart van"),
        ("voortgekomen uit", "hieruit kwam voort"),
        ("zusterdeal", "zusterdeal"),
    ],
)
def test_each_kind_has_its_word_on_the_other_side(kind, there):
    here, other = factories.deal(name="Hier"), factories.deal(name="Daar")
    Relation.objects.create(deal=here, other=other, kind=kind)
    assert said(other) == [(there, "Hier", False)]


def test_a_relation_to_a_deal_one_may_not_see_is_neither_opened_nor_named_in_the_history(client):
    deal, hidden = (
        factories.deal(slug="een-deal"),
        factories.deal(name="Geheime Verkenning", is_published=False),
    )
    client.force_login(factories.staff())
    add = reverse("deals:piece_add", args=["een-deal", "verbanden"])
    told = {"text": "voor de geheime verkenning", "source": "memo Geheime Verkenning"}
    assert client.post(add, {"kind": "voorloper", "other": hidden.pk} | told).status_code == 302
    relation = deal.relations.get()
    client.force_login(factories.dealmaker(deal))
    edit = reverse("deals:piece_edit", args=["een-deal", "verbanden", relation.pk])
    assert client.get(edit).status_code == 404
    assert (
        client.post(edit, {"kind": "voorloper", "text": "y", "version": relation.version}).status_code == 404
    )
    assert deal.relations.get().other == hidden
    history = client.get(reverse("deals:history", args=["een-deal"])).content.decode()
    assert "voegde toe" in history and "geheime verkenning" not in history.lower()
    client.force_login(factories.staff())
    client.post(reverse("deals:piece_delete", args=["een-deal", "verbanden", relation.pk]), {"version": 1})
    back = reverse("deals:put_back", args=["een-deal", "verbanden", relation.pk])
    assert back in client.get(reverse("deals:planning", args=["een-deal"])).content.decode()
    client.force_login(deal.roles.get().user)
    assert back not in client.get(reverse("deals:planning", args=["een-deal"])).content.decode()
    assert client.post(back).status_code == 404
