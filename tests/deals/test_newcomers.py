"""The page for whoever is new in a deal, and the task to tell someone new about it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from deals.models import BroughtIn, Introduction
from deals.queries import newcomers_of
from foundation.models import AuditEvent
from knowledge.models import Lesson
from partners.models import Contact
from tests import factories
from tests.audit_log import details, verb

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)


def text_of(response):
    return response.content.decode()


def page_for(client, deal, user=None):
    if user:
        client.force_login(user)
    response = client.get(reverse("deals:newcomers", args=[deal.slug]))
    assert response.status_code == 200
    return text_of(response)


@pytest.fixture
def deal():
    deal = factories.deal(goal="Koele straten", why_deal="Alleen lukt het niet")
    own = factories.participation(deal=deal, organisation=factories.organisation(name="Gemeente Eigen"))
    other = factories.participation(deal=deal, organisation=factories.organisation(name="Provincie Ander"))
    factories.commitment(participation=own, description="levert bomen")
    factories.commitment(participation=other, description="levert water")
    factories.contact(organisation=own.organisation, name="Ella Eigen")
    factories.contact(organisation=other.organisation, name="Anna Ander")
    factories.contact(organisation=other.organisation, name="Vera Vroeger", until_on="2020-01-01")
    factories.milestone(deal=deal, name="Eerste straat klaar")
    factories.milestone(deal=deal, name="Al gehaald", done_on="2024-01-01")
    deal.course_changes.create(decided_on="2024-05-01", what="kleiner gebied", why="tijd")
    deal.bodies.create(name="Stuurgroep Koel")
    Lesson.objects.create(deal=deal, section=Lesson.Section.values[0], text="Begin met bewoners")
    return deal


def test_everyone_reads_what_is_public_and_nothing_more(client, deal):
    factories.dealmaker(deal, name="Maker van de Deal")
    page = page_for(client, deal)
    public = ["Koele straten", "Alleen lukt het niet", "Gemeente Eigen", "Provincie Ander"]
    for text in [*public, "Eerste straat klaar", "Begin met bewoners", "Stuurgroep Koel"]:
        assert text in page, text
    hidden = ["Ella Eigen", "Anna Ander", "levert bomen", "levert water", "kleiner gebied", "Maker van"]
    for text in [*hidden, "Al gehaald"]:
        assert text not in page, text
    assert reverse("reports:deal_web", args=[deal.slug]) in page


def test_what_comes_stands_by_date_and_says_what_is_late(client, deal):
    today = timezone.localdate()
    for name, days in (("Vijfde", 40), ("Derde", 20), ("Eerste", -9)):
        factories.milestone(deal=deal, name=f"{name} stap", planned_on=today + timedelta(days=days))
    for name, days in (("Vierde", 30), ("Tweede", 10)):
        deal.action_points.create(text=f"{name} stap", owner="Jan", due_on=today + timedelta(days=days))
    page = page_for(client, deal, factories.dealmaker(deal))
    coming = page[page.index('id="straks"') :].split("</section>")[0]
    places = [coming.index(f"{name} stap") for name in ("Eerste", "Tweede", "Derde", "Vierde", "Vijfde")]
    assert places == sorted(places)
    late = coming[places[0] : places[1]]
    assert "datum voorbij" in late
    assert "datum voorbij" not in coming[places[1] : places[4]]
    assert "Tweede stap" not in page_for(client, deal, factories.user())


def test_a_moved_milestone_stands_at_the_date_it_is_expected_now(client, deal):
    factories.milestone(deal=deal, name="Verschoven", planned_on="2030-01-01", expected_on="2032-01-01")
    factories.milestone(deal=deal, name="Ertussen", planned_on="2031-01-01")
    page = page_for(client, deal)
    assert page.index("Ertussen") < page.index("Verschoven")
    assert "1 januari 2032" in page and "1 januari 2030" not in page


def test_a_partner_reads_the_own_agreements_and_contacts(client, deal):
    member = factories.user()
    Contact.objects.filter(name="Ella Eigen").update(user=member)
    page = page_for(client, deal, member)
    for text in ("Ella Eigen", "levert bomen"):
        assert text in page
    for text in ("Anna Ander", "levert water", "kleiner gebied"):
        assert text not in page


def test_the_team_reads_it_all(client, deal):
    page = page_for(client, deal, factories.dealmaker(deal, name="Maker van de Deal"))
    for text in ("Ella Eigen", "Anna Ander", "levert bomen", "levert water", "kleiner gebied", "Maker van"):
        assert text in page
    assert "Vera Vroeger" not in page


def test_the_team_of_another_deal_with_the_same_partner_reads_no_contacts_here(client, deal):
    elsewhere = factories.participation(organisation=deal.participations.first().organisation).deal
    page = page_for(client, deal, factories.dealmaker(elsewhere))
    for text in ("Ella Eigen", "Anna Ander", "levert bomen"):
        assert text not in page


def test_an_empty_deal_says_what_is_not_known_yet(client):
    page = page_for(client, factories.deal())
    for text in ("Het doel is nog niet vastgelegd.", "Nog geen partners", "Nog geen lessen"):
        assert text in page


def test_the_page_of_the_deal_leads_to_it(client, deal):
    assert reverse("deals:newcomers", args=[deal.slug]) in text_of(client.get(deal.get_absolute_url()))


def _save_contact(client, organisation, name, pk=None):
    args = [organisation.pk] + ([pk] if pk else [])
    url = reverse("partners:contact_edit" if pk else "partners:contact_add", args=args)
    sent = {
        "name": name,
        "level": "ambtelijk",
        "function": "adviseur",
        "email": "",
        "from_on": "",
        "until_on": "",
        "version": organisation.contacts.get(pk=pk).version if pk else "",
    }
    assert client.post(url, sent).status_code == 302
    return organisation.contacts.get(name=name)


def test_someone_new_at_a_partner_is_a_task_until_it_is_ticked(client, deal):
    organisation = deal.participations.get(organisation__name="Gemeente Eigen").organisation
    client.force_login(factories.staff())
    assert "nog niet ingewerkt" not in text_of(client.get(deal.get_absolute_url()))
    contact = _save_contact(client, organisation, "Nina Nieuw")
    maker = factories.dealmaker(deal)
    client.force_login(maker)
    assert "Nina Nieuw van Gemeente Eigen is nog niet ingewerkt" in text_of(
        client.get(deal.get_absolute_url())
    )
    assert "1 nieuwe contactpersoon" in text_of(client.get(reverse("deals:mine")))
    tick = reverse("deals:introduce", args=[deal.slug, contact.pk])
    for _twice in range(2):
        assert client.post(tick).status_code == 302
    assert "Nina Nieuw" not in text_of(client.get(deal.get_absolute_url()))
    assert Introduction.objects.get().done_by == maker
    line = AuditEvent.objects.filter(deal_id=deal.pk).first()
    assert "werkte" in verb(line)
    assert "Nina" not in f"{verb(line)}{details(line)}"


def test_another_name_on_the_same_record_is_someone_new_and_a_new_spelling_is_not(client, deal):
    organisation = deal.participations.get(organisation__name="Gemeente Eigen").organisation
    old = organisation.contacts.get()
    client.force_login(factories.staff())
    _save_contact(client, organisation, "ella eigen", old.pk)
    assert list(newcomers_of([deal], timezone.localdate())) == []
    _save_contact(client, organisation, "Olga Opvolger", old.pk)
    assert [one.name for one in newcomers_of([deal], timezone.localdate())] == ["Olga Opvolger"]
    client.post(reverse("deals:introduce", args=[deal.slug, old.pk]))
    assert list(newcomers_of([deal], timezone.localdate())) == []
    _save_contact(client, organisation, "Weer Iemand", old.pk)
    assert [one.name for one in newcomers_of([deal], timezone.localdate())] == ["Weer Iemand"]


def test_the_public_does_not_see_who_is_new(client, deal):
    Contact.objects.update(new_at=timezone.now())
    assert "nog niet ingewerkt" not in text_of(client.get(deal.get_absolute_url()))


def test_someone_new_is_new_in_each_deal_apart(deal):
    organisation = deal.participations.get(organisation__name="Gemeente Eigen").organisation
    second = factories.participation(organisation=organisation).deal
    third = factories.participation(organisation=organisation, stage="vertrokken").deal
    contact = organisation.contacts.get()
    now = timezone.now()
    Contact.objects.filter(pk=contact.pk).update(new_at=now)
    day = timezone.localdate()
    assert {one.in_deal for one in newcomers_of([deal, second, third], day)} == {deal.pk, second.pk}
    assert [one.in_deal for one in newcomers_of([second], day)] == [second.pk]
    Introduction.objects.create(deal=second, contact=contact, done_at=now + timedelta(seconds=1))
    assert {one.in_deal for one in newcomers_of([deal, second], day)} == {deal.pk}
    Contact.objects.filter(pk=contact.pk).update(until_on="2020-01-01")
    assert not newcomers_of([deal], day)


def test_a_contact_of_another_organisation_is_not_ticked(client, deal):
    client.force_login(factories.dealmaker(deal))
    stranger = factories.contact()
    assert client.get(reverse("deals:introduce", args=[deal.slug, stranger.pk])).status_code == 404


def _new_at(organisation, number):
    return [factories.contact(organisation=organisation, new_at=timezone.now()) for _ in range(number)]


def test_many_who_are_new_are_one_line_and_one_page_to_tick(client, deal):
    new = _new_at(deal.participations.first().organisation, 4)
    client.force_login(factories.dealmaker(deal))
    page = text_of(client.get(deal.get_absolute_url()))
    address = reverse("deals:introduce_all", args=[deal.slug])
    assert "4 nieuwe contactpersonen zijn nog niet ingewerkt" in page
    assert address in page
    assert new[0].name not in page
    assert new[0].name in text_of(client.get(address))
    assert "Kies er minstens één" in text_of(client.post(address, {"csrfmiddlewaretoken": "x"}))
    stranger = factories.contact(new_at=timezone.now())
    assert client.post(address, {"contacts": [stranger.pk]}).status_code == 200
    assert not Introduction.objects.exists()
    assert client.post(address, {"contacts": [new[0].pk, new[1].pk]}).status_code == 302
    assert set(newcomers_of([deal], timezone.localdate())) == {*new[2:]}
    client.post(address, {"everyone": "1"})
    assert not newcomers_of([deal], timezone.localdate())
    lines = AuditEvent.objects.filter(deal_id=deal.pk)
    assert lines.count() == 2
    assert new[0].name not in str(lines.values_list("data", flat=True))


def test_ticking_costs_the_same_for_five_as_for_forty(client, deal, django_assert_max_num_queries):
    _new_at(deal.participations.first().organisation, 40)
    client.force_login(factories.dealmaker(deal))
    with django_assert_max_num_queries(20):
        client.post(reverse("deals:introduce_all", args=[deal.slug]), {"everyone": "1"})
    assert Introduction.objects.count() == 40


def test_who_came_with_a_file_is_new_in_that_deal_only(deal):
    organisation = deal.participations.first().organisation
    second = factories.participation(organisation=organisation).deal
    (contact,) = _new_at(organisation, 1)
    BroughtIn.objects.create(deal=second, contact=contact)
    assert {one.in_deal for one in newcomers_of([deal, second], timezone.localdate())} == {second.pk}


def test_lessons_and_dates_stand_before_the_long_lists_which_are_folded_with_their_number(client, deal):
    page = page_for(client, deal, factories.dealmaker(deal))
    places = [page.index(f'id="{name}"') for name in ("wat", "lessen", "straks", "wie", "afspraken")]
    assert places == sorted(places)
    for words in ("2 organisaties", "2 contactpersonen", "2 partners met afspraken"):
        assert f"<summary>{words}</summary>" in page


def test_who_sees_a_successor_in_reads_what_the_predecessor_handed_over(client, deal):
    organisation = factories.participation(deal=deal).organisation
    new = organisation.contacts.create(name="Nel Nieuw", from_on="2026-06-01")
    organisation.contacts.create(
        name="Oda Oud", until_on="2026-05-31", successor=new, hand_over="Kent het kernteam."
    )
    client.force_login(factories.dealmaker(deal))
    page = text_of(client.get(reverse("deals:introduce", args=[deal.slug, new.pk])))
    assert "Overdracht van Oda Oud: Kent het kernteam." in page
