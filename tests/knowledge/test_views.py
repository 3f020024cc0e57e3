"""The pages of what the deals taught, as everyone sees them."""

from datetime import date

import pytest
from django.urls import reverse

from deals.models import DealFact
from knowledge.models import LearningQuestion, Lesson, Product, Signal
from knowledge.queries import SHELVES
from tests import factories

pytestmark = pytest.mark.django_db


def page_of(client, name="knowledge:list", **query):
    response = client.get(reverse(name), query)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("shelf", SHELVES, ids=lambda shelf: shelf.url_name)
def test_an_empty_shelf_says_what_belongs_there(client, shelf):
    assert str(shelf.empty) in page_of(client, shelf.url_name)


def test_a_line_has_its_deal_and_source(client):
    deal = factories.deal(name="Slimme Stad")
    Product.objects.create(
        deal=deal,
        name="Kookboek",
        kind="boek",
        source="Nieuwsbericht",
        source_url="https://voorbeeld.invalid",
    )
    page = page_of(client)
    assert f'<a href="{deal.get_absolute_url()}">City Deal Slimme Stad</a>' in page
    assert "Nieuwsbericht" in page
    assert "https://voorbeeld.invalid" in page


def test_a_signal_says_how_long_it_took_where_that_is_known(client):
    deal = factories.deal()
    Signal.objects.create(deal=deal, text="Subsidie past niet.", kind="financiering", lead_time_years=2)
    Signal.objects.create(deal=deal, text="Kennis stroomt niet terug.", kind="beleid")
    assert page_of(client, "knowledge:signals").count("doorlooptijd 2 jaar") == 1
    of_deal = client.get(reverse("knowledge:deal", args=[deal.slug])).content.decode()
    assert of_deal.count("doorlooptijd") == of_deal.count("doorlooptijd 2 jaar") == 1


@pytest.mark.parametrize("number", [2, 29])
def test_the_list_costs_the_same_for_2_as_for_29(client, number, django_assert_num_queries):
    for _ in range(number):
        Lesson.objects.create(deal=factories.deal(), section="proces", text="Begin klein.")
    with django_assert_num_queries(10):
        assert f"{number} gevonden" in page_of(client, "knowledge:lessons")


def test_a_finished_product_of_the_planning_stands_on_the_shelf_in_its_place(client):
    deal, hidden = factories.deal(name="Slimme Stad"), factories.deal(is_published=False)
    made = {"kind": "product", "done_on": date(2026, 3, 1)}
    factories.milestone(deal=deal, name="Éénduidige handreiking", note="over data", **made)
    factories.milestone(deal=deal, name="Nog te maken", kind="product")
    factories.milestone(deal=deal, name="Startdag", done_on=date(2026, 3, 1))
    factories.milestone(deal=hidden, name="Geheim product", **made)
    for name in ("Atlas", "Zonnekaart"):
        Product.objects.create(deal=deal, name=name, kind="kaart")
    page = page_of(client, "knowledge:list")
    assert page.index("Atlas") < page.index("Éénduidige handreiking") < page.index("Zonnekaart")
    assert "gemaakt: 1 maart 2026" in page and "3 gevonden" in page
    assert not any(name in page for name in ("Nog te maken", "Startdag", "Geheim product"))
    found = client.get(reverse("knowledge:list"), {"q": "data", "part": "uit-de-planning"}).content.decode()
    assert "Éénduidige handreiking" in found and "Atlas" not in found and "1 gevonden" in found
    lessons = page_of(client, "knowledge:lessons")
    assert 'Producten<span class="tabs__count">3<' in lessons
    assert "Éénduidige" not in client.get(reverse("knowledge:list"), {"part": "kaart"}).content.decode()


@pytest.mark.parametrize("number", [2, 29])
def test_the_shelf_of_products_costs_the_same_for_2_as_for_29(client, number, django_assert_num_queries):
    for turn in range(number):
        deal = factories.deal()
        factories.milestone(deal=deal, name=f"Product {turn}", kind="product", done_on=date(2026, 3, 1))
    with django_assert_num_queries(11):
        assert f"{number} gevonden" in page_of(client, "knowledge:list")


def test_searching_is_kept_over_tabs_and_pages(client):
    deal = factories.deal(slug="slimme-stad")
    for _ in range(31):
        Lesson.objects.create(deal=deal, section="proces", text="Begin klein.")
    Lesson.objects.create(deal=factories.deal(), section="proces", text="Begin groot.")
    page = page_of(client, "knowledge:lessons", q="begin", deal="slimme-stad")
    assert "31 gevonden" in page
    assert "Pagina 1 van 2" in page
    assert f"{reverse('knowledge:signals')}?q=begin&amp;deal=slimme-stad" in page
    assert "Niets gevonden" in page_of(client, "knowledge:lessons", q="bestaat niet")


def test_text_of_users_is_text(client):
    LearningQuestion.objects.create(deal=factories.deal(), text="<script>alert(1)</script>")
    assert "<script>alert" not in page_of(client, "knowledge:questions")


def test_results_and_lessons_of_a_deal_with_their_source(client):
    deal = factories.deal()
    DealFact.objects.create(deal=deal, subject="resultaat", text="Minder hitte", source="Verslag")
    Lesson.objects.create(deal=deal, section="proces", text="Begin klein", source="Boek, p. 4")
    Product.objects.create(deal=deal, name="Handreiking", kind="document")
    page = client.get(reverse("knowledge:deal", args=[deal.slug])).content.decode()
    for text in ["Minder hitte", "Verslag", "Begin klein", "Boek, p. 4", "Handreiking"]:
        assert text in page


def test_what_is_not_there_is_said(client):
    page = client.get(reverse("knowledge:deal", args=[factories.deal().slug])).content.decode()
    assert "Nog geen lessen vastgelegd." in page


def test_the_lessons_of_a_deal_that_is_not_public_are_for_its_team(client):
    deal = factories.deal(is_published=False)
    address = reverse("knowledge:deal", args=[deal.slug])
    assert client.get(address).status_code == 404
    client.force_login(factories.dealmaker(deal))
    assert client.get(address).status_code == 200


def test_a_product_of_the_planning_is_there_before_and_after_it_is_finished(client):
    deal = factories.deal()
    planned = factories.milestone(deal=deal, name="Handreiking", kind="product", expected_on="2026-10-01")
    factories.milestone(deal=deal, name="Slotbijeenkomst")
    url = reverse("knowledge:deal", args=[deal.slug])
    page = client.get(url).content.decode()
    made, _head, to_come = page.partition("In de planning")
    assert "Handreiking" in to_come and "Handreiking" not in made and "1 oktober 2026" in to_come
    assert "Slotbijeenkomst" not in page and "Nog geen producten vastgelegd" in made

    factories.log_in(client, factories.dealmaker(deal))
    client.post(reverse("deals:milestone_done", args=[deal.slug, planned.pk]))
    client.logout()
    page = client.get(url).content.decode()
    assert "Handreiking" in page and "gemaakt:" in page
    assert "In de planning" not in page and "Nog geen producten vastgelegd" not in page
