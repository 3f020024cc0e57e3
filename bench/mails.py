"""A round of invitations sent out through a mail server that takes its time for every answer."""

from time import perf_counter

from django.utils import timezone

from bench import build
from bench.harness import Row, at_most, scaled, shown
from foundation.actions.delivery import send_due
from foundation.models import OutgoingMail
from impacttool.actions.invitations import Person, invite
from impacttool.models import Round
from tests.foundation.smtp_server import serving

INVITED, ANSWER_SECONDS, LONGEST_SECONDS = 2000, 0.2, 300


def measure() -> list[Row]:
    number = scaled(INVITED)
    _post(number)
    with serving(EMAIL_TIMEOUT=10) as server:
        server.wait = ANSWER_SECONDS
        start = perf_counter()
        while send_due(clock=timezone.now):
            pass
        taken = perf_counter() - start
    sent = OutgoingMail.objects.filter(state=OutgoingMail.State.SENT).count()
    if (sent, len(server.taken)) != (number, number):
        raise AssertionError(f"{sent} of {number} sent, {len(server.taken)} taken")
    return [
        at_most(f"{number} invitations, every answer after 200 ms", taken, LONGEST_SECONDS, " s"),
        shown("the same, connections opened", str(server.connections)),
    ]


def _post(number: int) -> None:
    survey = build.round_(2026, build.deals(1, "mail"), state=Round.State.OPEN).surveys.get()
    people = [Person(f"persoon{nr}@voorbeeld.invalid", f"Persoon {nr}") for nr in range(number)]
    invite(survey=survey, people=people, by=None, now=build.NOW)
