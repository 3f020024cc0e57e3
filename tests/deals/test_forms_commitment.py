"""What a form asks, where it leads back to, and how it is worded."""

import pytest
from django.urls import reverse
from django.utils import timezone

from deals.events import PartnershipEvent
from deals.models import Deal
from foundation.models import AuditEvent
from tests import factories
from tests.audit_log import details

pytestmark = pytest.mark.django_db
DEAL = {"kind": "city_deal", "name": "Proef", "starts_precision": "dag", "ends_precision": "dag"}


def url(name, *args):
    return reverse(f"deals:{name}", args=args)


@pytest.fixture
def deal():
    return factories.deal(phase="verkenning")


MONEY = {"kind": "geld", "amount_eur_per_year": "5.000", "year_from": "2026", "year_until": "2028"}


@pytest.mark.parametrize(
    ("fields", "asks"),
    [
        ({"year_from": 2028, "year_until": 2030}, True),
        ({"year_from": 2024, "year_until": 2026}, True),
        ({"year_from": 2029, "year_until": 2030}, False),
        ({"year_from": 2024, "year_until": 2025}, False),
        ({"kind": "inzet", "amount_eur_per_year": None, "description": "denkt mee"}, False),
        ({"deleted_at": timezone.now()}, False),
    ],
)
def test_money_of_a_partner_for_the_same_year_is_asked_about(client, deal, team, fields, asks):
    partner = factories.participation(deal=deal)
    there = {
        "kind": "geld",
        "amount_eur_per_year": 7000,
        "description": "",
        "year_from": 2026,
        "year_until": 2026,
    }
    factories.commitment(participation=partner, **there | fields)
    address = url("commitment_add", deal.slug, partner.pk)
    answer = client.post(address, MONEY)
    page = answer.content.decode()
    assert ("staat er al: € 7.000 per jaar" in page) is asks
    assert ("error-summary" in page) is False
    if asks:
        assert 'value="5.000"' in page
        answer = client.post(address, MONEY | {"is_beside": "on"})
        assert "komt erbij" not in str(
            details(AuditEvent.objects.get(event=PartnershipEvent.COMMITMENT_ADDED))
        )
    assert answer.status_code == 302
    assert partner.commitments.filter(amount_eur_per_year=5000).count() == 1


def test_money_of_another_partner_and_an_edit_of_the_words_are_not_asked_about(client, deal, team):
    there = {
        "kind": "geld",
        "amount_eur_per_year": 7000,
        "description": "",
        "year_from": 2026,
        "year_until": 2028,
    }
    first, other = (
        factories.commitment(participation=factories.participation(deal=deal), **there) for _twice in range(2)
    )
    factories.commitment(participation=first.participation, **there)
    words = {"amount_eur_per_year": "7.000", "description": "voor de zaal", "version": "1"}
    assert client.post(url("commitment_edit", deal.slug, first.pk), MONEY | words).status_code == 302
    shorter = words | {"year_until": "2027"}
    assert client.post(url("commitment_edit", deal.slug, other.pk), MONEY | shorter).status_code == 302


def test_what_a_step_misses_is_filled_in_and_leads_back_to_the_step(client, team, deal):
    Deal.objects.filter(pk=deal.pk).update(phase="kwartiermaken")
    factories.participation(deal=deal)
    step = url("step", deal.slug, "uitvoering")
    page = client.get(step).content.decode()
    back = f"?next={step}"
    for name, more in (
        ("edit", ["#div_id_goal", "#div_id_starts_on"]),
        ("piece_add", [""]),
        ("participation_add", [""]),
        ("partners", ["#partners"]),
    ):
        args = [deal.slug, "ondertekening"] if name == "piece_add" else [deal.slug]
        for anchor in more:
            assert f'href="{url(name, *args)}{back}{anchor}"' in page, (name, anchor)
    saved = client.post(url("edit", deal.slug) + back, DEAL | {"goal": "minder wachten", "version": "1"})
    assert saved.url == step
    moment = {"kind": "ondertekening", "precision": "dag"}
    assert client.post(url("piece_add", deal.slug, "ondertekening") + back, moment).url == step
    factories.organisation(name="Gemeente Ede")
    partner = {"organisation_name": "Gemeente Ede", "stage": "benaderd"}
    assert client.post(url("participation_add", deal.slug) + back, partner).url == step
    listed = client.get(url("partners", deal.slug) + back).content.decode()
    assert f'href="{step}">Terug naar de stap</a>' in listed
    assert "Terug naar de stap" not in client.get(url("partners", deal.slug)).content.decode()
    assert (
        'href="https://evil'
        not in client.get(url("partners", deal.slug) + "?next=https://evil.invalid/").content.decode()
    )


def test_a_reason_of_a_change_is_not_compared_with_anything(client, deal, team):
    Deal.objects.filter(pk=deal.pk).update(ends_on="2027-01-01", version=2)
    late = {"ends_on": "2028-01-01", "ends_precision": "dag", "reason": "de proef loopt nog", "version": "1"}
    page = client.post(url("extend", deal.slug), late).content.decode()
    assert "Intussen opgeslagen: “1 januari 2027”." in page
    assert "Intussen opgeslagen: niets." not in page and "de proef loopt nog" in page


def test_small_words_on_forms(client, deal, team):
    factories.deal(theme="Wonen")
    themes = client.get(reverse("deals:list")).content.decode().partition('name="theme"')[2]
    assert themes.partition("</select>")[0].count("Alle") == 1
    page = client.get(url("participation_add", deal.slug)).content.decode()
    assert "niet verplicht" not in page.partition("Stadium")[2].partition("</label>")[0]
    refused = client.post(
        url("conversation_add", deal.slug, factories.participation(deal=deal).pk), {"what": ""}
    )
    assert "?:" not in refused.content.decode() and "Wat is besproken? " in refused.content.decode()
    calendar = client.get(reverse("deals:calendars")).content.decode()
    assert "eerst opnieuw uw wachtwoord" in calendar
    money = {"kind": "geld", "amount_eur_per_year": 40000, "description": "denkt mee"}
    agreement = factories.commitment(
        participation=factories.participation(deal=deal), **money, year_until=2030
    )
    confirming = client.get(url("commitment_confirm", deal.slug, agreement.pk)).content.decode()
    assert "per jaar, denkt mee" in confirming
