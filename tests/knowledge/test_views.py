"""The pages of what the deals taught."""

import pytest
from django.urls import reverse

from deals.models import DealFact
from knowledge.models import Lesson, Product
from tests import factories

pytestmark = pytest.mark.django_db


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
