"""One row of the table of partners, changed in the table itself (htmx); without it, on a page."""

import pytest
from django.urls import reverse

from deals.models import StageReason
from foundation.models import AuditEvent
from tests import factories
from tests.audit_log import details, verb

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
ROW = {
    "stage": "ondertekend",
    "intensity": "kern",
    "role": "trekker",
    "attached_official": "ja",
    "attached_director": "onbekend",
    "attached_executive": "onbekend",
    "version": 1,
}


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def partner(client):
    deal = factories.deal()
    client.force_login(factories.dealmaker(deal))
    organisation = factories.organisation(name="Gemeente Aa")
    return factories.participation(deal=deal, organisation=organisation, note="blijft staan")


@pytest.fixture
def address(partner):
    return reverse("deals:participation_row", args=[partner.deal.slug, partner.pk])


def test_the_link_in_the_table_opens_the_row_and_without_javascript_the_page(client, partner, address):
    page = text_of(client.get(reverse("deals:partners", args=[partner.deal.slug])))
    edit = reverse("deals:participation_edit", args=[partner.deal.slug, partner.pk])
    assert f'<a href="{edit}" hx-get="{address}">' in page
    assert page.count("<form") == page.count("</form>")
    assert 'form="samen" name="row"' in page


def test_the_row_becomes_a_form_with_the_focus_on_its_first_field(client, partner, address):
    row = text_of(client.get(address, headers=HTMX))
    assert row.startswith("<tr>")
    assert row.endswith("</tr>")
    assert f'id="rij{partner.pk}_stage"' in row
    first = row[row.index("<select") : row.index(">", row.index("<select"))]
    assert "autofocus" in first


def test_saving_gives_the_row_back_and_leaves_other_fields_alone(client, partner, address):
    row = text_of(client.post(address, ROW, headers=HTMX))
    assert row.startswith("<tr>")
    assert "Opgeslagen." in row
    assert "Rol: trekker" in row
    assert "autofocus" in row
    partner.refresh_from_db()
    assert (partner.intensity, partner.attached_official, partner.version) == ("kern", "ja", 2)
    assert partner.note == "blijft staan"
    entry = AuditEvent.objects.get(deal_id=partner.deal.pk)
    assert verb(entry) == "wijzigde een deelname"
    assert details(entry)["Rol"] == ["", "trekker"]


def test_leaving_the_form_gives_the_row_back_unchanged(client, partner, address):
    row = text_of(client.get(address, {"lezen": 1}, headers=HTMX))
    assert row.startswith("<tr>")
    assert "Opgeslagen." not in row
    assert "<form" not in row


@pytest.mark.parametrize(
    ("wrong", "message", "focus"),
    [
        ({"role": "x" * 301}, "300 tekens", "role"),
        ({"stage": "verzonnen"}, "verzonnen", "stage"),
        ({"left_reason": "reason"}, "Kies hierboven eerst het stadium", "left_reason"),
    ],
)
def test_what_is_wrong_stands_at_the_field_and_nothing_is_lost(
    client, partner, address, wrong, message, focus
):
    reason = StageReason.objects.create(kind="vertrokken", text="geen tijd meer")
    wrong = {name: reason.pk if value == "reason" else value for name, value in wrong.items()}
    row = text_of(client.post(address, ROW | {"role": "nieuwe rol"} | wrong, headers=HTMX))
    assert message in row
    assert (wrong.get("role") or "nieuwe rol") in row
    at = row.index(f'id="rij{partner.pk}_{focus}"')
    assert "autofocus" in row[row.rindex("<", 0, at) : row.index(">", at)]
    partner.refresh_from_db()
    assert (partner.role, partner.version) == ("", 1)


def test_who_came_too_late_sees_both_values(client, partner, address):
    client.post(address, ROW, headers=HTMX)
    row = text_of(client.post(address, ROW | {"role": "meelezer"}, headers=HTMX))
    assert "Iemand anders heeft dit intussen gewijzigd." in row
    assert "Intussen opgeslagen: “trekker”." in row
    assert 'value="meelezer"' in row
    assert 'name="version" value="2"' in row
    assert "Opgeslagen." in text_of(
        client.post(address, ROW | {"role": "meelezer", "version": 2}, headers=HTMX)
    )


def test_without_htmx_it_is_a_page_like_any_other(client, partner, address):
    assert "<!doctype html>" in client.get(address).content.decode()
    back = client.post(address, ROW)
    assert back.url == reverse("deals:partners", args=[partner.deal.slug])
    assert client.post(address, ROW).url == back.url  # the same once more is no conflict
    late = client.post(address, ROW | {"role": "meelezer"})
    assert late.status_code == 409 and "Iemand anders" in text_of(late)
