"""Makes the demo and prints its logins and links: as a table for people, as JSON for programs."""

import json

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from deals.models import Deal
from impacttool.models import Instrument
from programme.demo.listing import listing
from programme.demo.seed import seed

REFUSAL = (
    "De demo is uit: dit commando maakt verzonnen personen en antwoorden en doet dat nooit in productie. "
    "Zet DEMO=1 op een proefomgeving."
)


class Command(BaseCommand):
    help = "Maakt de demo: verzonnen personen, afspraken en antwoorden. Nog een keer draaien verandert niets."

    def add_arguments(self, parser):
        parser.add_argument(
            "--json", action="store_true", help="één JSON-object met logins, sleutels, links en deals"
        )

    def handle(self, *, json, **_options):
        if settings.PRODUCTION or not settings.DEMO:
            raise CommandError(REFUSAL)
        self._load_real_data()
        now = timezone.now()
        seed(now=now, say=self._say)
        found = listing(now)
        self.stdout.write(as_json(found) if json else as_table(found))

    def _say(self, sentence):
        """To stderr without styling: stdout is for the result."""
        self.stderr.write(sentence, style_func=str)

    def _load_real_data(self):
        if Instrument.objects.exists() and Deal.objects.exists():
            return
        for name in ("load_organisations", "load_questionnaire", "load_deals"):
            call_command(name, stdout=self.stderr)


def as_json(found):
    return json.dumps(found, ensure_ascii=False, indent=2)


def as_table(found):
    lines = ["Inloggen in de demo (personen, antwoorden en scores zijn verzonnen):"]
    for user in found["users"]:
        token = found["tokens"][user["role"]]
        lines.append(f"  {user['role']:<15}{user['email']:<26}{user['password']:<30}")
        lines.append(f"  {'':<15}API-sleutel: {token}")
    lines.append(f"Nog in te vullen vragenlijsten: {len(found['invitations'])}")
    lines += [f"  {one['deal']}: {one['url']}" for one in found["invitations"][:3]]
    return "\n".join(lines)
