"""A kind of mail for the tests of the outbox, and a clock that they move."""

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from django.core.mail import EmailMessage

from foundation.actions import delivery, outbox

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def compose(row):
    return EmailMessage(f"Dag {row.payload.get('nr', '')}", "Tekst\n.punt", "van@voorbeeld.invalid", [row.to])


@contextmanager
def kind(name="proef", made_by=compose, **options):
    outbox.register(name, made_by, **options)
    try:
        yield name
    finally:
        del outbox.KINDS[name]


def post(number=1, *, kind="proef", now=NOW, **options):
    """As many mails to a1@ and on."""
    return [
        outbox.post(kind=kind, to=f"a{nr}@voorbeeld.invalid", payload={"nr": nr}, now=now, **options)
        for nr in range(1, number + 1)
    ]


def send(now=NOW, **after):
    """One run of the outbox at a moment that stands still, which always ends before the budget does."""
    moment = now + timedelta(**after)
    return delivery.send_due(clock=lambda: moment)
