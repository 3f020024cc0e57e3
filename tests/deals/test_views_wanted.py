"""Which kinds of partners are still wanted, over all deals."""

import pytest
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db
ADDRESS = reverse("deals:wanted")


def text_of(response):
    return " ".join(response.content.decode().split())


def wanted(deal, description, type_="", **fields):
    return deal.wanted_partners.create(description=description, type=type_, why="voor later", **fields)


def test_staff_see_per_kind_how_many_deals_look_for_it(client):
    client.force_login(factories.staff())
    bee, aa = factories.deal(name="Deal Bee"), factories.deal(name="Deal Aa", is_published=False)
    for deal in (bee, aa):
        wanted(deal, "een zorgverzekeraar", "marktpartij")
    wanted(bee, "een bank", "marktpartij")
    wanted(bee, "een provincie", "provincie")
    wanted(bee, "iemand met geduld")
    page = client.get(ADDRESS)
    kinds = [(kind.type, [deal.name for deal, _found in kind.by_deal]) for kind in page.context["kinds"]]
    assert kinds == [
        ("provincie", ["Deal Bee"]),
        ("marktpartij", ["Deal Aa", "Deal Bee"]),
        ("", ["Deal Bee"]),
    ]
    text = text_of(page)
    assert "gezocht door 2 deals" in text
    assert "gezocht door 1 deal<" in text
    assert "een bank: voor later" in text
    assert f'href="{reverse("deals:partners", args=[aa.slug])}#gezocht"' in text


def test_what_was_found_and_what_is_over_does_not_count(client):
    client.force_login(factories.staff())
    participation = factories.participation()
    wanted(participation.deal, "gevonden bank", "marktpartij", found_as=participation)
    wanted(factories.deal(phase="afgerond"), "te laat", "marktpartij")
    wanted(factories.deal(phase="niet_doorgegaan", stop_reason="geen geld"), "gestopt", "marktpartij")
    assert client.get(ADDRESS).context["kinds"] == []
    assert "Nu zoekt geen deal een partner" in text_of(client.get(ADDRESS))


def test_it_is_for_agenda_stad_and_found_from_the_list_of_deals(client):
    deal = factories.deal()
    client.force_login(factories.dealmaker(deal))
    assert client.get(ADDRESS).status_code == 403
    assert ADDRESS not in text_of(client.get(reverse("deals:list")))
    client.force_login(factories.staff())
    assert f'href="{ADDRESS}"' in text_of(client.get(reverse("deals:list")))
