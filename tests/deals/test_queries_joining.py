"""A partner that was added by mistake is removed; one that took part can only be ended. As the pages say it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from deals import actions, queries
from deals.actions.conversation import save_conversation
from deals.actions.removing import put_back
from deals.events import PartnershipEvent
from deals.models import Commitment, Conversation, Participation
from deals.queries import digest
from deals.queries.sheets import records_of
from deals.sheet.tables import PARTNERS
from foundation.concurrent_edit import ChangedMeanwhile
from foundation.models import AuditEvent
from impacttool.queries.invitations import contacts_to_invite
from partners.queries import deals_of, organisations_to_list, taking_part
from tests import factories

pytestmark = pytest.mark.django_db
NAME = "Waterschap Bosuil"


@pytest.fixture
def deal():
    return factories.deal(name="Deal A")


@pytest.fixture
def team(client, deal):
    person = factories.dealmaker(deal)
    client.force_login(person)
    return person


@pytest.fixture
def mistake(deal):
    organisation = factories.organisation(name=NAME, type="waterschap")
    return factories.participation(deal=deal, organisation=organisation, stage="in_gesprek")


def url(name, deal, *more):
    return reverse(f"deals:{name}", args=[deal.slug, *more])


def day(days=0):
    return timezone.localdate() + timedelta(days=days)


def _signed_at(participation, days):
    participation.signing_moment = participation.deal.signing_moments.create(signed_on=day(days))
    participation.save()


def _confirmed(participation):
    agreement = factories.commitment(participation=participation)
    agreement.confirmations.create(year=2026, state="zoals")


KEPT_BY = {
    "heeft een afspraak": lambda one: factories.commitment(participation=one),
    "al gezegd hoe die liep": _confirmed,
    "er is een gesprek": lambda one: one.conversations.create(held_on=day(), with_whom="a", what="b"),
    "is ondertekenaar; klopt dat niet, wijzig dan eerst het stadium": lambda one: (
        Participation.objects.filter(pk=one.pk).update(stage="ondertekend")
    ),
    "die al is geweest": lambda one: _signed_at(one, 0),
}


@pytest.mark.parametrize("why", KEPT_BY)
def test_who_took_part_is_not_removed_and_the_page_says_why_and_offers_to_end(client, mistake, team, why):
    KEPT_BY[why](mistake)
    for send in (client.get, client.post):
        page = send(url("participation_delete", mistake.deal, mistake.pk), follow=True).content.decode()
        assert "Verwijderen kan niet:" in page and why in page
        assert "Deelname van Waterschap Bosuil beëindigen" in page
    assert Participation.objects.filter(pk=mistake.pk).exists()


@pytest.mark.parametrize("why", KEPT_BY)
def test_what_came_between_page_and_button_keeps_the_partner(mistake, team, why):
    KEPT_BY[why](mistake)
    with pytest.raises(ChangedMeanwhile):
        actions.remove_participation(participation=mistake, day=day(), by=team)


def test_what_was_removed_itself_and_a_signing_to_come_keep_nobody(client, mistake, team):
    agreement = factories.commitment(participation=mistake, deleted_at=timezone.now())
    mistake.conversations.create(held_on=day(), with_whom="a", what="b", deleted_at=timezone.now())
    _signed_at(mistake, 1)
    answer = client.post(url("participation_delete", mistake.deal, mistake.pk), follow=True)
    assert answer.status_code == 200
    assert not Participation.objects.filter(pk=mistake.pk).exists()
    undo = url("put_back", mistake.deal, "afspraken", agreement.pk)
    assert client.get(undo).status_code == 404  # first the partner, then what hangs on it
    client.post(url("put_back", mistake.deal, "deelnames", mistake.pk))
    assert client.get(undo).status_code == 200


def _listed(person):
    return organisations_to_list(person).get(name=NAME).deal_count


SEEN = {
    "the count of partners": lambda one, team: (
        queries.count_listed(Participation.objects.filter(deal=one.deal)).partners
    ),
    "the table": lambda one, team: records_of(one.deal, PARTNERS).count(),
    "the list of organisations": lambda one, team: _listed(team),
    "who takes part": lambda one, team: taking_part(type(one.organisation).objects.all(), team).count(),
    "the deals of an organisation": lambda one, team: len(deals_of(one.organisation, team)),
    "the search": lambda one, team: queries.deals_about(
        NAME, deals=type(one.deal).objects.all(), participations=Participation.objects.visible_to(team)
    ),
    "newcomers": lambda one, team: queries.newcomers_of([one.deal], day()),
    "the daily overview": lambda one, team: digest.news_of([team], day=day()).get(team.pk),
    "contacts to invite": lambda one, team: contacts_to_invite(
        factories.survey(deal=one.deal), day()
    ).count(),
}


@pytest.mark.parametrize("place", SEEN)
def test_it_stands_nowhere_and_is_back_when_it_is_put_back(mistake, place):
    Participation.objects.filter(pk=mistake.pk).update(stage="")
    mistake.refresh_from_db()
    factories.contact(organisation=mistake.organisation, new_at=timezone.now())
    team = factories.staff()
    factories.dealmaker(mistake.deal)
    team.deal_roles.create(deal=mistake.deal, role="dealmaker")

    def seen():
        return SEEN[place](mistake, team)

    assert seen()
    actions.remove_participation(participation=mistake, day=day(), by=factories.staff())
    assert not seen() or (place == "the daily overview" and not seen()[0].parts)
    put_back(record=Participation.with_removed.get(pk=mistake.pk), by=team)
    assert seen()


@pytest.mark.parametrize(
    "name", ["detail", "partners", "newcomers", "sheets", "piece_add onderdelen", "piece_add gezocht"]
)
def test_no_page_of_the_deal_names_it(client, mistake, team, name):
    Participation.objects.filter(pk=mistake.pk).update(stage="")
    name, *more = name.split()
    if name != "sheets":
        assert NAME in client.get(url(name, mistake.deal, *more)).content.decode()
    actions.remove_participation(participation=mistake, day=day(), by=team)
    assert NAME not in client.get(url(name, mistake.deal, *more)).content.decode().split('id="verwijderd"')[0]


def test_the_same_organisation_can_be_added_again_and_then_the_first_stays_away(client, mistake, team):
    client.post(url("participation_delete", mistake.deal, mistake.pk))
    sent = {"organisation_name": NAME, "stage": "in_gesprek"}
    assert client.post(url("participation_add", mistake.deal), sent).status_code == 302
    undo = url("put_back", mistake.deal, "deelnames", mistake.pk)
    assert "Dit kan niet meer" in client.post(undo, follow=True).content.decode()
    assert mistake.deal.participations.count() == 1


def test_who_was_found_in_it_is_sought_again(client, mistake, team):
    wanted = mistake.deal.wanted_partners.create(description="waterkenner", why="x", found_as=mistake)
    client.post(url("participation_delete", mistake.deal, mistake.pk))
    wanted.refresh_from_db()
    assert (wanted.found_as, wanted.version) == (None, 2)
    assert "waterkenner" in str(queries.wanted_by_type(factories.staff())[0].by_deal)


def test_twice_is_once_in_the_log(mistake, team):
    for _twice in range(2):
        actions.remove_participation(participation=mistake, day=day(), by=team)
    assert AuditEvent.objects.filter(event=PartnershipEvent.REMOVED).count() == 1


def test_nothing_is_agreed_with_or_noted_of_a_partner_that_is_removed_at_that_moment(mistake, team):
    actions.remove_participation(participation=mistake, day=day(), by=team)
    agreement = Commitment(
        participation=mistake, kind="inzet", description="a", year_from=2026, year_until=2026
    )
    with pytest.raises(ChangedMeanwhile):
        actions.save_commitment(commitment=agreement, version=1, changes={}, by=team)
    talk = Conversation(participation=mistake, held_on=day(), with_whom="a", what="b")
    with pytest.raises(ChangedMeanwhile):
        save_conversation(conversation=talk, version=1, by=team)


def test_the_edit_page_offers_both_ways(client, mistake, team):
    page = client.get(url("participation_edit", mistake.deal, mistake.pk)).content.decode()
    assert url("participation_delete", mistake.deal, mistake.pk) in page
    assert url("participation_end", mistake.deal, mistake.pk) in page
