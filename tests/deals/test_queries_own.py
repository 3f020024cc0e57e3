"""A partner's contact is told what waits: on the deal, on Mijn deals, and on top of the table."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from deals.permissions import rights_on
from deals.queries import cards_of, partner_rows
from tests import factories

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"deals:{name}", args=args)


def text_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def own(client):
    """A contact logged in, with an agreement of this year, in a deal where another partner stands first by name."""
    year = timezone.localdate().year
    other = factories.participation(organisation=factories.organisation(name="Gemeente Aa"))
    years = {"year_from": year, "year_until": year}
    factories.commitment(participation=other, description="van een ander", **years)
    person = factories.user()
    member = factories.contact(user=person, organisation=factories.organisation(name="Gemeente Zz"))
    mine = factories.participation(deal=other.deal, organisation=member.organisation)
    client.force_login(person)
    return factories.commitment(participation=mine, description="denkt mee", is_agreed=True, **years)


def propose(own, **fields):
    terms = {
        "kind": "inzet",
        "description": "denkt meer mee",
        "year_from": own.year_from,
        "year_until": own.year_until,
    }
    return own.amendments.create(**terms, of_version=own.version, why="het loopt goed", **fields)


def test_the_deal_says_what_the_own_organisation_still_has_to_do(client, own):
    slug = own.participation.deal.slug
    proposal = propose(own, by_team=True)
    card = text_of(client, url("detail", slug)).partition("Uw organisatie")[2].partition("</section>")[0]
    assert "nog te bevestigen" in card
    assert url("commitment_confirm", slug, own.pk) in card
    assert "denkt meer mee" in card
    assert url("amendment_accept", slug, proposal.pk) in card
    assert url("amendment_refuse", slug, proposal.pk) in card
    assert "van een ander" not in card


def test_an_own_proposal_waits_and_is_not_to_be_answered(client, own):
    proposal = propose(own)
    card = text_of(client, url("detail", own.participation.deal.slug))
    assert "Uw voorstel wacht op antwoord" in card
    assert url("amendment_accept", own.participation.deal.slug, proposal.pk) not in card


def test_who_is_no_contact_has_no_such_card(client, own):
    for person in (factories.dealmaker(own.participation.deal), factories.staff()):
        client.force_login(person)
        assert "Uw organisatie" not in text_of(client, url("detail", own.participation.deal.slug))


def test_my_deals_count_what_waits_for_the_own_organisation(client, own):
    propose(own, by_team=True)
    page = text_of(client, url("mine"))
    assert "1 afspraak van u te bevestigen" in page
    assert "1 voorstel van het dealteam wacht op uw antwoord" in page
    own.confirmations.create(year=timezone.localdate().year, state="zoals")
    own.amendments.update(state="ingetrokken")
    assert "Uw organisatie" not in text_of(client, url("mine"))


def test_the_own_row_stands_first_in_the_table(client, own):
    page = text_of(client, url("partners", own.participation.deal.slug))
    assert page.index("Gemeente Zz</a>") < page.index("Gemeente Aa</a>")
    sorted_ = text_of(client, url("partners", own.participation.deal.slug) + "?sort=-naam")
    assert sorted_.index("Gemeente Zz</a>") < sorted_.index("Gemeente Aa</a>")
    client.force_login(factories.staff())
    page = text_of(client, url("partners", own.participation.deal.slug))
    assert page.index("Gemeente Aa</a>") < page.index("Gemeente Zz</a>")


@pytest.mark.parametrize(
    ("day", "said", "asked"),
    [
        (datetime(2026, 10, 31, 12, tzinfo=UTC), "Vanaf 1 november", None),
        (datetime(2026, 11, 1, 12, tzinfo=UTC), "Hoe liep het in 2026?", 2026),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "Hoe liep het in 2026?", 2026),  # 00:30 in Amsterdam
        (datetime(2027, 3, 31, 12, tzinfo=UTC), "Hoe liep het in 2026?", 2026),
        (datetime(2027, 4, 1, 12, tzinfo=UTC), "Vanaf 1 november", None),
    ],
)
def test_over_new_year_the_agreements_of_the_year_that_ended_stay_to_be_confirmed(client, day, said, asked):
    """At 1 January 00:30 they were gone, and those of the new year were asked."""
    participation = factories.participation()
    old = factories.commitment(participation=participation, year_from=2026, year_until=2026)
    factories.commitment(participation=participation, year_from=2027, year_until=2027)
    boss = factories.dealmaker(participation.deal)
    slug = participation.deal.slug
    with time_machine.travel(day, tick=False):
        client.force_login(boss)
        page = client.get(reverse("deals:commitments_confirm", args=[slug]), follow=True)
        assert said in page.content.decode()
        (card,) = cards_of([participation.deal], user=boss, day=timezone.localdate())
        assert card.to_confirm == (1 if asked else 0)
        found = client.get(reverse("deals:partners", args=[slug]), {"to_confirm": "on"}).content.decode()
        assert (">nog te bevestigen</span>" in found) == bool(asked)
        if asked:
            form = page.context["form"]
            data = {"rows": form["rows"].value(), "year": form["year"].value(), f"stand_{old.pk}": "zoals"}
            client.post(reverse("deals:commitments_confirm", args=[slug]), data)
            assert list(old.confirmations.values_list("year", flat=True)) == [asked]


@pytest.mark.parametrize(
    ("states", "is_asked", "text"),
    [
        ((None,), True, "nog te bevestigen"),
        (("zoals", None), True, "1 van 2 te bevestigen"),
        (("zoals", None), False, "verschilt per afspraak"),
        ((None, None), False, "loopt"),
        (("minder", "minder"), True, "minder dan afgesproken"),
        (("meer", "minder"), True, "verschilt per afspraak"),
    ],
)
def test_the_agreements_of_a_partner_are_summed_in_one_word(states, is_asked, text):
    deal, year = factories.deal(), timezone.localdate().year
    partner, user = factories.participation(deal=deal), factories.dealmaker(deal)
    for state in states:
        agreement = factories.commitment(participation=partner, year_from=year, year_until=year)
        if state:
            agreement.confirmations.create(year=year, state=state)
    asked = {"user": user, "rights": rights_on(deal, user), "year": year, "is_asked": is_asked}
    (row,) = partner_rows(deal.participations.all(), **asked)
    assert row.stand.text == text
