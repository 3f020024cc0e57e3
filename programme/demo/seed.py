"""Makes the demo. Idempotent: every part checks whether it exists."""

from impacttool.models import Round
from programme.demo import agreements, meetings, people, rounds, talks, themes
from programme.demo.plan import plan


def seed(*, now, say):
    """`say` gets a sentence for each part being made. Changes nothing that exists."""
    people.make_users()
    people.make_contacts()
    people.mark_lasting_contacts()
    agreements.make_commitments()
    agreements.make_milestones()
    meetings.make_meetings()
    for entry in plan()["rounds"]:
        made = rounds.make_round(entry, now=now)
        if made:
            say(f"Ronde {made.year} gemaakt: {made.surveys.count()} metingen.")
    for round_ in Round.objects.closed().filter(is_fictitious=True).order_by("year"):
        rounds.report_round(round_, say=say)
        held = talks.make_talks(round_)
        if held:
            say(f"Ronde {round_.year}: {held} gesprekken met hun leerrapport gemaakt.")
        if themes.report_programme(round_):
            say(f"Ronde {round_.year}: programmarapport gemaakt.")
