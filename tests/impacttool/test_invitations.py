"""Inviting people, and the page for the deal's team: a count, and never who answered."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from kombu.exceptions import OperationalError

from foundation import job_queue
from foundation.models import AuditEvent
from impacttool.actions import invitations as actions
from impacttool.actions.invitations import CannotInvite, Person
from impacttool.forms.invitations import read_lines
from impacttool.models import Invitation, Message, Response, Round
from impacttool.queries.invitations import counts, token_of
from tests import factories
from tests.audit_log import verb, verbs
from tests.impacttool.mails import post
from tests.impacttool.respondents import NOW, Respondent, invite

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]


@pytest.fixture(autouse=True)
def rung(monkeypatch):
    """What was rung; the worker itself stays out of these tests."""
    rings = []
    monkeypatch.setattr(job_queue.current_app, "send_task", lambda name, **_options: rings.append(name))
    return rings


@pytest.fixture
def contacts(survey):
    """Known people: nobody else has to agree to their link."""
    organisation = factories.participation(deal=survey.deal).organisation
    for email in ("piet@x.nl", "anna@x.nl", "b@x.nl"):
        factories.contact(organisation=organisation, email=email, name="")
    return organisation


@pytest.fixture
def maker(client, survey):
    client.force_login(factories.dealmaker(survey.deal))
    return client


def page_of(survey, part=""):
    return f"/impact/{survey.round.year}/{survey.deal.slug}/uitnodigingen/{part}"


def paste(client, survey, text, **extra):
    return client.post(page_of(survey, "adressen/"), {"addresses": text} | extra)


def read(text, taken=()):
    return [
        (line.number, line.name, line.email, str(line.error or line.note)) for line in read_lines(text, taken)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a@x.nl\nb@x.nl", [(1, "", "a@x.nl", ""), (2, "", "b@x.nl", "")]),
        ("a@x.nl; b@x.nl, c@x.nl", [(1, "", f"{letter}@x.nl", "") for letter in "abc"]),
        ("Piet Jansen <PIET@X.nl>", [(1, "Piet Jansen", "piet@x.nl", "")]),
        ('"Jansen, Piet" <p@x.nl>', [(1, "Jansen, Piet", "p@x.nl", "")]),
        ("Jansen, Piet <p@x.nl>; b@x.nl", [(1, "Jansen, Piet", "p@x.nl", ""), (1, "", "b@x.nl", "")]),
        ("\n  \n;;, \na@x.nl", [(4, "", "a@x.nl", "")]),
        ("kapot", [(1, "", "", "Dit is geen e-mailadres.")]),
        ("kapot, a@x.nl", [(1, "", "", "Dit is geen e-mailadres."), (1, "", "a@x.nl", "")]),
        ("A@x.nl\na@x.nl", [(1, "", "a@x.nl", ""), (2, "", "a@x.nl", "Dit adres staat hier twee keer.")]),
        ("al@x.nl", [(1, "", "al@x.nl", "Dit adres is al uitgenodigd.")]),
        ("AL+deal@X.nl", [(1, "", "al+deal@x.nl", "Dit adres is al uitgenodigd.")]),
        ("anna@x.nl <b@x.nl>", [(1, "", "", "Hier staan twee adressen. Welk van de twee is het?")]),
        ("Zie http://kwaad.nl <a@x.nl>", [(1, "", "", "In de naam staan tekens die daar niet horen.")]),
    ],
)
def test_pasted_addresses_are_read_line_by_line(text, expected):
    assert read(text, {"al@x.nl"}) == expected


def test_the_team_invites_and_the_mails_wait_for_the_worker(
    maker, survey, contacts, rung, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        answer = paste(maker, survey, "Piet <piet@x.nl>\nanna@x.nl")
    assert answer.status_code == 302
    assert set(Invitation.objects.values_list("name", "email")) == {("Piet", "piet@x.nl"), ("", "anna@x.nl")}
    assert set(Message.objects.values_list("kind", "mail__state")) == {("uitnodiging", "wacht")}
    assert len(rung) == 1
    assert mail.outbox == []
    person = Respondent(Invitation.objects.get(name="Piet"))
    assert person.opened.status_code == 302


def test_a_bad_line_stores_nothing_and_keeps_the_whole_lot(maker, survey, contacts):
    text = "piet@x.nl\nkapot\nanna@x.nl"
    page = paste(maker, survey, text)
    assert page.status_code == 422
    content = page.content.decode()
    assert "Regel 2" in content
    assert "kapot" in content
    assert text in content
    assert "Alleen de 2 goede adressen uitnodigen" in content
    assert Invitation.objects.count() == 0
    paste(maker, survey, text, goede="1")
    assert Invitation.objects.count() == 2


def test_a_lot_can_share_an_organisation_and_its_type(maker, survey, contacts):
    organisation = contacts
    paste(maker, survey, "piet@x.nl", organisation=organisation.pk)
    made = Invitation.objects.get()
    assert (made.organisation, made.partner_type) == (organisation, "gemeente")
    paste(maker, survey, "b@x.nl", partner_type="koepel")
    assert Invitation.objects.get(email="b@x.nl").partner_type == "koepel"


def test_an_organisation_of_another_deal_cannot_be_chosen(maker, survey):
    assert paste(maker, survey, "piet@x.nl", organisation=factories.organisation().pk).status_code == 422
    assert Invitation.objects.count() == 0


def test_contacts_of_partners_can_be_ticked(maker, survey):
    organisation = factories.participation(deal=survey.deal).organisation
    here = factories.contact(organisation=organisation, name="Fatima")
    gone = factories.contact(organisation=organisation, until_on="2026-01-01")
    elsewhere = factories.contact()
    page = maker.get(page_of(survey)).content.decode()
    assert "Fatima" in page
    assert gone.email not in page
    assert elsewhere.email not in page
    maker.post(page_of(survey, "contacten/"), {"contacts": [here.pk]})
    made = Invitation.objects.get()
    assert (made.name, made.email, made.organisation) == ("Fatima", here.email, organisation)
    refused = maker.post(page_of(survey, "contacten/"), {"contacts": [elsewhere.pk]})
    assert refused.status_code == 422


def test_contacts_that_are_sent_twice_are_told_so_and_get_one_link(maker, survey):
    organisation = factories.participation(deal=survey.deal).organisation
    first, second = (factories.contact(organisation=organisation) for _one in range(2))
    maker.post(page_of(survey, "contacten/"), {"contacts": [first.pk]})
    again = maker.post(page_of(survey, "contacten/"), {"contacts": [first.pk]}, follow=True).content.decode()
    assert "deze mensen zijn al uitgenodigd of gevraagd" in again and "geldige keuze" not in again
    both = maker.post(page_of(survey, "contacten/"), {"contacts": [first.pk, second.pk]}, follow=True)
    assert "Er staat 1 link klaar." in both.content.decode()
    assert Invitation.objects.count() == 2


def test_a_link_that_was_withdrawn_meanwhile_gives_a_page_that_says_so(maker, survey):
    pk = invite(survey, name="Piet").pk
    for part in ("intrekken/", "intrekken/", "opnieuw/"):
        page = maker.post(page_of(survey, f"{pk}/{part}"), follow=True)
        assert page.status_code == 200 and "is ingetrokken." in page.content.decode()


def test_the_page_shows_the_state_of_the_mail_and_a_count(maker, survey):
    refused = invite(survey, name="Piet")
    post(refused, state="mislukt", reason="De mailserver kent dit adres niet.")
    sent = invite(survey, name="Anna")
    post(sent, state="verzonden", sent_at=NOW)
    Respondent(sent).send(4, 4, 4)
    page = maker.get(page_of(survey)).content.decode()
    assert "De mailserver kent dit adres niet." in page
    assert "verzonden" in page
    assert page.count("van 2") == 1
    assert "minder dan 5 van 2" in page and "<progress" not in page


def test_what_can_be_done_with_an_invitation_stands_in_one_line_of_like_buttons(maker, survey):
    invite(survey)
    page = maker.get(page_of(survey)).content.decode()
    line = re.search(r'<div class="buttons buttons--one-line">(.*?)</div>', page, re.DOTALL)[1]
    buttons = re.findall(r'<(?:a|button) class="utrecht-button utrecht-button--subtle nowrap"', line)
    assert len(buttons) == 2 and "Opnieuw sturen" in line and "Intrekken" in line


def test_the_page_is_the_same_whoever_answered(maker, survey):
    first, second = invite(survey, name="A"), invite(survey, name="B")
    pages = []
    for one in (first, second):
        Respondent(one).send(4, 4, 4)
        text = maker.get(page_of(survey)).content.decode()
        pages.append(re.sub(r"[A-Za-z0-9]{64}", "", text))
        Response.objects.all().delete()
    assert pages[0] == pages[1]


def test_the_number_of_queries_does_not_grow(maker, survey, django_assert_max_num_queries):
    for _ in range(20):
        one = invite(survey, organisation=factories.organisation())
        post(one)
    with django_assert_max_num_queries(18):
        maker.get(page_of(survey))


def test_withdrawing_asks_first_and_the_link_stops(maker, survey):
    person = Respondent(invite(survey))
    post(person.invitation)
    person.tap(4)
    url = page_of(survey, f"{person.invitation.pk}/intrekken/")
    assert "intrekken?" in maker.get(url).content.decode()
    assert person.get().status_code == 200
    maker.post(url)
    assert person.get().status_code == 410
    assert person.client.get(f"/u/{person.token}/").status_code == 410
    assert person.stored() == [{}]
    assert Message.objects.get().mail.state == "vervallen"
    assert "is ingetrokken." in maker.post(url, follow=True).content.decode()


def test_withdrawing_does_not_tell_who_had_answered(maker, survey):
    person = Respondent(invite(survey))
    person.send(4, 4, 4)
    maker.post(page_of(survey, f"{person.invitation.pk}/intrekken/"))
    assert Response.objects.sent().count() == 1


@pytest.mark.parametrize("sends", [True, False])
def test_a_withdrawn_address_that_is_invited_again_counts_once(maker, survey, contacts, sends):
    person = Respondent(invite(survey, name="Piet", email="piet@x.nl"))
    post(person.invitation, state="verzonden", sent_at=NOW)
    if sends:
        person.send(4, 4, 4)
    withdraw = page_of(survey, f"{person.invitation.pk}/intrekken/")
    assert "telt iemand nooit twee keer" in maker.get(withdraw).content.decode()
    maker.post(withdraw)
    page = paste(maker, survey, "piet@x.nl").url
    assert "Er staat 1 link klaar" in maker.get(page).content.decode()
    assert list(Invitation.objects.values_list("name", "revoked_at")) == [("Piet", None)]
    assert list(Message.objects.values_list("occasion", "mail__state")) == [
        ("eerste", "verzonden"),
        ("opnieuw-1", "wacht"),
    ]
    again = Respondent(person.invitation)
    again.send(2, 2, 2)
    assert counts([survey]) == {survey.pk: (1, 1)}
    assert [set(answers.values()) for answers in again.stored()] == [{2}]


def test_only_the_withdrawn_address_of_this_survey_comes_back(survey):
    other = invite(factories.survey(round=survey.round), email="piet@x.nl", revoked_at=NOW)
    gone = invite(survey, email="piet@x.nl", revoked_at=NOW)
    people = [Person("piet@x.nl", "Piet", factories.organisation()), Person("anna@x.nl")]
    made = actions.invite(survey=survey, people=people, by=None, now=NOW)
    assert {invitation.email for invitation in made} == {"piet@x.nl", "anna@x.nl"}
    gone.refresh_from_db()
    other.refresh_from_db()
    assert (gone.revoked_at, gone.name, gone.partner_type) == (None, "Piet", "gemeente")
    assert other.revoked_at == NOW


def test_sending_again_makes_a_new_mail_with_the_same_link(maker, survey):
    one = invite(survey)
    token = token_of(one)
    post(one, state="verzonden", sent_at=NOW - timedelta(minutes=2))
    url = page_of(survey, f"{one.pk}/opnieuw/")
    maker.post(url)
    maker.post(url)
    assert one.messages.count() == 2
    one.refresh_from_db()
    assert token_of(one) == token


def test_a_second_press_just_after_the_mail_left_sends_none(maker, survey):
    one = invite(survey)
    post(one, state="verzonden", sent_at=NOW - timedelta(seconds=5))
    page = maker.post(page_of(survey, f"{one.pk}/opnieuw/"), follow=True).content.decode()
    assert "Er ging net al een mail naar dit adres." in page
    assert one.messages.count() == 1


def test_a_mail_that_came_back_is_marked_by_hand_and_sent_again(maker, survey):
    one = invite(survey)
    url = page_of(survey, f"{one.pk}/onbestelbaar/")
    assert "Er is geen verzonden mail" in maker.post(url, follow=True).content.decode()
    post(one, state="verzonden", sent_at=NOW)
    assert "Kwam niet aan" in maker.get(page_of(survey)).content.decode()
    page = maker.post(url, follow=True).content.decode()
    assert "Met de hand gezet: deze mail kwam niet aan." in page
    assert verb(AuditEvent.objects.latest("pk")) == "zette een uitnodiging op onbestelbaar"
    maker.post(page_of(survey, f"{one.pk}/opnieuw/"))
    assert [message.mail.state for message in one.messages.order_by("pk")] == ["onbestelbaar", "wacht"]


def test_a_queue_that_is_out_does_not_stop_inviting(
    maker, survey, contacts, monkeypatch, django_capture_on_commit_callbacks
):
    def out(_name, **_options):
        raise OperationalError("refused")

    monkeypatch.setattr(job_queue.current_app, "send_task", out)
    with django_capture_on_commit_callbacks(execute=True):
        assert paste(maker, survey, "piet@x.nl").status_code == 302
    assert Message.objects.get().mail.state == "wacht"


def test_an_address_is_invited_once(survey):
    by = factories.staff()
    twice = [Person("a@x.nl"), Person("a@x.nl")]
    assert len(actions.invite(survey=survey, people=twice, by=by, now=NOW)) == 1
    assert actions.invite(survey=survey, people=twice, by=by, now=NOW) == []


def test_nobody_is_invited_for_a_round_that_is_over(maker, survey):
    Round.objects.update(closes_at=NOW)
    assert "De ronde is afgerond" in maker.get(page_of(survey)).content.decode()
    paste(maker, survey, "piet@x.nl")
    assert Invitation.objects.count() == 0
    with pytest.raises(CannotInvite):
        actions.invite(survey=survey, people=[], by=None, now=NOW)


def test_a_round_in_preparation_can_be_filled_already(maker, survey, contacts):
    Round.objects.update(state=Round.State.DRAFT)
    paste(maker, survey, "piet@x.nl")
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize(
    "part",
    ["", "adressen/", "contacten/", "{pk}/intrekken/", "{pk}/opnieuw/", "{pk}/onbestelbaar/"],
    ids=lambda part: part or "list",
)
@pytest.mark.parametrize(
    ("role", "status"),
    [("anonymous", 302), ("nobody", 404), ("other_deal", 404), ("partner", 404), ("administrator", 404)],
)
def test_others_find_nothing_here(client, survey, part, role, status):
    people = {
        "nobody": factories.user,
        "other_deal": lambda: factories.dealmaker(factories.deal()),
        "partner": lambda: factories.partner_contact(survey.deal),
        "administrator": factories.administrator,
    }
    if role != "anonymous":
        client.force_login(people[role]())
    url = page_of(survey, part.format(pk=invite(survey).pk))
    assert client.post(url).status_code == (status if part or status != 404 else 405)
    if not part:
        assert client.get(url).status_code == status


def test_an_invitation_of_another_survey_is_not_reached_through_this_one(maker, survey):
    other = invite(factories.survey(round=survey.round))
    assert maker.post(page_of(survey, f"{other.pk}/intrekken/")).status_code == 404


def test_the_log_says_what_was_done_without_addresses(maker, survey, contacts):
    paste(maker, survey, "piet@x.nl\nanna@x.nl")
    maker.post(page_of(survey, f"{Invitation.objects.first().pk}/intrekken/"))
    assert verbs() == ["trok een uitnodiging in", "nodigde 2 mensen uit voor de meting"]
    assert not any("@" in str(row) for row in AuditEvent.objects.values_list("subject_label", "data"))
