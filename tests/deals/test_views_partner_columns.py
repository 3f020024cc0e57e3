"""The columns of the table of partners: chosen, remembered, and not for everyone."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner():
    deal, year = factories.deal(), timezone.localdate().year
    one = factories.participation(deal=deal, role="trekker", attached_director="ja")
    factories.contact(organisation=one.organisation, name="Anna de Boer")
    gone = factories.contact(organisation=one.organisation, name="Bert Weg", until_on="2020-01-01")
    assert gone.until_on
    money = {"participation": one, "kind": "geld"}
    factories.commitment(**money, amount_eur_per_year=15000, year_from=year, year_until=year + 1)
    factories.commitment(**money, amount_eur_per_year=2500, year_from=year + 1, year_until=year + 1)
    return one


def address(partner):
    return reverse("deals:partners", args=[partner.deal.slug])


def cells(client, partner):
    """The cells of the only row, without what is folded away."""
    page = client.get(address(partner)).content.decode()
    row = page[page.index("<tbody") : page.index("</tbody>")]
    return row[: row.index("<ul>")] + row[row.index("</ul>") :]


def test_there_is_nothing_to_unfold_where_nothing_is_known(client, partner):
    client.force_login(factories.dealmaker(partner.deal))
    bare = factories.participation(deal=partner.deal)
    page = client.get(address(partner)).content.decode()
    row = page[page.index(f'name="row" value="{bare.pk}"') :]
    row = row[: row.index("</tr>")]
    assert '<span class="muted">nog geen afspraak</span>' in row and "unfold" not in row
    assert page.count('class="unfold"') == 1


def test_invented_agreements_say_so_below_the_table_and_where_they_unfold(client, partner):
    client.force_login(factories.dealmaker(partner.deal))
    assert "afspraken zijn verzonnen" not in client.get(address(partner)).content.decode()
    invented = factories.commitment(participation=partner, is_demo=True, description="Denkt mee")
    page = client.get(address(partner)).content.decode()
    line = page[page.index(invented.description) :]
    assert "afspraken zijn verzonnen" in page and ">verzonnen</span>" in line[: line.index("</li>")]


def test_chosen_columns_are_remembered_and_the_filters_stay(client, partner):
    client.force_login(factories.dealmaker(partner.deal))
    assert "Anna de Boer" not in cells(client, partner)
    chosen = {"kolommen": "1", "kolom": ["contact", "jaren", "woorden", "verzonnen"], "type": "gemeente"}
    assert client.get(address(partner), chosen).url == f"{address(partner)}?type=gemeente"
    row = cells(client, partner)
    assert "Anna de Boer" in row and "Bert Weg" not in row
    assert "€ 15.000</td>" in row and "€ 17.500</td>" in row
    assert ">aangehaakt</td>" in row and "gemeente</td>" not in row


def test_no_column_is_a_choice_too(client, partner):
    client.force_login(factories.dealmaker(partner.deal))
    assert 'data-label="Soort"' in cells(client, partner)
    assert client.get(address(partner), {"kolommen": "1"}).url == address(partner)
    assert 'data-label="Soort"' not in cells(client, partner)


def test_a_contact_of_one_partner_gets_no_columns_about_the_others(client, partner):
    other = factories.participation(deal=partner.deal)
    factories.contact(organisation=other.organisation, name="Cor Ander")
    client.force_login(factories.partner_contact(partner.deal))
    client.get(address(partner), {"kolommen": "1", "kolom": ["contact"]})
    page = client.get(address(partner)).content.decode()
    assert "Cor Ander" not in page and "Kolommen" not in page


def test_a_row_that_was_changed_in_the_table_keeps_its_columns(client, partner):
    client.force_login(factories.dealmaker(partner.deal))
    client.get(address(partner), {"kolommen": "1", "kolom": ["contact"]})
    row = reverse("deals:participation_row", args=[partner.deal.slug, partner.pk])
    assert "Anna de Boer" in client.get(row, {"lezen": 1}, headers={"HX-Request": "true"}).content.decode()


@pytest.mark.parametrize("number", [2, 12])
def test_all_columns_cost_as_much_for_two_partners_as_for_twelve(
    client, partner, number, django_assert_max_num_queries
):
    for _ in range(number):
        factories.contact(organisation=factories.participation(deal=partner.deal).organisation)
    client.force_login(factories.dealmaker(partner.deal))
    names = ["soort", "rol", "onderdeel", "contact", "jaren", "woorden"]
    client.get(address(partner), {"kolommen": "1", "kolom": names})
    with django_assert_max_num_queries(31):
        client.get(address(partner))
