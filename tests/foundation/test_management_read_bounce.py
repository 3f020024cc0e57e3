"""The mail server calls it with a mail that came back."""

import io
from types import SimpleNamespace

import pytest
from django.core.management import call_command

from foundation.management.commands import read_bounce
from foundation.models import OutgoingMail
from tests.foundation import outbox_kinds
from tests.foundation.bounced import report
from tests.foundation.outbox_kinds import post, send

pytestmark = pytest.mark.django_db


def read(monkeypatch, raw):
    monkeypatch.setattr(read_bounce.sys, "stdin", SimpleNamespace(buffer=io.BytesIO(raw)))
    said = io.StringIO()
    call_command("read_bounce", stdout=said)
    return said.getvalue().strip()


def test_a_mail_that_came_back_is_undeliverable_and_was_not_sent_after_all(monkeypatch, settings):
    settings.MAIL_BOUNCE_ADDRESS = "retour@deals.invalid"
    with outbox_kinds.kind():
        [row] = post()
        send()
    raw = report(to=f"retour+{row.public_id.hex}@deals.invalid")
    assert read(monkeypatch, raw) == "marked as undeliverable"
    row.refresh_from_db()
    assert row.state == OutgoingMail.State.UNDELIVERABLE
    assert row.reason == "De mail kwam terug: dit adres bestaat niet of neemt geen mail aan."
    assert read(monkeypatch, raw) == "not a bounce of a mail that was sent"


def test_of_a_kind_without_trace_a_bounce_leaves_none_either(monkeypatch):
    with outbox_kinds.kind("herinnering", leaves_trace=False):
        [row] = post(kind="herinnering")
        send()
    assert read(monkeypatch, report(message_id=row.message_id)) == "not a bounce of a mail that was sent"
    row.refresh_from_db()
    assert row.state == OutgoingMail.State.HANDLED


def test_what_is_no_mail_ends_well(monkeypatch):
    assert read(monkeypatch, b"\xff\x00") == "not a bounce of a mail that was sent"
