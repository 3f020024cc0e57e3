"""A deal with something of everything on one morning, and the worker of that morning."""

from datetime import UTC, date, datetime, timedelta

import time_machine
from django.core import mail

from deals.actions import digests
from deals.events import Piece, PieceEvent
from deals.models import Digest
from foundation.actions import delivery, outbox
from foundation.actions.audit_log import record_event
from foundation.events import FieldChange
from foundation.models import OutgoingMail
from tests import factories

DAY = date(2026, 6, 1)
SEVEN = datetime(2026, 6, 1, 5, tzinfo=UTC)  # 07:00 in Amsterdam in summer


def late(deal, **fields):
    return factories.milestone(
        **{"deal": deal, "name": "Startbijeenkomst", "planned_on": "2026-05-20"} | fields
    )


def fill(deal, **organisation):
    """Something of everything, and what should stay out."""
    late(deal)
    late(deal, name="Op tijd gehaald", done_on="2026-05-20")
    late(deal, name="Verschoven", expected_on="2026-06-15")
    factories.milestone(deal=deal, name="Later", planned_on="2026-06-16")
    member = factories.participation(deal=deal, organisation=factories.organisation(**organisation))
    factories.commitment(participation=member)
    factories.commitment(participation=member).confirmations.create(year=2026, state="zoals")
    member.conversations.create(held_on="2026-05-01", with_whom="directeur", what="geheim")
    new_at = SEVEN - timedelta(days=3)
    factories.contact(organisation=member.organisation, name="Nico Nieuw", new_at=new_at)
    for text, owner, due_on in [
        ("Zaal regelen", "Jan", "2026-05-31"),
        ("Brief sturen", "projectleider Véra de Vries", "2026-06-15"),
        ("Van een ander", "Jan", "2026-06-02"),
        ("Voor later", "Vera de Vries", "2026-06-16"),
    ]:
        deal.action_points.create(text=text, owner=owner, due_on=due_on)
    deal.action_points.create(text="Al klaar", due_on="2026-05-01", state="gedaan")


def change(deal, by, at, name="Startbijeenkomst"):
    with time_machine.travel(at, tick=False):
        changes = (FieldChange("name", "naam", "oud", "nieuw"),)
        data = Piece("deals.milestone", name, changes)
        record_event(PieceEvent.MILESTONE_CHANGED, by=by, subject=deal.audit_subject, data=data)


def digest(user, day=DAY, **mail):
    """An overview that was posted before; `mail`: how it went, such as state="verzonden"."""
    row = outbox.post(kind=digests.KIND, to=user.email, payload={}, now=SEVEN)
    OutgoingMail.objects.filter(pk=row.pk).update(**mail)
    return Digest.objects.create(user=user, day=day, mail=row)


def run(now=SEVEN):
    """As the workers do: plan, and send what is due."""
    digests.plan_digests(now=now)
    while delivery.send_due(clock=lambda: now):
        pass
    return [sent.to[0] for sent in mail.outbox]
