"""A contact of some deals of the organisation only: what it reaches, and what it does not."""

from dataclasses import dataclass

import pytest
from django.db import connection
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from deals.models import ContactDeal, Deal, Participation
from deals.queries import contacts_to_mark, lasting_contacts_of
from deals.queries.attention import attention_of
from deals.queries.lists import deals_of
from deals.queries.newcomers import newcomers_of
from deals.records.action_point import _organisations
from partners.models import Contact, Organisation, User
from tests import factories

pytestmark = pytest.mark.django_db


@dataclass
class World:
    """`organisation` is in the deals `a` and `b`; `user` is contact of `a` only."""

    organisation: Organisation
    a: Deal
    b: Deal
    user: User
    contact: Contact

    def of(self, deal):
        return Participation.objects.get(deal=deal, organisation=self.organisation)

    def agreement(self, deal, **fields):
        return factories.commitment(participation=self.of(deal), description=f"in {deal.name}", **fields)


@pytest.fixture
def world():
    a, b = factories.deal(name="Deal Appel", slug="appel"), factories.deal(name="Deal Beer", slug="beer")
    organisation, user = factories.organisation(name="Gemeente Zon"), factories.user(name="Anna Appel")
    for deal in (a, b):
        factories.participation(deal=deal, organisation=organisation)
    contact = factories.contact(
        organisation=organisation, user=user, name="Anna Appel", email="anna@voorbeeld.invalid"
    )
    tie(contact, a)
    return World(organisation, a, b, user, contact)


def tie(contact, *deals):
    ContactDeal.objects.bulk_create(ContactDeal(contact=contact, deal=deal) for deal in deals)


def status(client, name, *words, data=None):
    url = reverse(f"deals:{name}", args=words)
    return (client.get(url) if data is None else client.post(url, data)).status_code


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()


def contact_url(world, name, *more):
    return reverse(f"partners:contact_{name}", args=[world.organisation.pk, *more])


def test_it_reads_and_acts_in_its_deal_and_in_no_other(client, world):
    here, there = world.agreement(world.a), world.agreement(world.b)
    client.force_login(world.user)
    for name in ("commitment", "commitment_edit", "commitment_delete", "amendment_add", "commitment_confirm"):
        assert status(client, name, "appel", here.pk) == 200
        assert status(client, name, "beer", there.pk) == 404
        assert name == "commitment" or status(client, name, "beer", there.pk, data={}) == 404
    assert status(client, "commitment_add", "appel", world.of(world.a).pk) == 200
    assert status(client, "commitment_add", "beer", world.of(world.b).pk) == 403
    assert status(client, "commitments_confirm", "appel") == 200
    assert status(client, "commitments_confirm", "beer") == 403
    assert "in Deal Appel" in text_of(client.get(reverse("deals:partners", args=["appel"])))
    assert "in Deal Beer" not in text_of(client.get(reverse("deals:partners", args=["beer"])))
    mine = text_of(client.get(reverse("deals:mine")))
    assert "Deal Appel" in mine and "Deal Beer" not in mine
    assert list(deals_of(world.user)) == [world.a]


def test_losing_a_deal_works_at_the_next_request(client, world):
    there = world.agreement(world.b)
    ContactDeal.objects.all().delete()
    client.force_login(world.user)
    assert status(client, "commitment", "beer", there.pk) == 200
    tie(world.contact, world.a)
    assert status(client, "commitment", "beer", there.pk) == 404


def test_a_stage_that_is_not_public_is_not_seen_through_it(client, world):
    Participation.objects.update(stage="in_gesprek")
    for deal, sees in ((world.a, True), (world.b, False)):
        visible = Participation.objects.visible_to(world.user).filter(deal=deal)
        assert visible.exists() == sees


def test_it_knows_the_colleagues_of_its_deal_alone(client, world):
    factories.contact(organisation=world.organisation, name="Else Overal")
    there = factories.contact(organisation=world.organisation, name="Bert Beer")
    tie(there, world.b)
    client.force_login(world.user)
    page = text_of(client.get(world.organisation.get_absolute_url()))
    assert "Else Overal" in page and "Anna Appel" in page and "Bert Beer" not in page
    assert "alleen voor: Deal Appel" in page
    found = text_of(client.get(reverse("deals:search"), {"q": "Gemeente Zon"}))
    assert "Else Overal" in found and "Bert Beer" not in found


def test_a_team_knows_the_contacts_of_its_own_deal(client, world):
    factories.contact(organisation=world.organisation, name="Else Overal")
    client.force_login(factories.dealmaker(world.b))
    client.get(reverse("deals:partners", args=["beer"]), {"kolom": "contact", "kolommen": "1"})
    card = text_of(client.get(reverse("deals:participation_edit", args=["beer", world.of(world.b).pk])))
    pages = [
        card,
        text_of(client.get(world.organisation.get_absolute_url())),
        text_of(client.get(reverse("deals:partners", args=["beer"]))),
        text_of(client.get(reverse("deals:newcomers", args=["beer"]))),
        text_of(client.get(reverse("deals:search"), {"q": "Gemeente Zon"})),
    ]
    for page in pages:
        assert "Else Overal" in page and "Anna Appel" not in page
    tie(world.organisation.contacts.get(name="Else Overal"), world.b)
    assert "Else Overal <span" in text_of(client.get(reverse("deals:partners", args=["beer"])))
    for name in ("edit", "replace"):
        assert client.get(contact_url(world, name, world.contact.pk)).status_code == 404
        assert client.post(contact_url(world, name, world.contact.pk), {}).status_code == 404


def test_a_maker_of_both_deals_sees_it_with_its_own_deal_only(client, world):
    person = factories.dealmaker(world.a)
    world.b.roles.create(user=person, role="dealmaker")
    client.force_login(person)
    pages = [
        text_of(client.get(reverse("deals:participation_edit", args=[deal.slug, world.of(deal).pk])))
        for deal in (world.a, world.b)
    ]
    assert "Anna Appel" in pages[0] and "alleen voor: Deal Appel" in pages[0]
    assert "Anna Appel" not in pages[1]
    client.get(reverse("deals:partners", args=["beer"]), {"kolom": "contact", "kolommen": "1"})
    for name in ("partners", "newcomers"):
        assert "Anna Appel" in text_of(client.get(reverse(f"deals:{name}", args=["appel"])))
        assert "Anna Appel" not in text_of(client.get(reverse(f"deals:{name}", args=["beer"])))


def test_a_deal_that_one_may_not_see_is_not_named(client, world):
    Deal.objects.filter(pk=world.b.pk).update(is_published=False)
    tie(world.contact, world.b)
    client.force_login(factories.dealmaker(world.a))
    page = text_of(client.get(world.organisation.get_absolute_url()))
    assert "alleen voor: Deal Appel" in page and "Deal Beer" not in page


def test_a_team_adds_to_its_own_deals_where_the_organisation_is_in_another(client, world):
    client.force_login(factories.dealmaker(world.a))
    initial = client.get(contact_url(world, "add")).context["form"].initial
    assert (initial["reach"], initial["deals"]) == ("deze", [world.a.pk])
    client.force_login(factories.staff())
    assert client.get(contact_url(world, "add")).context["form"].initial["reach"] == "alle"


def test_a_deal_that_is_not_offered_stays_as_it_was(client, world):
    tie(world.contact, world.b)
    Participation.objects.filter(deal=world.b).update(stage="vertrokken")
    client.force_login(factories.dealmaker(world.a))
    data = {"name": "Anna", "level": "ambtelijk", "version": "1", "reach": "deze", "deals": [world.a.pk]}
    assert client.post(contact_url(world, "edit", world.contact.pk), data).status_code == 302
    assert set(world.contact.deal_ties.values_list("deal", flat=True)) == {world.a.pk, world.b.pk}


def test_who_went_before_or_comes_after_in_another_deal_is_not_told(client, world):
    after = factories.contact(organisation=world.organisation, name="Bert Beer")
    tie(after, world.b)
    Contact.objects.filter(pk=world.contact.pk).update(
        successor=after, until_on="2020-01-01", hand_over="bel de wethouder"
    )
    client.force_login(factories.dealmaker(world.a))
    page = text_of(client.get(world.organisation.get_absolute_url()))
    assert "Anna Appel" in page and "Bert Beer" not in page
    url = reverse("deals:introduce", args=["beer", after.pk])
    for person, sees in ((factories.dealmaker(world.b), False), (factories.staff(), True)):
        client.force_login(person)
        assert ("bel de wethouder" in text_of(client.get(url))) == sees


def test_the_team_changes_its_own_contact_though_the_organisation_is_in_another_deal(client, world):
    other = factories.contact(organisation=world.organisation, name="Else Overal")
    client.force_login(factories.dealmaker(world.a))
    card = text_of(client.get(reverse("deals:participation_edit", args=["appel", world.of(world.a).pk])))
    assert contact_url(world, "edit", world.contact.pk) in card
    assert contact_url(world, "edit", other.pk) not in card
    assert client.get(contact_url(world, "edit", world.contact.pk)).status_code == 200
    assert client.get(contact_url(world, "edit", other.pk)).status_code == 403
    data = {"name": "Anna Nieuw", "level": "ambtelijk", "version": "1"}
    assert client.post(contact_url(world, "edit", world.contact.pk), data).status_code == 302
    world.contact.refresh_from_db()
    assert world.contact.name == "Anna Nieuw"
    assert [one.deal for one in world.contact.deal_ties.all()] == [world.a]


def test_the_team_does_not_make_it_contact_of_a_deal_of_another_team(client, world):
    client.force_login(factories.dealmaker(world.a))
    page = text_of(client.get(contact_url(world, "edit", world.contact.pk)))
    assert "Deal Appel" in page and "Deal Beer" not in page and 'value="alle"' not in page
    data = {"name": "Anna", "level": "ambtelijk", "version": "1"}
    for more in ({"reach": "alle"}, {"reach": "deze", "deals": [world.b.pk]}, {"reach": "deze", "deals": []}):
        answer = client.post(contact_url(world, "edit", world.contact.pk), data | more)
        assert answer.status_code == 200
    assert list(world.contact.deal_ties.values_list("deal", flat=True)) == [world.a.pk]


def test_staff_chooses_deals_and_all_of_them(client, world):
    client.force_login(factories.staff())
    page = text_of(client.get(contact_url(world, "edit", world.contact.pk)))
    assert "Contact voor" in page and "Deal Beer" in page
    data = {"name": "Anna Appel", "level": "ambtelijk", "version": "1", "reach": "deze"}
    both = [world.a.pk, world.b.pk]
    assert (
        client.post(contact_url(world, "edit", world.contact.pk), data | {"deals": both}).status_code == 302
    )
    assert set(world.contact.deal_ties.values_list("deal", flat=True)) == set(both)
    data |= {"reach": "alle", "deals": both, "version": "2"}
    assert client.post(contact_url(world, "edit", world.contact.pk), data).status_code == 302
    assert not world.contact.deal_ties.exists()
    client.force_login(world.user)
    assert status(client, "commitment", "beer", world.agreement(world.b).pk) == 200


def test_two_who_choose_deals_at_once_are_brought_together(client, world):
    client.force_login(factories.staff())
    url, data = contact_url(world, "edit", world.contact.pk), {"level": "ambtelijk", "version": "1"}
    form = client.get(url).context["form"]
    read = form.get_initial_for_field(form.fields["read"], "read")
    client.post(url, data | {"name": "Anna Appel", "reach": "deze", "deals": [world.b.pk]})
    mine = {"name": "Anna Anders", "email": world.contact.email, "reach": "deze", "deals": [world.a.pk]}
    assert client.post(url, data | mine | {"read": read}).status_code == 302
    world.contact.refresh_from_db()
    assert world.contact.name == "Anna Anders"
    assert list(world.contact.deal_ties.values_list("deal", flat=True)) == [world.b.pk]


@pytest.mark.parametrize("is_alone", [True, False])
def test_who_is_added_from_a_deal_is_of_that_deal_where_there_are_others(client, world, is_alone):
    if is_alone:
        world.of(world.b).delete()
        Participation.objects.filter(deal=world.b).delete()
    client.force_login(factories.dealmaker(world.a))
    card = text_of(client.get(reverse("deals:participation_edit", args=["appel", world.of(world.a).pk])))
    assert "&amp;deal=appel" in card
    url = contact_url(world, "add") + "?deal=appel"
    form = client.get(url).context["form"]
    assert form.initial["reach"] == ("alle" if is_alone else "deze")
    assert client.post(url, {"name": "Nora Nieuw", "level": "ambtelijk"}).status_code == 302
    ties = Contact.objects.get(name="Nora Nieuw").deal_ties.values_list("deal", flat=True)
    assert list(ties) == ([] if is_alone else [world.a.pk])


def test_who_takes_over_is_contact_of_the_same_deals(client, world):
    client.force_login(factories.dealmaker(world.a))
    data = {"name": "Olga Opvolger", "level": "ambtelijk", "from_on": "2030-01-01"}
    assert client.post(contact_url(world, "replace", world.contact.pk), data).status_code == 302
    successor = Contact.objects.get(name="Olga Opvolger")
    assert list(successor.deal_ties.values_list("deal", flat=True)) == [world.a.pk]


def test_a_deal_with_contacts_of_its_own_does_not_turn_them_into_contacts_of_all(world):
    with pytest.raises(ProtectedError):
        world.a.delete()


def test_a_partner_whose_contact_is_of_another_deal_has_none_here(world):
    day = timezone.localdate()
    for deal, has_point in ((world.a, False), (world.b, True)):
        points = [point.kind for point in attention_of(deal, day).open]
        assert ("contact" in points) == has_point


def test_it_is_new_and_stays_reachable_in_its_own_deal_alone(client, world):
    day = timezone.localdate()
    Contact.objects.update(new_at=timezone.now())
    assert [one.in_deal for one in newcomers_of([world.a, world.b], day)] == [world.a.pk]
    assert list(contacts_to_mark(world.a, day)) == [world.contact]
    assert list(contacts_to_mark(world.b, day)) == []
    for deal in (world.a, world.b):
        world.of(deal).lasting_contacts.add(world.contact)
    assert lasting_contacts_of(world.a, day) == [world.contact]
    assert lasting_contacts_of(world.b, day) == []
    client.force_login(factories.staff())
    assert status(client, "introduce", "appel", world.contact.pk) == 200
    assert status(client, "introduce", "beer", world.contact.pk) == 404


def test_the_digest_takes_action_points_of_the_own_organisation_per_deal(world):
    found = _organisations([world.user], timezone.localdate())
    assert found[world.user.pk] == {(world.organisation.pk, world.a.pk)}


def test_lists_cost_the_same_with_more_contacts(client, world):
    client.force_login(factories.dealmaker(world.a))
    urls = [
        world.organisation.get_absolute_url(),
        reverse("deals:participation_edit", args=["appel", world.of(world.a).pk]),
    ]

    def cost(url):
        with CaptureQueriesContext(
            connection,
        ) as made:
            text_of(client.get(url))
        return len(made)

    before = [cost(url) for url in urls]
    for _number in range(3):
        tie(factories.contact(organisation=world.organisation), world.a, world.b)
    assert [cost(url) for url in urls] == before
