"""Lists of a deal as a file: who gets them, and what stands in them."""

import csv
import io

import pytest
from django.urls import reverse

from deals.models import Commitment
from partners.models import LogEntry
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def deal():
    made = factories.deal(slug="een-deal")
    bosch = factories.organisation(name="Gemeente 's-Hertogenbosch")
    partner = factories.participation(deal=made, organisation=bosch, role="=1+1", joined_on="2025-01-02")
    factories.contact(organisation=bosch, name="Bo Bosch", email="bo@voorbeeld.invalid")
    Commitment.objects.create(
        participation=partner, kind="geld", amount_eur_per_year=40000, year_from=2025, year_until=2026
    )
    factories.milestone(deal=made, name="Startbijeenkomst")
    elsewhere = factories.participation(organisation=factories.organisation(name="Gemeente Elders"))
    factories.commitment(participation=elsewhere)
    factories.contact(organisation=elsewhere.organisation, name="Els Elders")
    factories.milestone(deal=elsewhere.deal, name="Elders")
    return made


@pytest.fixture
def maker(client, deal):
    """The dealmaker, who just gave the password once more."""
    person = factories.dealmaker(deal)
    sign_in(client, person)
    return client


def sign_in(client, person):
    client.post(reverse("account_login"), {"login": person.email, "password": factories.PASSWORD})
    client.force_login(person)
    client.post(reverse("account_reauthenticate"), {"password": factories.PASSWORD})


def url(name, *args):
    return reverse(f"deals:{name}", args=["een-deal", *args])


def rows_of(response):
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


def workbook(content):
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(content))


def test_a_list_as_csv_with_a_line_in_the_log(maker):
    answer = maker.get(url("sheet_export", "partners", "csv"))
    header, row = rows_of(answer)
    assert (header[0], row[0], row[1]) == ("Organisatie", "Gemeente 's-Hertogenbosch", "gemeente")
    assert row[header.index("Rol")] == "'=1+1" and row[header.index("Sinds")] == "02-01-2025"
    assert 'filename="een-deal-partners-' in answer["Content-Disposition"]
    line = LogEntry.objects.get(subject="deal:een-deal")
    assert (line.verb, line.details) == ("haalde lijsten op", {"Partners": 1, "bestand": "CSV"})


@pytest.mark.parametrize(
    ("what", "holds"),
    [("contactpersonen", "Bo Bosch"), ("afspraken", "geld per jaar"), ("mijlpalen", "Startbijeenkomst")],
)
def test_every_list_holds_only_what_is_of_this_deal(maker, what, holds):
    rows = rows_of(maker.get(url("sheet_export", what, "csv")))
    assert len(rows) == 2 and holds in rows[1]


def test_everything_in_one_workbook(maker):
    answer = maker.get(url("sheet_export", "alles", "xlsx"))
    book = workbook(answer.content)
    assert book.sheetnames == ["Partners", "Contactpersonen", "Afspraken", "Mijlpalen", "Gezochte partners"]
    assert [sheet.max_row for sheet in book] == [2, 2, 2, 2, 1]
    assert book["Partners"]["F2"].value == "'=1+1"


def test_a_list_asks_for_the_password_when_the_login_is_old(client, deal):
    client.force_login(factories.dealmaker(deal))
    answer = client.get(url("sheet_export", "partners", "csv"))
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize("number", [2, 20])
def test_a_list_costs_as_many_queries_for_many_rows(maker, deal, number, django_assert_max_num_queries):
    for _turn in range(number):
        factories.commitment(participation=factories.participation(deal=deal))
    with django_assert_max_num_queries(10):
        assert len(rows_of(maker.get(url("sheet_export", "afspraken", "csv")))) == number + 2


def test_an_empty_list_to_fill_in(maker):
    assert rows_of(maker.get(url("sheet_template", "mijlpalen", "csv"))) == [
        [
            "Nummer mijlpaal",
            "Soort mijlpaal",
            "Mijlpaal",
            "Gepland op",
            "Nu verwacht op",
            "Gehaald op",
            "Reden van verschuiven",
            "Toelichting",
        ]
    ]
    book = workbook(maker.get(url("sheet_template", "alles", "xlsx")).content)
    assert [sheet.max_row for sheet in book] == [1, 1, 1, 1, 1]


@pytest.mark.parametrize(
    ("what", "format_"), [("alles", "csv"), ("partners", "exe"), ("wachtwoorden", "csv")]
)
def test_what_is_no_list_is_not_there(maker, what, format_):
    assert maker.get(url("sheet_export", what, format_)).status_code == 404


def test_the_pages_of_the_deal_lead_to_the_lists(maker):
    for page in ("partners", "planning"):
        assert url("sheets") in maker.get(url(page)).content.decode()
    text = maker.get(url("sheets")).content.decode()
    assert url("sheet_export", "afspraken", "csv") in text
