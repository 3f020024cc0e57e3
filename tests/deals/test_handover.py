"""A deal has a dealmaker from its first day, and is handed over in one action with a mail to both."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from deals.actions.handover import NamedMeanwhile, name_dealmaker
from deals.events import DealEvent
from deals.handover_mails import HANDED_OVER
from deals.models import Deal
from foundation.models import AuditEvent
from partners.account_mails import CHANGED
from tests import factories
from tests.audit_log import details
from tests.partners.posted import composed

pytestmark = pytest.mark.django_db
NEW_DEAL = {
    "kind": "city_deal",
    "name": "Proef",
    "phase": "idee",
    "starts_precision": "dag",
    "ends_precision": "dag",
}


@pytest.fixture
def deal():
    return factories.deal(name="Energieke Wijken", is_published=False)


@pytest.fixture
def carla(deal):
    return factories.dealmaker(deal, name="Carla", email="carla@voorbeeld.invalid")


@pytest.fixture
def dirk():
    return factories.user(name="Dirk", email="dirk@voorbeeld.invalid")


def page_of(deal):
    return reverse("deals:hand_over", args=[deal.slug])


def send(client, deal, to="dirk@voorbeeld.invalid", until=None, **fields):
    leaving = deal.roles.filter(role="dealmaker").order_by("pk").first()
    data = {"leaving": leaving and leaving.pk, "to": to, "until": until or timezone.localdate()}
    return client.post(page_of(deal), {name: value for name, value in (data | fields).items() if value})


def may_edit(client, deal, person):
    client.force_login(person)
    return client.get(reverse("deals:edit", args=[deal.slug])).status_code == 200


# Making a deal


def test_whoever_makes_a_deal_names_its_dealmaker(client, dirk):
    client.force_login(factories.staff())
    refused = client.post(reverse("deals:create"), NEW_DEAL)
    assert "Vul het e-mailadres van de dealmaker in." in refused.content.decode()
    assert not Deal.objects.exists()
    client.post(reverse("deals:create"), NEW_DEAL | {"dealmaker": " Dirk@Voorbeeld.invalid"})
    made = Deal.objects.get()
    assert [(role.user, role.role) for role in made.roles.all()] == [(dirk, "dealmaker")]
    [sent] = composed(HANDED_OVER)
    assert (sent.to, sent.subject) == ([dirk.email], "U bent dealmaker van City Deal Proef")
    assert may_edit(client, made, dirk)


def test_two_who_name_a_dealmaker_name_one(client, deal, dirk):
    other = factories.user(name="Els", email="els@voorbeeld.invalid")
    client.force_login(factories.staff())
    send(client, deal, dirk.email, leaving=None, until=None, once="een")
    late = client.post(page_of(deal), {"to": other.email, "once": "twee"}, follow=True)
    assert "Dirk is intussen aangewezen als dealmaker" in late.content.decode()
    with pytest.raises(NamedMeanwhile, match="Dirk"):  # at the same moment: both pages found none
        name_dealmaker(deal=deal, user=other, by=None, now=timezone.now())
    assert [role.user for role in deal.roles.all()] == [dirk]
    assert [sent.to for sent in composed(HANDED_OVER)] == [[dirk.email]]


def test_naming_that_meets_another_at_the_same_moment_says_so(client, deal, dirk, monkeypatch):
    factories.dealmaker(deal, name="Els")
    monkeypatch.setattr("deals.views.handover.dealmakers_of", lambda deal, day: deal.roles.none())
    client.force_login(factories.staff())
    late = client.post(page_of(deal), {"to": dirk.email})
    monkeypatch.undo()
    assert "Els is intussen aangewezen" in client.get(late["Location"]).content.decode()


@pytest.mark.parametrize("fields", [{"is_active": False}, {"ended_on": "2026-01-01"}, None])
def test_a_dealmaker_has_an_account_that_works(client, fields):
    if fields is not None:
        factories.user(email="dirk@voorbeeld.invalid", **fields)
    client.force_login(factories.staff())
    answer = client.post(reverse("deals:create"), NEW_DEAL | {"dealmaker": "dirk@voorbeeld.invalid"})
    assert "geen account dat werkt" in answer.content.decode()
    assert not Deal.objects.exists()


# Handing it over


def test_a_dealmaker_hands_over_at_once(client, deal, carla, dirk):
    client.force_login(carla)
    answer = send(client, deal, dirk.email)
    assert answer["Location"] == reverse("deals:mine")  # of a deal that is not public nothing is left to see
    assert not may_edit(client, deal, carla)
    assert may_edit(client, deal, dirk)
    line = AuditEvent.objects.get(event=DealEvent.HANDED_OVER)
    assert details(line)["dealmaker"] == ["Carla", "Dirk"]
    first, second = composed(HANDED_OVER)
    assert (first.to, second.to) == ([carla.email], [dirk.email])
    assert "is overgedragen aan Dirk (dirk@voorbeeld.invalid)." in first.body
    assert "U neemt de deal over van Carla (carla@voorbeeld.invalid)." in second.body


def test_a_later_day_leaves_time_to_work_together(client, deal, carla, dirk):
    today = timezone.localdate()
    client.force_login(carla)
    send(client, deal, dirk.email, today + timedelta(days=30))
    assert may_edit(client, deal, carla)
    assert may_edit(client, deal, dirk)
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert not may_edit(client, deal, carla)
        assert may_edit(client, deal, dirk)


def test_a_dealmaker_who_sends_it_twice_is_not_told_to_have_no_right(client, deal, carla, dirk):
    client.force_login(carla)
    send(client, deal, once="een-sleutel")
    again = send(client, deal, once="een-sleutel")
    assert again.status_code == 302
    assert "was al verstuurd" in client.get("/").content.decode()
    assert send(client, deal, once="een-andere").status_code == 404


def test_staff_hand_over_for_a_dealmaker_who_is_gone(client, deal, carla, dirk):
    client.force_login(factories.staff())
    assert send(client, deal, dirk.email)["Location"] == deal.get_absolute_url()
    assert not may_edit(client, deal, carla)
    assert may_edit(client, deal, dirk)


def test_staff_choose_which_of_two_dealmakers_leaves(client, deal, carla, dirk):
    second = factories.dealmaker(deal, name="Bea")
    client.force_login(factories.staff())
    page = client.get(page_of(deal)).content.decode()
    assert "Carla" in page and "Bea" in page
    send(client, deal, dirk.email, leaving=deal.roles.get(user=second).pk)
    assert may_edit(client, deal, carla)
    assert not may_edit(client, deal, second)


def test_a_dealmaker_hands_over_the_own_role_only(client, deal, carla, dirk):
    second = factories.dealmaker(deal)
    client.force_login(carla)
    answer = send(client, deal, dirk.email, leaving=deal.roles.get(user=second).pk)
    assert answer.status_code == 200
    assert may_edit(client, deal, second)


def test_handing_over_twice_is_handing_over_once(client, deal, carla, dirk):
    other = factories.user()
    client.force_login(factories.staff())
    send(client, deal, dirk.email)
    late = send(client, deal, other.email)
    assert "Deze dealmaker heeft de deal intussen al overgedragen." in late.content.decode()
    assert not may_edit(client, deal, other)


def test_who_is_dealmaker_already_stays_so_without_an_end(client, deal, carla, dirk):
    deal.roles.create(user=dirk, role="dealmaker", ended_on=timezone.localdate() + timedelta(days=3))
    client.force_login(carla)
    send(client, deal, dirk.email)
    assert [(role.ended_on, role.version) for role in deal.roles.filter(user=dirk)] == [(None, 2)]


@pytest.mark.parametrize("has_dealmaker", [True, False])
def test_an_administrator_who_takes_a_deal_is_seen_by_agenda_stad(client, deal, dirk, has_dealmaker):
    """A dealmaker reads the deal's report, which an administrator does not; nobody else need be told of
    it."""
    if has_dealmaker:
        factories.dealmaker(deal, name="Carla")
    officer, administrator = factories.staff(), factories.administrator(email="ada@voorbeeld.invalid")
    client.force_login(administrator)
    send(client, deal, administrator.email)
    [sent] = composed(CHANGED)
    assert sent.to == [officer.email]
    assert "Energieke Wijken" in sent.subject


def test_what_agenda_stad_hands_over_itself_is_no_news_to_it(client, deal, carla, dirk):
    factories.staff()
    client.force_login(factories.staff())
    send(client, deal, dirk.email)
    assert composed(CHANGED) == []


def test_a_deal_without_a_dealmaker_is_given_one_by_staff(client, deal, dirk):
    client.force_login(factories.staff())
    assert "Deze deal heeft nu geen dealmaker." in client.get(page_of(deal)).content.decode()
    client.post(page_of(deal), {"to": dirk.email})
    assert may_edit(client, deal, dirk)
    assert [sent.to for sent in composed(HANDED_OVER)] == [[dirk.email]]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"to": "carla@voorbeeld.invalid"}, "Dit is de dealmaker die de deal overdraagt."),
        ({"until": "2020-01-01"}, "Deze dag is al voorbij."),
        ({"until": "2090-01-01"}, "Kies een dag binnen een jaar."),
        ({"to": "niemand@voorbeeld.invalid"}, "geen account dat werkt"),
    ],
)
def test_what_cannot_be_is_said(client, deal, carla, dirk, fields, sentence):
    client.force_login(carla)
    assert sentence in send(client, deal, **fields).content.decode()
    assert may_edit(client, deal, carla)


# Permission, and the accounts on offer


def test_a_project_leader_and_others_do_not(client, deal, carla):
    leader = factories.user()
    deal.roles.create(user=leader, role="projectleider")
    for person, status in ((leader, 403), (factories.dealmaker(factories.deal()), 404), (carla, 200)):
        client.force_login(person)
        assert client.get(page_of(deal)).status_code == status


def test_a_dealmaker_is_not_shown_who_has_an_account(client, deal, carla, dirk):
    staff = factories.staff(name="Sam")
    client.force_login(carla)
    offered = client.get(page_of(deal)).content.decode()
    assert staff.email in offered
    assert dirk.email not in offered
    client.force_login(staff)
    assert dirk.email in client.get(page_of(deal)).content.decode()


def test_the_team_reads_who_is_in_it_until_when(client, deal, carla):
    deal.roles.update(ended_on=timezone.localdate() + timedelta(days=30))
    client.force_login(carla)
    page = client.get(deal.get_absolute_url()).content.decode()
    assert "Dealteam" in page
    assert page_of(deal) in page
    deal.is_published = True
    deal.save()
    client.force_login(factories.user())
    assert "Dealteam" not in client.get(deal.get_absolute_url()).content.decode()


def test_half_past_midnight_on_new_years_day_is_the_new_year(client, deal, carla, dirk):
    """A role that ended with the old year is over, although it is still the old year in UTC."""
    old = deal.roles.create(user=dirk, role="dealmaker", ended_on="2027-01-01")
    with time_machine.travel("2026-12-31T23:30:00Z", tick=False):
        client.force_login(carla)
        assert send(client, deal).status_code == 302
        assert may_edit(client, deal, dirk)
    old.refresh_from_db()
    assert str(old.ended_on) == "2027-01-01"
    assert deal.roles.get(user=dirk, ended_on=None).pk != old.pk
