"""A search for a former municipality explains why its successors are found: in search and in both lists."""

import re

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from tests import factories

pytestmark = pytest.mark.django_db
PAGES = ["deals:search", "deals:list", "partners:list"]
HAAREN = {"Boxtel": "gm0757", "Oisterwijk": "gm0824", "Tilburg": "gm0855", "Vught": "gm0865"}


def words_of(client, at, query):
    content = client.get(reverse(at), {"q": query}).content.decode()
    return re.sub(r"\s+", " ", strip_tags(content))


@pytest.mark.parametrize("at", PAGES)
def test_a_merged_one_leads_to_who_goes_on_with_the_reason(client, at):
    amsterdam = factories.organisation(name="Gemeente Amsterdam")
    factories.organisation(name="Gemeente Weesp", ended_on="2022-03-24", successor=amsterdam)
    deal = factories.deal(name="Tijdloze Grachten")
    factories.participation(deal=deal, organisation=amsterdam)
    said = words_of(client, at, "weesp")
    assert "Gemeente Weesp hoort sinds 2022 bij Gemeente Amsterdam ." in said.replace(
        "Amsterdam.", "Amsterdam ."
    )
    assert at == "partners:list" or "Tijdloze Grachten" in said
    assert "hoort sinds" not in words_of(client, at, "amsterdam")


@pytest.mark.parametrize("at", PAGES)
def test_a_split_one_names_all_that_got_a_part(client, at):
    for name, code in HAAREN.items():
        factories.organisation(name=f"Gemeente {name}", tooi_uri=f"https://voorbeeld.nl/id/{code}")
    factories.organisation(name="Gemeente Haaren", ended_on="2021-01-01")
    towns = ", ".join(f"Gemeente {name}" for name in HAAREN)
    assert f"Gemeente Haaren is in 2021 verdeeld over {towns}" in words_of(client, at, "haaren")


@pytest.mark.parametrize("at", PAGES)
def test_a_ministry_of_before_is_no_municipality(client, at):
    today = factories.organisation(name="Ministerie van Landbouw en Visserij", type="ministerie")
    before = {"name": "Ministerie van Landbouw", "type": "ministerie", "abbreviation": "LNV"}
    factories.organisation(**before, ended_on="2024-07-02", successor=today)
    said = words_of(client, at, "lnv")
    assert "Ministerie van Landbouw ging in 2024 over in Ministerie van Landbouw en Visserij" in said
