"""Points of attention on the deal, on Mijn deals and for the programme; put aside with a reason, back with other facts."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from deals.events import DealEvent
from deals.models import Deal, DealRole, Election, PutAside
from deals.queries.attention import attention_by_deal, attention_of
from foundation.models import AuditEvent
from programme.queries.overview import attention_points
from tests import factories
from tests.audit_log import details

pytestmark = pytest.mark.django_db
BORGING = "er staat nog niet waar de resultaten worden geborgd"


def day(days=0):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def deal():
    """Past the half of its term, with a ministry and a municipality that have a contact."""
    deal = factories.deal(starts_on=day(-100), ends_on=day(90))
    for type_ in ("ministerie", "gemeente"):
        organisation = factories.organisation(type=type_)
        factories.participation(deal=deal, organisation=organisation)
        factories.contact(organisation=organisation)
    return deal


@pytest.fixture
def team(client, deal):
    factories.dealmaker(deal)
    person = factories.dealmaker(deal, name="Dea Maker")
    client.force_login(person)
    return person


def page_of(client, deal):
    return client.get(deal.get_absolute_url()).content.decode()


def codes(deal):
    read = Deal.objects.with_first_signing().get(pk=deal.pk)
    return [one.code for one in attention_of(read, day()).open]


def aside(deal, code="borging"):
    return reverse("deals:attention_aside", args=[deal.slug, code])


def fingerprint(deal, code="borging"):
    return next(one for one in attention_of(deal, day()).open if one.code == code).fingerprint


def test_a_point_is_put_aside_with_who_and_why_and_shown_again(client, deal, team):
    assert BORGING in page_of(client, deal) and aside(deal) in page_of(client, deal)
    empty = client.post(aside(deal), {"fingerprint": fingerprint(deal), "reason": ""}).content.decode()
    assert "Waarom is dit nu goed zo?" in empty and not PutAside.objects.exists()
    sent = {"fingerprint": fingerprint(deal), "reason": "Staat in het jaarplan."}
    assert client.post(aside(deal), sent).url == deal.get_absolute_url()
    page = page_of(client, deal)
    assert (
        "1 aandachtspunt terzijde gelegd" in page and "Staat in het jaarplan." in page and "Dea Maker" in page
    )
    assert aside(deal) not in page and codes(deal) == []
    assert details(AuditEvent.objects.get(event=DealEvent.ATTENTION_PUT_ASIDE))["reden"] == sent["reason"]
    again = reverse("deals:attention_again", args=[deal.slug, PutAside.objects.get().pk])
    client.post(again)
    assert codes(deal) == ["borging"]


def test_it_returns_when_the_facts_change(client, deal, team):
    client.post(aside(deal), {"fingerprint": fingerprint(deal), "reason": "komt goed"})
    assert codes(deal) == []
    deal.ends_on = day(95)
    deal.save()
    assert codes(deal) == ["borging"]


def test_other_facts_than_were_shown_are_read_first(client, deal, team):
    shown = fingerprint(deal)
    deal.ends_on = day(95)
    deal.save()
    page = client.post(aside(deal), {"fingerprint": shown, "reason": "komt goed"}).content.decode()
    assert "Er is intussen iets veranderd" in page and "komt goed" in page
    assert not PutAside.objects.exists()


def test_a_point_that_is_gone_leads_back(client, deal, team):
    deal.anchoring_documents.create(title="Nota", organisation=factories.organisation(type="ministerie"))
    assert client.get(aside(deal)).url == deal.get_absolute_url()


FACTS = {
    "contact": lambda deal: deal.participations.first().organisation.contacts.update(until_on=day(-1)),
    "zonder-gemeente": lambda deal: deal.participations.filter(organisation__type="gemeente").update(
        stage="vertrokken"
    ),
    "verkiezing": lambda deal: Election.objects.create(name="Raadsverkiezingen", on=day(30)),
    "rol-dealmaker": lambda deal: DealRole.objects.filter(deal=deal).last().delete(),
}


@pytest.mark.parametrize("what", FACTS)
def test_each_fact_is_read_and_stands_on_the_page(client, deal, team, what):
    before = codes(deal)
    FACTS[what](deal)
    client.force_login(factories.staff())
    new = [code for code in codes(deal) if code not in before]
    assert [code.rpartition("-")[0] if what == "verkiezing" else code for code in new] == [what]
    page = page_of(client, deal)
    assert all(one.why in page for one in attention_of(deal, day()).open)


def test_only_the_team_reads_it(client, deal):
    for reader in (factories.partner_contact(deal), factories.user()):
        client.force_login(reader)
        assert BORGING not in page_of(client, deal)


def test_on_mijn_deals_and_for_the_programme(client, deal, team):
    mine = client.get(reverse("deals:mine")).content.decode()
    assert "1 ander aandachtspunt" in mine
    assert attention_points(day()) == [
        ("Over de helft, borging nog niet vastgelegd", 1, [(deal, attention_of(deal, day()).open[0].why)])
    ]
    client.force_login(factories.staff())
    page = client.get(reverse("programme:overview")).content.decode()
    assert "borging nog niet vastgelegd: 1 deal" in page and BORGING in page


def test_five_queries_however_many_deals(deal, django_assert_num_queries):
    deals = [deal, *(factories.participation().deal for _more in range(6))]
    with django_assert_num_queries(5):
        assert len(attention_by_deal(deals, day())) == 7


def test_the_term_begins_at_the_first_signing_where_no_begin_is_known(client, deal, team):
    deal.starts_on = None
    deal.save()
    assert codes(deal) == []
    deal.signing_moments.create(signed_on=day(-40))
    assert codes(deal) == []
    for kind in ("intentieverklaring", "bijtekenmoment", "verlenging"):  # a signing of before is not known
        deal.signing_moments.create(signed_on=day(-100), kind=kind)
    assert codes(deal) == []
    deal.signing_moments.create(signed_on=day(-100), kind="ondertekening")
    assert codes(deal) == ["borging"]
    assert "de eerste ondertekening" in page_of(client, deal)
    assert "jaar 1 van 1" in page_of(client, deal)
