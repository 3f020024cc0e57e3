"""Mails and a real mail server: what it takes, refuses, puts off, and how it is asked when it is away."""

from datetime import timedelta

import pytest
from django.core import mail

from foundation.actions import delivery, outbox
from foundation.models import MailServer, OutgoingMail
from tests.foundation import outbox_kinds
from tests.foundation.outbox_kinds import NOW, post, send
from tests.foundation.smtp_server import HANG_UP, serving

pytestmark = pytest.mark.django_db
State = OutgoingMail.State
HEARD_OF_ADDRESS = "De mailserver kent dit adres niet of weigert het."


@pytest.fixture(autouse=True)
def _kind():
    with outbox_kinds.kind():
        yield


@pytest.fixture
def server():
    with serving() as running:
        yield running


def states():
    return list(OutgoingMail.objects.order_by("pk").values_list("state", "reason"))


def test_a_mail_is_sent_once_with_its_own_id(server):
    [row] = post()
    assert not send()
    send(minutes=5)
    row.refresh_from_db()
    assert (row.state, row.sent_at, row.attempts) == (State.SENT, NOW, 1)
    [(sender, recipient, text)] = server.taken
    assert (sender, recipient) == ("dealportaal@voorbeeld.invalid", "a1@voorbeeld.invalid")
    assert f"Message-ID: {row.message_id}" in text
    assert "\r\n.punt" in text


def test_many_mails_go_over_few_connections(server):
    post(40)
    send()
    assert len(server.taken) == 40
    assert server.connections <= 8


def test_a_server_that_ends_a_used_connection_is_called_again(server):
    server.answers["RSET"] = "250 ok"
    asked = iter(["250 ok", "421 enough for one call"])
    server.answers["MAIL"] = lambda _line: next(asked, "250 ok")
    post(3)
    send()
    assert {state for state, _reason in states()} == {State.SENT}


def test_five_minutes_away_costs_nobody_a_mail(server):
    """What went wrong: 132 planned, 1 left, and all said "verzonden"."""
    post(132)
    server.answers["CONNECT"] = HANG_UP
    for minute in range(5):
        send(minutes=minute)
    assert {state for state, _reason in states()} == {State.WAITING}
    assert server.taken == []
    del server.answers["CONNECT"]
    for minute in range(5, 12):
        send(minutes=minute)
    assert len(server.taken) == 132
    assert set(states()) == {(State.SENT, "")}


@pytest.mark.parametrize("answer", ["451 greylisted, come back", "450 busy", "452 full for now"])
def test_greylisting_is_not_an_unknown_address(server, answer):
    server.answers["RCPT"] = answer
    post()
    send()
    assert states() == [(State.WAITING, "De mailserver vroeg om het later opnieuw te proberen.")]
    assert MailServer.objects.get().faults == 0
    server.answers["RCPT"] = "250 ok"
    for minute in range(1, 9):
        send(minutes=minute)
    assert len(server.taken) == 1


def test_greylisting_of_one_keeps_nobody_else_waiting(server):
    server.answers["RCPT"] = lambda line: "451 later" if "a1@" in line else "250 ok"
    post(5)
    send()
    assert len(server.taken) == 4


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("550 no such user", HEARD_OF_ADDRESS),
        ("550 5.1.1 unknown", HEARD_OF_ADDRESS),
        ("552 5.2.2 mailbox full", "De mailbox van dit adres is vol."),
        ("554 5.7.1 relay denied", "De mailserver mag geen mail naar dit adres brengen."),
    ],
)
def test_a_refused_address_is_that_address(server, answer, reason):
    server.answers["RCPT"] = lambda line: answer if "a1@" in line else "250 ok"
    post(2)
    send()
    assert states() == [(State.FAILED, reason), (State.SENT, "")]


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        ("MAIL", "De mailserver weigert de afzender van het portaal."),
        ("AUTH", "De mailserver weigert de aanmelding van het portaal."),
    ],
)
def test_a_refused_sender_is_nobodys_address_and_works_again_when_mended(server, settings, command, reason):
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "portaal", "geheim"
    server.answers |= {"EHLO": "250-hello\r\n250 AUTH PLAIN", command: "535 5.7.8 no"}
    post(3)
    send()
    send(minutes=1)
    assert {state for state, _reason in states()} == {State.WAITING}
    assert {why for _state, why in states()} == {reason, ""}
    assert MailServer.objects.get().reason == reason
    server.answers[command] = "235 ok" if command == "AUTH" else "250 ok"
    send(minutes=3)
    assert len(server.taken) == 3


def test_a_refused_text_is_this_mail(server):
    server.answers["."] = "554 not this"
    post()
    send()
    assert states() == [(State.FAILED, "De mailserver heeft de mail geweigerd.")]


def test_a_line_that_breaks_after_the_text_is_left_to_a_person(server):
    server.answers["."] = HANG_UP
    post()
    send()
    assert states() == [(State.FAILED, "Onbekend of deze mail is aangekomen.")]


def test_a_server_that_breaks_after_every_text_spoils_one_mail_a_try(server):
    server.answers["."] = HANG_UP
    post(40)
    for second in range(0, 300, 15):
        send(seconds=second)
    lost = [reason for state, reason in states() if state == State.FAILED]
    assert 2 <= len(lost) <= 6
    assert set(lost) == {"Onbekend of deze mail is aangekomen."}
    found = MailServer.objects.get()
    assert (found.is_away, found.reason) == (True, "De mailserver was niet bereikbaar.")
    server.answers["."] = "250 taken"
    send(minutes=30)
    assert len(server.taken) == 40 - len(lost)


def test_lanes_that_break_together_are_one_fault(server):
    answers = iter(["250 taken"])
    server.answers["."] = lambda _line: next(answers, HANG_UP)
    post(40)
    send()
    assert MailServer.objects.get().faults == 1


def test_a_server_that_allows_fewer_connections_gets_fewer(server):
    def three_at_most(_line):
        return "220 here" if server.open <= 3 else "421 too many connections"

    server.answers["CONNECT"] = three_at_most
    server.wait = 0.01
    post(60)
    for minute in range(3):
        send(minutes=minute)
    assert {state for state, _reason in states()} == {State.SENT}
    assert MailServer.objects.get().faults == 0


def test_a_silent_server_is_asked_by_one_mail_at_a_time(server):
    server.answers["EHLO"] = server.answers["HELO"] = HANG_UP
    post(40)
    for second in range(0, 300, 15):
        send(seconds=second)
    assert server.connections <= 6
    found = MailServer.objects.get()
    assert (found.is_away, found.away_since) == (True, NOW)
    assert found.reason == "De mailserver was niet bereikbaar."


def test_a_server_that_keeps_silent_costs_one_time_out_a_run(server):
    server.wait = 1.5
    post(40)
    send()
    assert states()[0] == (State.WAITING, "De mailserver antwoordde niet op tijd.")
    assert server.connections == 1


def test_an_unknown_mail_server_is_asked_again(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "bestaat-niet.invalid.."
    post()
    send()
    assert states() == [(State.WAITING, "Het adres van de mailserver is niet gevonden.")]


def test_after_two_days_it_is_given_up_with_the_reason(server):
    server.answers["RCPT"] = "451 later"
    post()
    moments = [timedelta(hours=number) for number in range(0, 52, 2)]
    for moment in moments:
        send(now=NOW + moment)
        if moment < timedelta(days=2):
            assert states()[0][0] == State.WAITING
    assert states() == [(State.FAILED, "De mailserver vroeg om het later opnieuw te proberen.")]
    assert 20 < OutgoingMail.objects.get().attempts < 40


def test_what_a_server_away_for_two_days_never_heard_of_fails_with_its_reason(server):
    server.answers["CONNECT"] = HANG_UP
    post(30)
    for quarter in range(8):
        send(minutes=15 * quarter)
    send(days=2, hours=2)
    assert {state for state, _reason in states()} == {State.FAILED}
    assert {reason for _state, reason in states()} == {"De mailserver was niet bereikbaar."}


def test_failed_ones_go_again_as_new(server):
    server.answers["RCPT"] = "550 no"
    post(2)
    send()
    server.answers["RCPT"] = "250 ok"
    assert outbox.send_again(OutgoingMail.objects.all(), now=NOW) == 2
    assert outbox.send_again(OutgoingMail.objects.all(), now=NOW) == 0
    send()
    assert set(states()) == {(State.SENT, "")}


def test_what_a_killed_worker_was_busy_with_is_left_to_a_person(server):
    post()
    OutgoingMail.objects.update(state=State.SENDING, claimed_at=NOW - timedelta(minutes=4))
    send()
    assert states()[0][0] == State.SENDING
    send(minutes=2)
    assert states() == [(State.FAILED, "Onbekend of deze mail is aangekomen.")]
    assert server.taken == []


def test_a_mail_that_was_given_up_on_meanwhile_stays_so():
    [row] = post()
    claimed = delivery.claim_next(now=NOW)
    assert claimed.pk == row.pk
    assert delivery.claim_next(now=NOW) is None
    OutgoingMail.objects.update(state=State.FAILED, reason="weg")
    delivery._finish(claimed, State.SENT, sent_at=NOW)
    assert states() == [(State.FAILED, "weg")]


def test_somebody_who_waits_for_a_mail_is_not_behind_a_round(server):
    with outbox_kinds.kind("wachtwoord", is_urgent=True):
        post(3)
        post(kind="wachtwoord", now=NOW + timedelta(seconds=1))
        claimed = delivery.claim_next(now=NOW + timedelta(seconds=2))
    assert claimed.kind == "wachtwoord"


def test_the_budget_ends_a_run_and_says_that_there_is_more():
    post(3)
    moments = iter(NOW + timedelta(seconds=4 * number) for number in range(50))
    assert delivery.send_due(clock=lambda: next(moments))
    assert 0 < len(mail.outbox) < 3


def test_a_mail_that_is_not_needed_is_skipped_with_a_reason():
    def not_any_more(_row):
        raise outbox.Skip("De link geldt niet meer.")

    with outbox_kinds.kind("weg", not_any_more):
        post(kind="weg")
        send()
    assert states() == [(State.SKIPPED, "De link geldt niet meer.")]


@pytest.mark.parametrize("text", ["Dag", "Dag\nBcc: x@y.nl"])
def test_a_mail_that_cannot_be_made_keeps_nobody_waiting(text, server):
    from django.core.mail import EmailMessage

    def broken(row):
        return EmailMessage(text, "Tekst", "van@voorbeeld.invalid", [row.to] if "\n" in text else row.nobody)

    with outbox_kinds.kind("kapot", broken):
        post(kind="kapot")
        post()
        send()
    assert states() == [(State.FAILED, "Het portaal kon deze mail niet maken."), (State.SENT, "")]


def test_a_kind_nobody_knows_any_more_fails(server):
    post()
    OutgoingMail.objects.update(kind="vroeger")
    send()
    assert states() == [(State.FAILED, "Het portaal kon deze mail niet maken.")]


def test_a_kind_without_trace_ends_the_same_whether_or_not_a_mail_left(server):
    def only_to_the_first(row):
        if row.payload["nr"] > 1:
            raise outbox.Skip("had al ingevuld")
        return outbox_kinds.compose(row)

    with outbox_kinds.kind("herinnering", only_to_the_first, leaves_trace=False):
        server.answers["RCPT"] = "451 later"
        post(2, kind="herinnering")
        send()
        server.answers["RCPT"] = "250 ok"
        send(minutes=2)
    assert len(server.taken) == 1
    left_out = {"id", "public_id", "to", "payload"}
    kept = [{k: v for k, v in row.items() if k not in left_out} for row in OutgoingMail.objects.values()]
    assert kept[0] == kept[1]
    assert kept[0]["state"] == State.HANDLED


def test_old_rows_go_with_their_addresses():
    post()
    delivery.forget_old(now=NOW + timedelta(days=400))
    assert OutgoingMail.objects.count() == 1
    delivery.forget_old(now=NOW + timedelta(days=401))
    assert OutgoingMail.objects.count() == 0
