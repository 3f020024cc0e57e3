import pytest
from django.urls import reverse

from deals.breadcrumbs import crumbs
from tests import factories


@pytest.mark.django_db
def test_a_page_stands_below_its_deal_and_that_below_the_list():
    deal = factories.deal(name="Een deal", slug="een-deal")
    here = ("Planning", "")
    assert crumbs(deal, here) == [
        ("Deals", reverse("deals:list")),
        ("Een deal", reverse("deals:detail", args=["een-deal"])),
        here,
    ]
