"""The course of an agreement: earlier versions stay readable, a change is proposed by one side and accepted by the other."""

import pytest
from django.urls import reverse
from django.utils import timezone

from deals import actions
from deals.models import Amendment, Commitment
from deals.queries import agreed_at
from foundation.concurrent_edit import ChangedMeanwhile
from tests import factories

pytestmark = pytest.mark.django_db
NEW = {
    "kind": "geld",
    "amount_eur_per_year": "15.000",
    "description": "",
    "year_from": "2026",
    "year_until": "2027",
}
WHY = {"why": "minder begroting"}


def url(name, *args):
    return reverse(f"deals:{name}", args=args)


def text_of(response):
    return response.content.decode()


@pytest.fixture
def agreement():
    return factories.commitment(description="denkt mee", is_agreed=True)


@pytest.fixture
def deal(agreement):
    return agreement.participation.deal


@pytest.fixture
def team(deal):
    return factories.dealmaker(deal, name="Dea Maker")


@pytest.fixture
def contact(agreement):
    person = factories.user(name="Piet Partner")
    factories.contact(organisation=agreement.participation.organisation, user=person)
    return person


def propose(client, person, agreement, **data):
    client.force_login(person)
    slug = agreement.participation.deal.slug
    seen = {"version": Commitment.objects.get(pk=agreement.pk).version}
    return client.post(url("amendment_add", slug, agreement.pk), NEW | WHY | seen | data, follow=True)


def test_what_was_agreed_when_and_by_whom_stays_readable(client, agreement, deal, team):
    client.force_login(team)
    client.post(url("commitment_edit", deal.slug, agreement.pk), NEW | {"version": "1"})
    page = text_of(client.get(url("commitment", deal.slug, agreement.pk)))
    assert page.index("€ 15.000 per jaar (2026–2027)") < page.index("denkt mee (2024–2027)")
    assert "Dea Maker" in page
    assert "voor de eerste wijziging" in page
    client.post(url("commitment_edit", deal.slug, agreement.pk), NEW | {"version": "2", "year_until": "2028"})
    assert agreement.versions.count() == 3


def test_a_new_agreement_is_kept_from_the_start(client, agreement, deal, team):
    client.force_login(team)
    client.post(url("commitment_add", deal.slug, agreement.participation.pk), NEW)
    made = agreement.participation.commitments.exclude(pk=agreement.pk).get()
    assert made.versions.get().saved_by == "Dea Maker"


def test_the_partner_proposes_and_the_team_accepts(client, agreement, deal, team, contact):
    page = propose(client, contact, agreement)
    assert "Van de partner aan het dealteam" in text_of(page)
    asked = Amendment.objects.get()
    assert client.post(url("amendment_accept", deal.slug, asked.pk)).status_code == 403
    agreement.refresh_from_db()
    assert agreement.kind == "inzet"
    client.force_login(team)
    assert "voorstel wacht op antwoord" in text_of(client.get(url("partners", deal.slug)))
    client.post(url("amendment_accept", deal.slug, asked.pk))
    agreement.refresh_from_db()
    assert (agreement.kind, agreement.amount_eur_per_year, agreement.description) == ("geld", 15000, "")
    assert (agreement.is_agreed, agreement.agreed_on) == (True, timezone.localdate())
    assert "aangenomen" in text_of(client.get(url("commitment", deal.slug, agreement.pk)))


def test_the_team_proposes_and_the_partner_says_no(client, agreement, deal, team, contact):
    propose(client, team, agreement)
    asked = Amendment.objects.get()
    assert client.post(url("amendment_refuse", deal.slug, asked.pk)).status_code == 403
    client.force_login(contact)
    client.post(url("amendment_refuse", deal.slug, asked.pk))
    agreement.refresh_from_db()
    asked.refresh_from_db()
    assert (agreement.kind, asked.state, asked.answered_label) == ("inzet", "niet_aangenomen", "Piet Partner")


def test_who_is_on_both_sides_does_not_answer_an_own_proposal(client, agreement, deal, team):
    factories.contact(organisation=agreement.participation.organisation, user=team)
    propose(client, team, agreement)
    assert client.post(url("amendment_accept", deal.slug, Amendment.objects.get().pk)).status_code == 403


def test_a_proposal_is_not_accepted_over_another_change(client, agreement, deal, team, contact):
    propose(client, contact, agreement)
    client.force_login(team)
    other = {"kind": "inzet", "description": "denkt twee keer mee", "version": "1"}
    client.post(url("commitment_edit", deal.slug, agreement.pk), NEW | other | {"amount_eur_per_year": ""})
    asked = Amendment.objects.get()
    page = client.post(url("amendment_accept", deal.slug, asked.pk), follow=True)
    assert "de afspraak is intussen veranderd" in text_of(page)
    agreement.refresh_from_db()
    asked.refresh_from_db()
    assert (agreement.description, asked.state) == ("denkt twee keer mee", "open")


def test_a_proposal_for_an_agreement_that_changed_meanwhile_shows_both_and_loses_nothing(
    client, agreement, deal, team, contact
):
    """Typed over € 1.000, while the team made it € 9.000."""
    Commitment.objects.update(kind="geld", description="", amount_eur_per_year=1000)
    client.force_login(contact)
    page = text_of(client.get(url("amendment_add", deal.slug, agreement.pk)))
    assert 'name="version" value="1"' in page and 'value="1.000"' in page
    client.force_login(team)
    nine = NEW | {"amount_eur_per_year": "9.000", "version": "1"}
    client.post(url("commitment_edit", deal.slug, agreement.pk), nine)
    page = text_of(propose(client, contact, agreement, version="1", amount_eur_per_year="800"))
    assert "Iemand anders heeft dit intussen gewijzigd" in page
    assert "Intussen opgeslagen: “9.000”." in page and 'value="800"' in page
    assert WHY["why"] in page and "Intussen opgeslagen: niets" not in page
    assert 'name="version" value="2"' in page and not Amendment.objects.exists()
    propose(client, contact, agreement, version="2", amount_eur_per_year="800")
    assert Amendment.objects.get().of_version == 2


def test_a_proposal_is_stored_for_the_version_that_was_read_alone(agreement, contact):
    """Also when the agreement changes between looking at the form and storing."""
    terms = {"kind": "inzet", "description": "minder", "year_from": 2026, "year_until": 2026, "why": "tijd"}
    asked = Amendment(commitment=agreement, **terms)
    with pytest.raises(ChangedMeanwhile):
        actions.propose_amendment(amendment=asked, version=agreement.version + 1, by_team=False, by=contact)
    assert not Amendment.objects.exists()


def test_one_proposal_waits_at_a_time_and_can_be_withdrawn(client, agreement, deal, team):
    propose(client, team, agreement)
    again = text_of(propose(client, team, agreement, why="nog minder tijd"))
    assert "loopt al een voorstel" in again and "nog minder tijd" in again
    client.post(url("amendment_withdraw", deal.slug, Amendment.objects.get().pk))
    propose(client, team, agreement)
    assert list(Amendment.objects.order_by("pk").values_list("state", flat=True)) == ["ingetrokken", "open"]


def test_a_proposal_is_checked_like_an_agreement(client, agreement, team):
    page = text_of(propose(client, team, agreement, amount_eur_per_year="", year_until="2020"))
    assert "Vul het bedrag per jaar in." in page
    assert "Het laatste jaar ligt voor het eerste jaar." in page
    assert not Amendment.objects.exists()


def test_totals_stand_per_year_and_per_type(client, deal, team):
    this_year = timezone.localdate().year
    money = {"kind": "geld", "description": "", "year_from": this_year, "year_until": this_year}
    for type_, amount in (("ministerie", 75000), ("gemeente", 40000), ("gemeente", 15000)):
        organisation = factories.organisation(type=type_)
        partner = factories.participation(deal=deal, organisation=organisation)
        factories.commitment(participation=partner, amount_eur_per_year=amount, **money)
    left = factories.participation(deal=deal, stage="vertrokken")
    factories.commitment(participation=left, amount_eur_per_year=1000, **money)
    client.force_login(team)
    page = text_of(client.get(url("partners", deal.slug)))
    table = page[page.index('id="totalen"') :]
    words = ["waarvan gemeente", "waarvan ministerie", "€ 130.000", "€ 55.000", "€ 75.000"]
    places = [table.index(word) for word in words]
    assert places == sorted(places)
    assert "€ 130.000" in page
    client.logout()
    assert "Afspraken per jaar" not in text_of(client.get(url("partners", deal.slug)))


def test_the_page_of_an_agreement_says_how_each_year_went_and_who_said_so(
    client, agreement, deal, team, time_machine
):
    time_machine.move_to("2026-07-01", tick=False)
    Commitment.objects.filter(pk=agreement.pk).update(year_from=2024, year_until=2027, agreed_on="2024-02-03")
    agreement.confirmations.create(year=2025, state="minder", note="vacature", confirmed_by="Piet Partner")
    client.force_login(team)
    text = text_of(client.get(url("commitment", deal.slug, agreement.pk)))
    years = text.partition('id="jaren"')[2].partition("</section>")[0]
    assert (
        "Minder dan afgesproken" in years and "vastgelegd door Piet Partner" in years and "vacature" in years
    )
    assert years.count("Nog te bevestigen") == 2 and "2027" not in years  # of 2024 and 2026
    assert (
        years.count(url("commitment_confirm", deal.slug, agreement.pk)) == 2
    )  # this year and the one before
    assert "Beide kanten zijn akkoord, afgesproken op 3 februari 2024." in text


def test_since_when_both_sides_agree_and_who_wrote_it_down(client, agreement, deal, team):
    client.force_login(team)
    for version, agreed in enumerate(["", "on", "on"], 1):
        data = NEW | {
            "version": str(version),
            "is_agreed": agreed,
            "agreed_on": "2026-01-02" if agreed else "",
        }
        client.post(url("commitment_edit", deal.slug, agreement.pk), data)
    versions = list(agreement.versions.all())
    assert agreed_at(versions) == versions[1] and agreed_at(versions[2:]) is None
    text = text_of(client.get(url("commitment", deal.slug, agreement.pk)))
    assert "vastgelegd door Dea Maker op" in text
