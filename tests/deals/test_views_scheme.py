"""A contribution per type of partner fills agreements on money for all partners in one go."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from deals import actions, queries
from deals.models import Commitment
from foundation.concurrent_edit import ChangedMeanwhile
from foundation.models import AuditEvent
from partners.models import Network
from tests import factories
from tests.audit_log import details, verb

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"deals:{name}", args=args)


def text_of(response):
    return response.content.decode()


@pytest.fixture
def deal(client):
    deal = factories.deal()
    client.force_login(factories.dealmaker(deal, name="Dea Maker"))
    years = {"year_from": 2026, "year_until": 2028}
    deal.contributions.create(type="gemeente", amount_eur_per_year=15000, **years)
    deal.contributions.create(type="ministerie", amount_eur_per_year=75000, **years)
    return deal


def partner(deal, name, type_="gemeente", **fields):
    organisation = factories.organisation(name=name, type=type_)
    return factories.participation(deal=deal, organisation=organisation, **fields)


def test_a_contribution_stands_once_per_type_on_the_page(client, deal):
    new = {"type": "gemeente", "amount_eur_per_year": "15.000", "year_from": "2026", "year_until": "2025"}
    page = text_of(client.post(url("piece_add", deal.slug, "bijdragen"), new))
    assert "Voor deze soort en dit netwerk staat al een bijdrage vast." in page
    assert "Het laatste jaar ligt voor het eerste jaar." in page
    right = new | {"type": "provincie", "year_until": "2027"}
    back = client.post(url("piece_add", deal.slug, "bijdragen"), right).url
    assert back == url("partners", deal.slug) + "#bijdragen"
    assert "<b>Provincie</b>: € 15.000 per jaar, 2026–2027" in text_of(client.get(back))


def test_a_new_contribution_proposes_the_years_of_the_deal(client, deal):
    assert years_on_form(client, "piece_add", deal.slug, "bijdragen") == [None, None]
    deal.signing_moments.create(signed_on="2026-05-01")
    assert years_on_form(client, "piece_add", deal.slug, "bijdragen") == [2026, None]
    type(deal).objects.filter(pk=deal.pk).update(starts_on="2027-03-01", ends_on="2029-12-31")
    assert years_on_form(client, "piece_add", deal.slug, "bijdragen") == [2027, 2029]
    kept = deal.contributions.get(type="gemeente")
    assert years_on_form(client, "piece_edit", deal.slug, "bijdragen", kept.pk) == [2026, 2028]


def years_on_form(client, *address):
    form = client.get(url(*address)).context["form"]
    return [form[name].value() for name in ("year_from", "year_until")]


def test_signed_partners_without_money_get_an_agreement_after_a_preview(client, deal):
    partner(deal, "Aa")
    partner(deal, "Bee", "ministerie")
    partner(deal, "Cee", stage="in_gesprek")
    partner(deal, "Dee", "provincie")
    has = partner(deal, "Eee")
    factories.commitment(participation=has, kind="geld", amount_eur_per_year=1, description="")
    page = client.get(url("scheme_apply", deal.slug))
    assert [one.participation.organisation.name for one in page.context["form"].due] == ["Aa", "Bee"]
    assert "€ 75.000 per jaar, 2026–2028" in text_of(page)
    rows = {"rows": page.context["form"].initial["rows"]}
    assert client.post(url("scheme_apply", deal.slug), rows).status_code == 302
    made = Commitment.objects.exclude(participation=has).order_by("pk")
    assert [(one.participation.organisation.name, one.amount_eur_per_year) for one in made] == [
        ("Aa", 15000),
        ("Bee", 75000),
    ]
    assert not made[0].is_agreed
    assert made[0].versions.get().saved_by == "Dea Maker"
    assert details(AuditEvent.objects.get(deal_id=deal.pk)) == {"partners": "Aa, Bee"}
    assert "Er is niets gemaakt" in text_of(client.post(url("scheme_apply", deal.slug), rows))
    assert Commitment.objects.count() == 3


def test_what_was_not_shown_is_not_agreed(client, deal):
    partner(deal, "Aa")
    rows = {"rows": client.get(url("scheme_apply", deal.slug)).context["form"].initial["rows"]}
    deal.contributions.filter(type="gemeente").update(amount_eur_per_year=99000, version=2)
    assert "Er is niets gemaakt" in text_of(client.post(url("scheme_apply", deal.slug), rows))
    assert not Commitment.objects.exists()


def test_the_preview_says_which_amount_a_partner_gets_and_why(client, deal):
    g4 = Network.objects.create(code="G4")
    years = {"year_from": "2026", "year_until": "2028"}
    sent = {"type": "gemeente", "network": g4.pk, "amount_eur_per_year": "40.000"} | years
    assert client.post(url("piece_add", deal.slug, "bijdragen"), sent).status_code == 302
    assert "Voor deze soort en dit netwerk" in text_of(
        client.post(url("piece_add", deal.slug, "bijdragen"), sent)
    )
    assert "<b>Gemeente in G4</b>: € 40.000 per jaar" in text_of(client.get(url("partners", deal.slug)))
    partner(deal, "Aa").organisation.networks.add(g4)
    partner(deal, "Bee")
    page = client.get(url("scheme_apply", deal.slug))
    assert "Aa <span" in text_of(page)
    assert "volgens: gemeente in G4" in text_of(page)
    client.post(url("scheme_apply", deal.slug), {"rows": page.context["form"].initial["rows"]})
    asked = Commitment.objects.order_by("participation__organisation__name")
    assert [one.amount_eur_per_year for one in asked] == [40000, 15000]


def test_a_contribution_is_for_somebody(client, deal):
    sent = {"amount_eur_per_year": "5.000", "year_from": "2026", "year_until": "2028"}
    page = text_of(client.post(url("piece_add", deal.slug, "bijdragen"), sent))
    assert "Kies een soort, een netwerk, of allebei." in page
    p10 = Network.objects.create(code="P10")
    assert (
        client.post(url("piece_add", deal.slug, "bijdragen"), sent | {"network": p10.pk}).status_code == 302
    )
    assert str(deal.contributions.get(network=p10)) == "elke partner in P10"


def _apply(client, deal):
    rows = {"rows": client.get(url("scheme_apply", deal.slug)).context["form"].initial["rows"]}
    assert client.post(url("scheme_apply", deal.slug), rows).status_code == 302


def test_what_was_made_in_one_go_is_taken_back_in_one_go_and_can_be_made_again(client, deal):
    own = factories.commitment(participation=partner(deal, "Zee"), kind="geld", amount_eur_per_year=1)
    partner(deal, "Aa")
    partner(deal, "Bee", "ministerie")
    _apply(client, deal)
    assert url("scheme_undo", deal.slug) in text_of(client.get(url("partners", deal.slug)))
    question = text_of(client.get(url("scheme_undo", deal.slug)))
    assert "Aa: € 15.000 per jaar (2026–2028), Bee: € 75.000" in question and "Zee" not in question
    assert Commitment.objects.count() == 3
    client.post(url("scheme_undo", deal.slug))
    assert list(Commitment.objects.all()) == [own]
    assert Commitment.with_removed.filter(deleted_at__isnull=False).count() == 2
    assert url("scheme_undo", deal.slug) not in text_of(client.get(url("partners", deal.slug)))
    told = [verb(line) for line in queries.changes_in(deal)]
    assert "maakte afspraken volgens de bijdrage per soort en netwerk" in told
    assert "maakte afspraken volgens de bijdragen ongedaan" in told
    again = text_of(client.post(url("scheme_undo", deal.slug), follow=True))
    assert "niets dat nog ongedaan" in again
    _apply(client, deal)
    assert Commitment.objects.count() == 3


USED_BY = {
    "a change": lambda one: Commitment.objects.filter(pk=one.pk).update(version=2),
    "agreeing": lambda one: Commitment.objects.filter(pk=one.pk).update(is_agreed=True),
    "confirming": lambda one: one.confirmations.create(year=2026, state="zoals"),
    "a proposal": lambda one: one.amendments.create(
        kind="inzet", description="a", year_from=2026, year_until=2026, of_version=1, why="b"
    ),
}


@pytest.mark.parametrize("how", USED_BY)
def test_what_somebody_went_on_with_is_not_taken_back(client, deal, how):
    partner(deal, "Aa")
    partner(deal, "Bee")
    _apply(client, deal)
    run = deal.scheme_runs.get()
    USED_BY[how](Commitment.objects.get(participation__organisation__name="Bee"))
    answer = text_of(client.post(url("scheme_undo", deal.slug), follow=True))
    assert "ging iemand al verder: Bee." in answer and "ging ermee verder" in answer
    with pytest.raises(ChangedMeanwhile):
        actions.undo_scheme(deal=deal, run=run, now=timezone.now(), by=None)
    assert Commitment.objects.count() == 2


def test_what_was_removed_by_hand_does_not_stand_in_the_way_and_an_older_one_is_left(client, deal):
    partner(deal, "Aa")
    partner(deal, "Bee")
    _apply(client, deal)
    removed = Commitment.objects.get(participation__organisation__name="Bee")
    client.post(url("commitment_delete", deal.slug, removed.pk))
    client.post(url("scheme_undo", deal.slug))
    assert not Commitment.objects.exists()
    _apply(client, deal)
    deal.scheme_runs.update(at=timezone.now() - timedelta(days=31))
    client.post(url("scheme_undo", deal.slug))
    assert Commitment.objects.count() == 2


def test_of_two_only_the_last_is_taken_back(client, deal):
    partner(deal, "Aa")
    _apply(client, deal)
    first = deal.scheme_runs.get()
    partner(deal, "Bee")
    _apply(client, deal)
    actions.undo_scheme(deal=deal, run=first, now=timezone.now(), by=None)
    assert Commitment.objects.count() == 2


def test_with_nothing_to_do_there_is_no_button(client, deal):
    page = text_of(client.get(url("scheme_apply", deal.slug)))
    assert "Er is niets te doen" in page and "Afspraken maken</button>" not in page
    deal.contributions.all().delete()
    page = text_of(client.get(url("scheme_apply", deal.slug)))
    assert "Er staat nog geen bijdrage vast." in page and "Afspraken maken</button>" not in page
    deal.contributions.create(type="gemeente", amount_eur_per_year=1, year_from=2026, year_until=2028)
    partner(deal, "Gemeente Proef")
    assert "Afspraken maken</button>" in text_of(client.get(url("scheme_apply", deal.slug)))
