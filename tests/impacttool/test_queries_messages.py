"""The mails of a round on its page: counts, reasons, one button; of reminders nothing that tells who answered."""

import pytest
import time_machine

from foundation.models import MailServer, OutgoingMail
from impacttool.models import Message
from impacttool.queries.messages import round_mails
from tests import factories
from tests.impacttool.mails import post
from tests.impacttool.respondents import NOW, invite

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]
UNKNOWN = "De mailserver kent dit adres niet of weigert het."


@pytest.fixture
def officer(client):
    client.force_login(factories.staff())
    return client


def page(officer, survey):
    return officer.get(f"/impact/{survey.round.year}/").content.decode()


def reminders(survey, lost, waiting=0):
    for number in range(10):
        state = "mislukt" if number < lost else "wacht" if number < lost + waiting else "afgehandeld"
        reason = UNKNOWN if state == "mislukt" else ""
        post(invite(survey), Message.Kind.REMINDER, state=state, reason=reason)


def test_the_page_says_how_the_mails_went_and_why(officer, survey):
    for state, reason in [("verzonden", ""), ("verzonden", ""), ("mislukt", UNKNOWN), ("wacht", "")]:
        post(invite(survey), state=state, reason=reason)
    found = round_mails(survey.round)
    assert found.states == [("wacht op verzending", 1), ("verzonden", 2), ("mislukt", 1)]
    assert found.reasons == [(UNKNOWN, 1)]
    assert UNKNOWN in page(officer, survey)


def test_one_button_sends_what_failed_again(officer, survey):
    post(invite(survey), state="verzonden", sent_at=NOW)
    assert "Mislukte mails opnieuw versturen" not in page(officer, survey)
    post(invite(survey), state="mislukt", reason=UNKNOWN)
    assert "Mislukte mails opnieuw versturen" in page(officer, survey)
    answer = officer.post(f"/impact/{survey.round.year}/mails-opnieuw/", follow=True)
    assert "worden opnieuw verstuurd" in answer.content.decode()
    assert not OutgoingMail.objects.filter(state="mislukt").exists()


def test_after_the_closing_moment_nothing_goes_any_more(officer, survey):
    post(invite(survey), state="mislukt", reason=UNKNOWN)
    with time_machine.travel(survey.round.closes_at, tick=False):
        officer.force_login(factories.staff())
        assert "Mislukte mails opnieuw versturen" not in page(officer, survey)
        answer = officer.post(f"/impact/{survey.round.year}/mails-opnieuw/", follow=True)
    assert "Er gaan geen mails meer weg" in answer.content.decode()
    assert OutgoingMail.objects.get().state == "mislukt"


@pytest.mark.parametrize(
    ("lost", "shown", "words"),
    [
        (0, 0, ""),
        (1, None, "Minder dan 5 zijn mislukt."),
        (4, None, "Minder dan 5"),
        (5, 5, "5 zijn mislukt."),
    ],
)
def test_how_many_reminders_failed_is_not_said_under_five(officer, survey, lost, shown, words):
    reminders(survey, lost)
    assert round_mails(survey.round).reminders_lost == shown
    text = page(officer, survey)
    assert words in text
    assert "voor 10 adressen klaargezet" in text
    assert ("mislukt" in text) == bool(lost)


def test_how_many_reminders_wait_is_not_said_under_five(officer, survey):
    reminders(survey, 0, waiting=3)
    assert round_mails(survey.round).reminders_waiting is None
    assert "Minder dan 5 wachten nog." in page(officer, survey)


def test_a_server_that_is_away_is_told_once_and_not_for_one_fault(officer, survey):
    reason = "De mailserver antwoordde niet op tijd."
    server = MailServer.objects.create(pk=1, faults=1, reason=reason, away_since=NOW)
    assert reason not in page(officer, survey)
    server.faults = 2
    server.save()
    assert "Sinds 1 juni, 14:00 gaan er geen mails weg." in page(officer, survey)


def test_the_counts_cost_two_queries(survey, django_assert_num_queries):
    reminders(survey, 3)
    with django_assert_num_queries(2):
        round_mails(survey.round)
