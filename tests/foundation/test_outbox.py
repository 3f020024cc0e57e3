"""Posting: a row in the caller's transaction, once where it has a key, and what can still be done with it."""

import pytest
from django.db import transaction

from foundation.actions import outbox
from foundation.models import OutgoingMail
from tests.foundation import outbox_kinds
from tests.foundation.outbox_kinds import NOW, post, send

pytestmark = pytest.mark.django_db
State = OutgoingMail.State


@pytest.fixture(autouse=True)
def _kind():
    with outbox_kinds.kind():
        yield


@pytest.fixture
def rung(monkeypatch):
    rings = []
    monkeypatch.setattr(
        "foundation.job_queue.current_app.send_task", lambda name, **_options: rings.append(name)
    )
    return rings


def test_a_mail_is_stored_with_the_rest_or_not_at_all(rung, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        with pytest.raises(RuntimeError), transaction.atomic():
            post()
            raise RuntimeError
        assert OutgoingMail.objects.count() == 0
    assert rung == []
    with django_capture_on_commit_callbacks(execute=True):
        post()
        assert rung == []
    assert rung == ["foundation.tasks.send_mails"]


def test_a_mail_with_a_key_is_posted_once():
    first, again = (post(key="document:7")[0] for _twice in range(2))
    assert first.pk == again.pk
    assert OutgoingMail.objects.count() == 1


def test_a_lot_is_stored_at_once(django_assert_max_num_queries):
    letters = [(f"a{nr}@voorbeeld.invalid", {"nr": nr}, None) for nr in range(300)]
    with django_assert_max_num_queries(6):
        rows = outbox.post_all(kind="proef", letters=letters, now=NOW)
    assert len({row.pk for row in rows}) == 300


def test_a_held_mail_waits_until_its_room_lets_it_go(mailoutbox):
    post(held=True)
    send(days=30)
    assert mailoutbox == []
    assert outbox.release(OutgoingMail.objects.all(), now=NOW) == 1
    send()
    assert len(mailoutbox) == 1


def test_only_what_waits_can_be_taken_back():
    post(2)
    OutgoingMail.objects.filter(payload__nr=1).update(state=State.SENT)
    assert outbox.cancel(OutgoingMail.objects.all(), reason="ingetrokken") == 1
    assert list(OutgoingMail.objects.order_by("pk").values_list("state", "reason")) == [
        (State.SENT, ""),
        (State.SKIPPED, "ingetrokken"),
    ]


def test_only_what_was_sent_can_turn_out_undeliverable():
    post(2)
    OutgoingMail.objects.filter(payload__nr=1).update(state=State.SENT)
    assert outbox.mark_undeliverable(OutgoingMail.objects.all()) == 1
    assert OutgoingMail.objects.get(payload__nr=2).state == State.WAITING


def test_what_leaves_no_trace_is_all_the_same_when_it_is_over():
    post(2)
    OutgoingMail.objects.filter(payload__nr=1).update(
        state=State.FAILED, reason="kent dit adres niet", attempts=3, claimed_at=NOW
    )
    outbox.forget_how_it_went(OutgoingMail.objects.all())
    rows = OutgoingMail.objects.values_list("state", "reason", "attempts", "claimed_at", "next_try_at")
    assert len(set(rows)) == 1


@pytest.mark.parametrize(
    ("text", "line"), [("a\r\nBcc: b", "a Bcc: b"), ("  a \x0b b ", "a b"), ("x" * 200, "x" * 149 + "…")]
)
def test_a_header_is_one_line(text, line):
    assert outbox.one_line(text) == line
