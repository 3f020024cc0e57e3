"""A mail is tried as long as that may help, and a row says how it ended."""

import smtplib
from datetime import timedelta

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend

from deals.models import Digest
from partners import mailing
from tests import factories
from tests.factories import NOON as NOW

State = mailing.State


@pytest.fixture
def row(db):
    return Digest.objects.create(user=factories.user(), day="2026-06-01")


def email():
    return EmailMessage("Dag", "Tekst", "van@voorbeeld.invalid", ["aan@voorbeeld.invalid"])


def test_a_row_is_claimed_once_and_counts_the_attempt(row):
    claimed = [mailing.claim(Digest.objects, pk=row.pk, now=NOW) for _twice in range(2)]
    row.refresh_from_db()
    assert (claimed, row.state, row.attempts, row.claimed_at) == ([True, False], State.SENDING, 1, NOW)


def test_what_was_just_tried_rests_a_minute(row):
    Digest.objects.update(claimed_at=NOW)
    assert mailing.ready(Digest.objects, now=NOW + timedelta(seconds=59)) == []
    assert mailing.ready(Digest.objects, now=NOW + timedelta(seconds=60)) == [row.pk]


def test_a_row_that_was_given_up_on_is_not_finished_afterwards(row):
    Digest.objects.update(state=State.SENDING, claimed_at=NOW - timedelta(minutes=6))
    mailing.give_up(mailing.left_behind(Digest.objects, now=NOW))
    mailing.finish(row, State.SENT, sent_at=NOW)
    row.refresh_from_db()
    assert (row.state, row.reason) == (State.FAILED, "Onbekend of deze mail is aangekomen.")


@pytest.mark.parametrize(("attempts", "state"), [(1, State.WAITING), (2, State.WAITING), (3, State.FAILED)])
def test_a_server_that_is_out_keeps_it_waiting_twice(row, monkeypatch, attempts, state):
    def out(_self):
        raise TimeoutError

    monkeypatch.setattr(EmailBackend, "open", out)
    row.attempts = attempts
    assert mailing.attempt(row, email()) == (state, "De mailserver was niet bereikbaar.")


def test_a_reason_never_names_the_address(row, monkeypatch):
    def refuse(_self, _emails):
        raise smtplib.SMTPRecipientsRefused(
            {"aan@voorbeeld.invalid": (550, b"aan@voorbeeld.invalid unknown")}
        )

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    state, reason = mailing.attempt(row, email())
    assert (state, "@" in reason) == (State.FAILED, False)


def test_a_closing_line_that_breaks_changes_nothing(row, monkeypatch, mailoutbox):
    def broken(_self):
        raise OSError

    monkeypatch.setattr(EmailBackend, "close", broken)
    assert mailing.attempt(row, email()) == (State.SENT, "")
    assert len(mailoutbox) == 1


@pytest.mark.parametrize(
    ("text", "line"), [("a\r\nBcc: b", "a Bcc: b"), ("  a \x0b b ", "a b"), ("x" * 200, "x" * 149 + "…")]
)
def test_a_header_is_one_line(text, line):
    assert mailing.one_line(text) == line
