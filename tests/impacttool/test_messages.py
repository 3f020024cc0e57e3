"""Mails: sent once, with a state a person understands, and never needed for saving."""

import smtplib
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from impacttool import tasks
from impacttool.actions import messages
from impacttool.actions.closing import close_round
from impacttool.models import Message
from impacttool.queries.invitations import link_of, reminder_moments
from partners import mailing
from tests import factories
from tests.impacttool.respondents import NOW, invite, open_survey

pytestmark = pytest.mark.django_db
State = Message.State


@pytest.fixture
def invitation():
    return invite(open_survey(), name="Piet Jansen", email="piet@voorbeeld.invalid")


@pytest.fixture
def message(invitation):
    return invitation.messages.create(kind=Message.Kind.INVITATION)


def send(message, now=NOW):
    messages.send_message(message_id=message.pk, now=now)
    message.refresh_from_db()
    return message.state


def fail_with(monkeypatch, error, method="send_messages"):
    def fail(*_args, **_options):
        raise error

    monkeypatch.setattr(EmailBackend, method, fail)


def test_the_mail_is_plain_and_has_the_personal_link(message, invitation):
    assert send(message) == State.SENT
    [sent] = mail.outbox
    assert sent.to == ["piet@voorbeeld.invalid"]
    assert link_of(invitation) in sent.body
    assert "Beste Piet Jansen," in sent.body
    assert "3 stellingen, ongeveer 3 minuten" in sent.body
    assert "1 juli 2026, 14:00 uur" in sent.body
    assert "ten minste 5 mensen" in sent.body
    assert sent.content_subtype == "plain"
    assert "impactmeting 20" in sent.body


def test_a_task_that_runs_twice_sends_once(message):
    with time_machine.travel(NOW, tick=False):
        tasks.send_message(message_id=message.pk)
        tasks.send_message(message_id=message.pk)
    assert send(message) == State.SENT
    assert len(mail.outbox) == 1


def test_who_comes_second_while_it_is_being_sent_sends_nothing(message, monkeypatch):
    original = EmailBackend.send_messages

    def second_worker_meanwhile(self, emails):
        assert not messages.send_message(message_id=message.pk, now=NOW)
        return original(self, emails)

    monkeypatch.setattr(EmailBackend, "send_messages", second_worker_meanwhile)
    send(message)
    assert len(mail.outbox) == 1


def test_an_address_that_is_refused_fails_with_a_plain_reason(message, monkeypatch):
    fail_with(monkeypatch, smtplib.SMTPRecipientsRefused({"piet@voorbeeld.invalid": (550, b"no such user")}))
    assert send(message) == State.FAILED
    assert message.reason == "De mailserver kent dit adres niet of weigert het."


@pytest.mark.parametrize(
    ("method", "error"),
    [
        ("open", ConnectionRefusedError()),
        ("open", TimeoutError()),
        ("send_messages", smtplib.SMTPDataError(451, b"try later")),
        ("send_messages", smtplib.SMTPRecipientsRefused({"piet@voorbeeld.invalid": (450, b"busy")})),
    ],
)
def test_what_may_pass_is_tried_three_times(message, monkeypatch, method, error):
    fail_with(monkeypatch, error, method)
    assert [send(message), send(message), send(message)] == [State.WAITING, State.WAITING, State.FAILED]
    assert message.reason.startswith("De mailserver")
    assert send(message) == State.FAILED


def test_a_line_that_breaks_halfway_is_left_to_a_person(message, monkeypatch):
    fail_with(monkeypatch, smtplib.SMTPServerDisconnected("gone"))
    assert send(message) == State.FAILED
    assert message.reason == "Onbekend of deze mail is aangekomen."


def test_a_mail_left_behind_by_a_killed_worker_is_given_up(message):
    Message.objects.update(state=State.SENDING, claimed_at=NOW - timedelta(minutes=5, seconds=1))
    assert messages.waiting_messages(now=NOW) == []
    message.refresh_from_db()
    assert (message.state, message.reason) == (State.FAILED, "Onbekend of deze mail is aangekomen.")


def test_a_mail_that_is_being_sent_is_left_alone(message):
    Message.objects.update(state=State.SENDING, claimed_at=NOW - timedelta(minutes=4))
    messages.waiting_messages(now=NOW)
    message.refresh_from_db()
    assert message.state == State.SENDING


def test_the_sweep_finds_what_waits_but_not_before_the_round_opens(message):
    round_ = message.invitation.survey.round
    assert messages.waiting_messages(now=NOW) == [message.pk]
    assert messages.waiting_messages(now=round_.opens_at - timedelta(seconds=1)) == []
    assert send(message, now=round_.opens_at - timedelta(seconds=1)) == State.WAITING
    assert message.attempts == 0


def test_no_mail_for_a_link_that_stopped(message):
    message.invitation.revoked_at = NOW
    message.invitation.save()
    assert send(message) == State.SKIPPED
    assert mail.outbox == []


# Reminders


@pytest.fixture
def two_invited():
    survey = open_survey()
    pair = [invite(survey, name=name) for name in ("Heeft verstuurd", "Nog niet")]
    for one in pair:
        one.messages.create(kind=Message.Kind.INVITATION, state=State.SENT, sent_at=NOW - timedelta(days=20))
    return pair


def day_before_closing(invitation, days):
    return invitation.survey.round.closes_at - timedelta(days=days)


def send_all(now):
    for message_id in messages.waiting_messages(now=now):
        messages.send_message(message_id=message_id, now=now)


def test_a_reminder_goes_once_and_only_to_who_did_not_send(two_invited):
    from impacttool import links
    from impacttool.models import Response
    from impacttool.queries.invitations import token_of

    done, open_ = two_invited
    tie_hash = links.response_hash(token_of(done))
    Response.objects.create(survey=done.survey, tie_hash=tie_hash, is_sent=True)
    now = day_before_closing(done, 14)
    assert messages.plan_reminders(now=now - timedelta(seconds=1)) == 0
    assert messages.plan_reminders(now=now) == 2
    assert messages.plan_reminders(now=now + timedelta(hours=1)) == 0
    send_all(now)
    assert [sent.to for sent in mail.outbox] == [[open_.email]]
    assert mail.outbox[0].subject.startswith("Herinnering")
    later = day_before_closing(done, 3)
    assert messages.plan_reminders(now=later) == 2
    send_all(later)
    assert len(mail.outbox) == 2


def test_the_rows_of_reminders_do_not_tell_who_answered(two_invited):
    test_a_reminder_goes_once_and_only_to_who_did_not_send(two_invited)
    rows = Message.objects.filter(kind=Message.Kind.REMINDER)
    seen = {(row.occasion, row.state, row.reason, row.attempts, row.sent_at, row.claimed_at) for row in rows}
    assert len(seen) == 2
    assert rows.count() == 4


def test_a_reminder_that_needed_a_second_attempt_looks_like_one_that_never_left(two_invited, monkeypatch):
    test_a_reminder_goes_once_and_only_to_who_did_not_send(two_invited)
    now = day_before_closing(two_invited[0], 1)
    Message.objects.filter(kind=Message.Kind.REMINDER).delete()
    messages.plan_reminders(now=now)
    with monkeypatch.context() as patch:
        patch.setattr(mailing, "deliver", refuse_for_now)
        send_all(now)
    send_all(now + timedelta(minutes=2))
    rows = Message.objects.filter(kind=Message.Kind.REMINDER)
    assert len({(row.state, row.reason, row.attempts, row.sent_at, row.claimed_at) for row in rows}) == 1


def test_closing_makes_reminders_that_never_arrived_the_same_as_the_others(two_invited, monkeypatch):
    test_a_reminder_goes_once_and_only_to_who_did_not_send(two_invited)
    Message.objects.filter(kind=Message.Kind.REMINDER).delete()
    now = day_before_closing(two_invited[0], 1)
    messages.plan_reminders(now=now)
    monkeypatch.setattr(mailing, "deliver", refuse_for_now)
    send_all(now)
    close_round(round_=two_invited[0].survey.round, by=None, now=now)
    rows = Message.objects.filter(kind=Message.Kind.REMINDER)
    assert len({(row.state, row.reason, row.attempts, row.sent_at, row.claimed_at) for row in rows}) == 1


def refuse_for_now(_email):
    raise mailing.NotSent("later", may_retry=True)


def test_somebody_invited_after_the_moment_gets_no_reminder_for_it(two_invited):
    now = day_before_closing(two_invited[0], 10)
    late = invite(two_invited[0].survey)
    late.messages.create(kind=Message.Kind.INVITATION, state=State.SENT, sent_at=now - timedelta(hours=1))
    assert messages.plan_reminders(now=now) == 2
    assert not late.messages.filter(kind=Message.Kind.REMINDER).exists()


def test_a_worker_that_was_out_sends_only_the_last_reminder(two_invited):
    assert messages.plan_reminders(now=day_before_closing(two_invited[0], 1)) == 2


def test_reminders_keep_the_time_of_day_over_the_change_of_clocks():
    closes = datetime(2026, 10, 30, 22, 59, tzinfo=UTC)  # 23:59 in winter
    round_ = factories.round_(closes_at=closes, reminder_days="14, 3, 0")
    found = [(days, moment.astimezone(UTC)) for days, moment in reminder_moments(round_)]
    assert found == [
        (14, datetime(2026, 10, 16, 21, 59, tzinfo=UTC)),
        (3, datetime(2026, 10, 27, 22, 59, tzinfo=UTC)),
    ]


def test_the_tasks_ring_for_what_waits(message, monkeypatch, django_capture_on_commit_callbacks):
    rung = []
    monkeypatch.setattr(tasks.messages, "waiting_messages", lambda now: [message.pk])
    monkeypatch.setattr(tasks.send_message, "apply_async", lambda **options: rung.append(options["kwargs"]))
    with django_capture_on_commit_callbacks(execute=True):
        tasks.sweep_messages()
    assert rung == [{"message_id": message.pk}]


def test_planning_reminders_rings_only_when_there_are_any(monkeypatch, django_capture_on_commit_callbacks):
    rung = []
    monkeypatch.setattr(tasks.sweep_messages, "apply_async", lambda **options: rung.append(options))
    for planned in (0, 2):
        monkeypatch.setattr(tasks.messages, "plan_reminders", lambda now, planned=planned: planned)
        with django_capture_on_commit_callbacks(execute=True):
            tasks.send_due_reminders()
    assert len(rung) == 1
