"""Anybody but a contact of an organisation in the deal gets a link only after a second person agreed."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from impacttool.actions import asking
from impacttool.actions.closing import close_round
from impacttool.actions.invitations import CannotInvite, Person, invite
from impacttool.models import Invitation, InvitationRequest, Message
from impacttool.queries.invitations import contacts_to_invite, counts
from tests import factories
from tests.impacttool.respondents import NOW, Respondent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]


@pytest.fixture
def organisation(survey):
    return factories.participation(deal=survey.deal).organisation


@pytest.fixture
def maker(survey):
    return factories.dealmaker(survey.deal)


def page_of(survey, part=""):
    return f"/impact/{survey.round.year}/{survey.deal.slug}/uitnodigingen/{part}"


def paste(client, user, survey, text):
    client.force_login(user)
    return client.post(page_of(survey, "adressen/"), {"addresses": text}, follow=True).content.decode()


def decide(client, user, survey, pk, answer="akkoord"):
    client.force_login(user)
    page = client.post(page_of(survey, f"gevraagd/{pk}/"), {answer: "1"}, follow=True)
    return page.content.decode()


def test_an_address_that_is_no_contact_waits_and_counts_nowhere(client, survey, organisation, maker):
    factories.contact(organisation=organisation, email="p@x.nl", name="Piet")
    page = paste(client, maker, survey, "P@X.nl\nvreemd@x.nl")
    assert "Er staat 1 link klaar." in page
    assert "1 adres is geen contactpersoon" in page
    made = Invitation.objects.get()
    assert (made.email, made.name, made.organisation, made.invited_by) == (
        "p@x.nl",
        "Piet",
        organisation,
        maker,
    )
    assert InvitationRequest.objects.get().email == "vreemd@x.nl"
    assert Message.objects.count() == 1
    assert counts([survey])[survey.pk] == (0, 1)


@pytest.mark.parametrize(
    "place",
    [{"stage": "benaderd"}, {"stage": "", "basis": "afgeleid"}],
    ids=["merely approached", "named beside the deal"],
)
def test_of_an_organisation_that_is_not_at_the_table_nobody_is_offered_and_an_address_waits(
    client, survey, maker, place
):
    """The team may not even open such a contact: Agenda Stad keeps it (docs/rules.md 7.5)."""
    beside = factories.participation(deal=survey.deal, **place).organisation
    contact = factories.contact(organisation=beside, email="b@x.nl", name="Bea Buiten")
    client.force_login(maker)
    page = client.get(page_of(survey)).content.decode()
    assert "Bea Buiten" not in page
    assert f'<option value="{beside.pk}">' not in page
    assert client.get(f"/partners/{beside.pk}/contacten/{contact.pk}/").status_code == 403
    assert "1 adres is geen contactpersoon" in paste(client, maker, survey, "b@x.nl")
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("asker", ["maker", "officer"])
def test_who_asked_cannot_agree_and_another_officer_can(client, survey, maker, asker):
    by = maker if asker == "maker" else factories.staff()
    paste(client, by, survey, "Vera <vreemd@x.nl>")
    asked = InvitationRequest.objects.get()
    assert "Wie een adres voordraagt" in decide(client, by, survey, asked.pk)
    assert "Wie een adres voordraagt" in decide(
        client, maker if asker == "officer" else factories.dealmaker(survey.deal), survey, asked.pk
    )
    assert not Invitation.objects.exists()
    officer = factories.staff()
    assert "vreemd@x.nl staat klaar" in decide(client, officer, survey, asked.pk)
    made = Invitation.objects.get()
    assert (made.name, made.invited_by, made.agreed_by) == ("Vera", by, officer)
    assert Message.objects.get().mail.to == "vreemd@x.nl"
    assert Respondent(made).opened.status_code == 302
    assert not InvitationRequest.objects.exists()


def test_the_button_is_only_there_for_the_second_person(client, survey, maker):
    paste(client, maker, survey, "vreemd@x.nl")
    assert "Akkoord, link sturen" not in client.get(page_of(survey)).content.decode()
    client.force_login(factories.staff())
    assert "Akkoord, link sturen" in client.get(page_of(survey)).content.decode()


def test_agenda_stad_sees_on_the_page_of_the_round_what_waits(client, survey, maker):
    asking.invite_or_ask(survey=survey, people=[Person("a@x.nl"), Person("b@x.nl")], by=maker, now=NOW)
    client.force_login(factories.staff())
    page = client.get(f"/impact/{survey.round.year}/")
    assert page.context["waiting"] == [(survey.deal.slug, survey.deal.name, 2)]
    assert f'{page_of(survey)}#gevraagd">' in page.content.decode()
    client.force_login(maker)
    assert "op akkoord wachten" not in client.get(f"/impact/{survey.round.year}/").content.decode()


def test_a_decision_that_is_sent_twice_or_by_two_people_is_said_to_be_taken(client, survey, maker):
    officer = factories.staff()
    paste(client, maker, survey, "vreemd@x.nl")
    asked = InvitationRequest.objects.get()
    decide(client, officer, survey, asked.pk)
    assert "Hierover is al beslist." in decide(client, officer, survey, asked.pk)
    with pytest.raises(CannotInvite, match="al beslist"):
        asking.refuse(asked=asked, by=maker, now=NOW)
    assert Invitation.objects.count() == 1


def test_who_asked_may_take_it_back(client, survey, maker):
    paste(client, maker, survey, "vreemd@x.nl")
    decide(client, maker, survey, InvitationRequest.objects.get().pk, "niet")
    assert not InvitationRequest.objects.exists()
    assert not Invitation.objects.exists()


def test_a_contact_of_an_organisation_that_left_or_stopped_is_no_contact_here(survey, maker, organisation):
    factories.contact(organisation=organisation, email="weg@x.nl", until_on="2026-01-01")
    factories.contact(email="elders@x.nl")
    people = [Person("weg@x.nl"), Person("elders@x.nl")]
    done = asking.invite_or_ask(survey=survey, people=people, by=maker, now=NOW)
    assert (done.made, len(done.asked)) == ([], 2)


def test_an_address_is_asked_for_once(survey, maker):
    for email in ("vreemd@x.nl", "Vreemd+2@X.nl"):
        asking.invite_or_ask(survey=survey, people=[Person(email)], by=maker, now=NOW)
    assert InvitationRequest.objects.count() == 1


def test_a_place_that_was_handed_over_is_not_had_twice_by_inviting_again(survey, maker, organisation):
    """Else one contact hands over to as many addresses as wanted, and nobody agreed to any of them."""
    contact = factories.contact(organisation=organisation, email="p@x.nl")
    asking.invite_or_ask(survey=survey, people=[Person("p@x.nl")], by=maker, now=NOW)
    person = Respondent(Invitation.objects.get())
    person.post("overdragen/", {"name": "Een ander", "email": "ander@x.nl"})
    done = asking.invite_or_ask(survey=survey, people=[Person("p@x.nl", contact=contact)], by=maker, now=NOW)
    assert (done.made, len(done.asked)) == ([], 1)
    assert Invitation.objects.filter(revoked_at=None).count() == 1


def test_two_contacts_with_one_mailbox_get_one_link_and_the_page_says_so(client, survey, organisation, maker):
    for name, email in (("Anna", "info@x.nl"), ("Piet", "Info@X.nl"), ("Vera", "v@x.nl")):
        factories.contact(organisation=organisation, name=name, email=email)
    client.force_login(maker)
    keys = list(organisation.contacts.values_list("pk", flat=True))
    page = client.post(page_of(survey, "contacten/"), {"contacts": keys}, follow=True).content.decode()
    assert "Er staan 2 links klaar." in page
    assert "info@x.nl is één postvak van Anna en Piet: daar gaat één link heen." in page
    assert Message.objects.count() == 2
    assert "Geen contactpersonen met een adres" in page


def test_a_mailbox_has_one_link_however_its_address_is_written(survey):
    first = invite(survey=survey, people=[Person("p@x.nl")], by=None, now=NOW)
    again = [Person("p+deal@x.nl"), Person("P@X.NL")]
    assert (len(first), invite(survey=survey, people=again, by=None, now=NOW)) == (1, [])


def test_a_withdrawn_mailbox_gets_its_own_link_back_however_its_address_is_written(
    client, survey, organisation, maker
):
    """Else whoever withdraws and invites again answers as often as there are ways to write one address."""
    factories.contact(organisation=organisation, email="m@x.nl")
    paste(client, maker, survey, "m@x.nl")
    first = Invitation.objects.get()
    Respondent(first).send(5, 5, 5)
    client.post(page_of(survey, f"{first.pk}/intrekken/"))
    paste(client, maker, survey, "m+nog-eens@x.nl")
    again = Invitation.objects.get()
    assert (again.pk, again.email, again.revoked_at) == (first.pk, "m+nog-eens@x.nl", None)
    Respondent(again).send(5, 5, 5)
    assert counts([survey])[survey.pk] == (1, 1)


def test_the_team_and_agenda_stad_see_how_many_per_organisation_and_by_whom(
    client, survey, organisation, maker
):
    officer = factories.staff(name="Olga Officier")
    for number in range(3):
        factories.contact(organisation=organisation, email=f"c{number}@x.nl")
    asking.invite_or_ask(survey=survey, people=[Person("c0@x.nl"), Person("c1@x.nl")], by=maker, now=NOW)
    asking.invite_or_ask(survey=survey, people=[Person("c2@x.nl")], by=officer, now=NOW)
    for user in (maker, officer):
        client.force_login(user)
        page = client.get(page_of(survey))
        assert "Olga Officier (1)" in page.content.decode()
        ((found, number, by_whom),) = page.context["per_organisation"]
        assert (found, number, dict(by_whom)) == (organisation, 3, {str(maker): 2, "Olga Officier": 1})


def test_the_page_costs_the_same_however_many_wait(client, survey, maker):
    client.force_login(factories.staff())

    def queries():
        with CaptureQueriesContext(connection) as found:
            client.get(page_of(survey))
        return len(found)

    asking.invite_or_ask(survey=survey, people=[Person("a@x.nl")], by=maker, now=NOW)
    one = queries()
    people = [Person(f"b{number}@x.nl", organisation=factories.organisation()) for number in range(5)]
    asking.invite_or_ask(survey=survey, people=people, by=factories.staff(), now=NOW)
    assert queries() == one


def test_agreeing_after_the_round_is_over_gives_nothing(survey, maker):
    asked = asking.invite_or_ask(survey=survey, people=[Person("a@x.nl")], by=maker, now=NOW).asked[0]
    with pytest.raises(CannotInvite):
        asking.agree(asked=asked, by=factories.staff(), now=survey.round.closes_at)


def test_who_was_never_invited_is_forgotten_at_the_closing(survey, maker):
    asking.invite_or_ask(survey=survey, people=[Person("a@x.nl")], by=maker, now=NOW)
    close_round(round_=survey.round, by=None, now=NOW)
    assert not InvitationRequest.objects.exists()


def test_the_form_says_what_a_threshold_cannot_do(survey):
    page = (
        Respondent(invite(survey=survey, people=[Person("a@x.nl")], by=None, now=NOW)[0])
        .get()
        .content.decode()
    )
    assert "beschermt tegen nieuwsgierigen" in page
    assert "vier van de 5 mensen hun antwoorden naast elkaar leggen" in page
    assert "4 tot en met 4" in page


# contacts that the one who invites wrote down


def write_down(client, user, organisation, email, contact=None):
    """Through the page of the organisation, as a new contact or as another address of one that is there."""
    client.force_login(user)
    path = f"{contact.pk}/" if contact else "nieuw/"
    fields = {"name": contact.name if contact else "Iemand", "email": email, "level": "ambtelijk"}
    fields |= {"version": contact.version} if contact else {}
    answer = client.post(f"/partners/{organisation.pk}/contacten/{path}", fields)
    assert answer.status_code == 302, answer.content.decode()


def tick_all(client, user, survey):
    client.force_login(user)
    ticked = list(contacts_to_invite(survey, NOW.date()).values_list("pk", flat=True))
    return client.post(page_of(survey, "contacten/"), {"contacts": ticked}, follow=True).content.decode()


@pytest.mark.parametrize("way", ["ticked", "pasted"])
def test_four_mailboxes_written_down_as_contacts_wait_for_a_second_person(
    client, survey, organisation, maker, way
):
    boxes = [f"bus{number}@x.nl" for number in range(4)]
    for box in boxes:
        write_down(client, maker, organisation, box)
    page = (
        tick_all(client, maker, survey) if way == "ticked" else paste(client, maker, survey, "\n".join(boxes))
    )
    assert "4 contactpersonen vulde u pas zelf in." in page
    assert not Invitation.objects.exists()
    assert InvitationRequest.objects.count() == 4
    decide(client, factories.staff(), survey, InvitationRequest.objects.first().pk)
    assert Invitation.objects.get().contact.email == "bus0@x.nl"


def test_another_address_for_a_contact_waits_too(client, survey, organisation, maker):
    contact = factories.contact(organisation=organisation, email="p@x.nl", name="Piet")
    write_down(client, maker, organisation, "bus@x.nl", contact)
    assert "1 contactpersoon vulde u pas zelf in." in tick_all(client, maker, survey)
    assert not Invitation.objects.exists()


def test_what_a_colleague_or_the_same_person_wrote_down_long_before_gets_a_link(
    client, survey, organisation, maker
):
    write_down(client, factories.dealmaker(survey.deal), organisation, "collega@x.nl")
    with time_machine.travel(survey.round.opens_at - timedelta(days=31), tick=False):
        write_down(client, maker, organisation, "lang@x.nl")
    assert "Er staan 2 links klaar." in tick_all(client, maker, survey)


def test_a_round_that_is_planned_for_much_later_lets_nobody_invite_what_was_written_down_just_now(
    client, survey, organisation
):
    """Else an officer plans a round far ahead, invites the own mailboxes, and opens it the same day."""
    officer, round_ = factories.staff(), survey.round
    round_.state, round_.opens_at = "concept", NOW + timedelta(days=90)
    round_.closes_at = NOW + timedelta(days=120)
    round_.save()
    write_down(client, officer, organisation, "bus@x.nl")
    assert "1 contactpersoon vulde u pas zelf in." in tick_all(client, officer, survey)
    assert not Invitation.objects.exists()
