"""All that is held on an e-mail address, as JSON. A questionnaire's answers belong to no person's row."""

import json

from django.core.management.base import BaseCommand
from django.core.serializers.json import DjangoJSONEncoder

from dealportaal.personal_data import held_on
from foundation.actions.audit_log import record_event
from foundation.events import Subject
from partners.events import AccountEvent


class Command(BaseCommand):
    help = "Toont alles wat het portaal van een e-mailadres bewaart, voor een verzoek om inzage."

    def add_arguments(self, parser):
        parser.add_argument("email", help="het e-mailadres van de persoon die inzage vraagt")

    def handle(self, *args, **options):
        found = held_on(options["email"].strip())
        record_event(AccountEvent.PERSON_SHOWN, by=None, subject=Subject("person"))
        self.stdout.write(json.dumps(found, cls=Encoder, ensure_ascii=False, indent=2))


class Encoder(DjangoJSONEncoder):
    """Of a file only its size."""

    def default(self, o):
        return f"{len(o)} bytes" if isinstance(o, bytes | memoryview) else super().default(o)
