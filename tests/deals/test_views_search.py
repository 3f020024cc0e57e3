"""Searching as people do it."""

import pytest
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db
SEARCH = reverse("deals:search")


def page(client, **asked):
    response = client.get(SEARCH, asked)
    assert response.status_code == 200
    return response.content.decode()


def test_the_menu_leads_to_one_search_over_everything(client):
    assert f'href="{SEARCH}"' in client.get("/").content.decode()
    empty = page(client)
    assert "Wat zoekt u?" in empty
    assert "errors" not in empty


def test_what_is_found_stands_in_groups(client):
    deal = factories.deal(name="Zonnige Wijken")
    member = factories.contact(name="Zon Zeker", organisation=factories.organisation(name="Zonstad"))
    client.force_login(factories.staff())
    found = page(client, q="zon")
    for text in (deal.name, member.name, "Deals (1)", "Organisaties (1)", "Contactpersonen (1)"):
        assert text in found
    client.logout()
    public = page(client, q="zon")
    assert "Zonstad" in public
    assert "Zon Zeker" not in public
    assert "Contactpersonen" not in public


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("", "Typ een naam of een woord."),
        ("a", "Typ minstens twee letters."),
        (" -'- ", "Typ minstens twee letters."),
        ("x" * 201, "Typ minder woorden: hooguit 200 letters."),
    ],
)
def test_words_that_cannot_be_searched_get_an_answer(client, words, message):
    factories.deal(name="aap")
    found = page(client, q=words)
    assert message in found
    assert "aap</a>" not in found


def test_nothing_found_is_said_and_words_are_text(client):
    found = page(client, q="<b>niets")
    assert "Niets gevonden" in found
    assert "<b>niets" not in found


def test_more_than_twenty_lead_to_the_full_lists(client):
    for number in range(21):
        deal = factories.deal(name=f"Zon {number}")
        member = factories.contact(
            name=f"Zon {number}", organisation=factories.organisation(name=f"Zon {number}")
        )
        factories.participation(deal=deal, organisation=member.organisation)
    client.force_login(factories.staff())
    found = page(client, q="zon")
    for address in (reverse("deals:list"), reverse("partners:list")):
        assert f'{address}?q=zon"' in found
        assert "Zon 20" in client.get(address, {"q": "zon"}).content.decode()
    assert "alle=contacten" in found
    alone = page(client, q="zon", alle="contacten")
    assert "21 contactpersonen" in alone
    assert "Organisaties (" not in alone
    client.logout()
    assert "0 contactpersonen" in page(client, q="zon", alle="contacten")


@pytest.mark.parametrize("number", [3, 30])
def test_searching_costs_as_many_queries_for_30_as_for_3(client, number, django_assert_num_queries):
    for index in range(number):
        deal = factories.deal(name=f"Zon {index}")
        member = factories.contact(name=f"Zon {index}")
        factories.participation(deal=deal, organisation=member.organisation)
    client.force_login(factories.staff())
    page(client, q="zon")
    with django_assert_num_queries(9):
        page(client, q="zon")


def test_the_list_of_deals_finds_partners_without_accents(client):
    factories.participation(
        deal=factories.deal(name="Friese Deal"),
        organisation=factories.organisation(name="Gemeente Súdwest-Fryslân"),
    )
    factories.deal(name="Andere")
    found = client.get(reverse("deals:list"), {"q": "sudwest fryslan"}).content.decode()
    assert "Friese Deal</a>" in found
    assert "Andere</a>" not in found


def test_search_says_why_it_shows_another_municipality(client):
    today = factories.organisation(name="Gemeente Amsterdam")
    factories.organisation(name="Gemeente Weesp", ended_on="2022-03-24", successor=today)
    deal = factories.participation(organisation=today, deal=factories.deal(name="Stad aan het water")).deal
    found = page(client, q="Weesp")
    assert "Gemeente Weesp hoort sinds 2022 bij" in found
    assert "Gemeente Amsterdam" in found and deal.name in found


def test_search_guesses_at_a_typing_mistake(client):
    factories.organisation(name="Gemeente Amersfoort")
    found = page(client, q="Amersfort")
    assert "Niets heet precies zo. Bedoelt u:" in found
    assert "?q=Gemeente%20Amersfoort" in found
    assert "Controleer de spelling" not in found
    assert "Niets heet precies zo" not in page(client, q="Amersfoort")
