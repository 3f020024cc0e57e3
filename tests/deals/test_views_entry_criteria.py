"""Criteria to join at a moment of signing: written by the team, ticked per partner, counted in the table."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from deals.models import CriterionMet
from deals.queries import entry_of
from foundation.models import AuditEvent
from tests import factories
from tests.audit_log import verb

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"deals:{name}", args=args)


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def deal(client):
    deal = factories.deal()
    client.force_login(factories.dealmaker(deal, name="Dea Maker"))
    return deal


@pytest.fixture
def moment(deal):
    moment = deal.signing_moments.create(kind="bijtekenmoment", signed_on=date(2026, 5, 12))
    for text in ("bijdrage toegezegd", "trekker bekend", "bestuurlijk besluit"):
        moment.criteria.create(text=text)
    return moment


@pytest.fixture
def partner(deal, moment):
    organisation = factories.organisation(name="Gemeente Aa")
    return factories.participation(deal=deal, organisation=organisation, signing_moment=moment)


def tick(client, partner, *criteria, version=1):
    sent = {"met": [one.pk for one in criteria], "version": version}
    return client.post(url("criteria_tick", partner.deal.slug, partner.pk), sent)


def test_the_team_writes_criteria_one_a_line_also_from_a_pasted_list(client, deal):
    moment = deal.signing_moments.create()
    lines = "• bijdrage toegezegd\r\n\r\n2. trekker bekend\r\ntrekker bekend\r\nook dit"
    assert client.post(url("criteria_add", deal.slug, moment.pk), {"texts": lines}).status_code == 302
    assert [one.text for one in moment.criteria.all()] == ["bijdrage toegezegd", "trekker bekend", "ook dit"]
    planning = text_of(client.get(url("planning", deal.slug)))
    assert "Toetredingscriteria:" in planning
    assert "· trekker bekend" in planning
    assert verb(AuditEvent.objects.get(deal_id=deal.pk)) == "voegde toetredingscriteria toe"


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (" \n ", "Schrijf minstens één criterium."),
        ("x" * 301, "Dit criterium is langer dan 300 tekens"),
        ("trekker bekend", "“trekker bekend” staat al bij dit ondertekenmoment."),
        ("\n".join(f"regel {number}" for number in range(31)), "Voeg er hoogstens 30 tegelijk toe."),
    ],
)
def test_a_wrong_criterion_gets_a_message_and_nothing_is_lost(client, deal, moment, lines, message):
    response = client.post(url("criteria_add", deal.slug, moment.pk), {"texts": lines})
    assert message in text_of(response)
    assert lines.strip()[:40] in response.content.decode()
    assert moment.criteria.count() == 3


def test_the_table_counts_what_a_partner_meets_and_names_what_is_missing(client, deal, moment, partner):
    first, second, _third = moment.criteria.all()
    assert tick(client, partner, first, second).status_code == 302
    table = text_of(client.get(url("partners", deal.slug)))
    assert f'href="{url("criteria_tick", deal.slug, partner.pk)}">2 van 3<' in table
    assert "ontbreekt: bestuurlijk besluit" in table
    page = text_of(client.get(url("criteria_tick", deal.slug, partner.pk)))
    assert "bijdrage toegezegd (afgevinkt op" in page
    assert "door Dea Maker)" in page
    assert "2 van 3" in text_of(client.get(url("participation_edit", deal.slug, partner.pk)))


def test_a_tick_keeps_who_and_when_and_another_moment_counts_its_own(client, deal, moment, partner):
    first, second, _third = moment.criteria.all()
    earlier = timezone.now() - timezone.timedelta(days=30)
    before = factories.staff(name="Eerder Iemand")
    CriterionMet.objects.create(criterion=first, participation=partner, met_at=earlier, met_by=before)
    tick(client, partner, first, second)
    assert [(one.criterion, one.met_by.name) for one in partner.met_criteria.order_by("pk")] == [
        (first, "Eerder Iemand"),
        (second, "Dea Maker"),
    ]
    assert partner.met_criteria.get(criterion=first).met_at == earlier
    tick(client, partner, second, version=2)
    assert [one.criterion for one in partner.met_criteria.all()] == [second]
    partner.signing_moment = deal.signing_moments.create()
    partner.signing_moment.criteria.create(text="iets anders")
    partner.save()
    assert "0 van 1" in text_of(client.get(url("partners", deal.slug)))


def test_who_ticks_over_someone_else_sees_both(client, moment, partner):
    first, second, _third = moment.criteria.all()
    tick(client, partner, first)
    page = text_of(tick(client, partner, second, version=1))
    assert "Iemand anders heeft dit intussen gewijzigd." in page
    assert "Intussen opgeslagen: “bijdrage toegezegd (afgevinkt op" in page
    assert [one.criterion for one in partner.met_criteria.all()] == [first]


def test_the_partner_sees_its_own_count_and_the_public_sees_none(client, deal, moment, partner):
    person = factories.user()
    factories.contact(organisation=partner.organisation, user=person, email=person.email)
    client.force_login(person)
    own = text_of(client.get(url("partners", deal.slug)))
    assert "0 van 3" in own
    assert url("criteria_tick", deal.slug, partner.pk) not in own
    client.logout()
    assert "van 3" not in text_of(client.get(url("partners", deal.slug)))


def test_partners_that_do_not_meet_all_are_found(client, deal, moment, partner):
    done = factories.participation(
        deal=deal, organisation=factories.organisation(name="Gemeente Bee"), signing_moment=moment
    )
    factories.participation(deal=deal, organisation=factories.organisation(name="Gemeente Cee"))
    tick(client, done, *moment.criteria.all())
    rows = client.get(url("partners", deal.slug), {"entry": "on"}).context["rows"]
    assert [row.participation for row in rows] == [partner]


def test_the_filter_on_criteria_is_there_only_with_criteria(client, deal):
    assert "Voldoet nog niet aan alle criteria" not in text_of(client.get(url("partners", deal.slug)))


def test_a_moment_is_chosen_with_the_participation_and_for_many_at_once(client, deal, moment):
    one, two = (factories.participation(deal=deal) for _number in range(2))
    edit = url("participation_edit", deal.slug, one.pk)
    assert "bijtekenmoment, 12 mei 2026" in text_of(client.get(edit))
    address = f"{url('participations_together', deal.slug)}?row={one.pk}&row={two.pk}&to_moment={moment.pk}"
    shown = client.get(address)
    assert "Ze tekenen bij: bijtekenmoment, 12 mei 2026." in text_of(shown)
    assert client.post(address, {"rows": shown.context["form"].initial["rows"]}).status_code == 302
    assert list(moment.participations.order_by("pk")) == [one, two]


def test_removing_a_criterion_says_for_how_many_it_was_ticked(client, deal, moment, partner):
    first = moment.criteria.first()
    tick(client, partner, first)
    page = url("criterion_delete", deal.slug, first.pk)
    assert "Aantal partners bij wie dit is afgevinkt: 1." in text_of(client.get(page))
    client.post(page)
    assert moment.criteria.count() == 2
    partner.refresh_from_db()
    assert entry_of(partner).met == 0


def test_a_criterion_is_reworded_and_stays_ticked(client, deal, moment, partner):
    first = moment.criteria.first()
    tick(client, partner, first)
    page = url("criterion_edit", deal.slug, first.pk)
    twice = text_of(client.post(page, {"text": "trekker bekend", "version": 1}))
    assert "Dit criterium staat al bij dit ondertekenmoment." in twice
    assert client.post(page, {"text": "de bijdrage is toegezegd", "version": 1}).status_code == 302
    assert partner.met_criteria.get().criterion.text == "de bijdrage is toegezegd"
