"""Creates a key for a program that reads as this user. Printed once, alone on the last line."""

from argparse import ArgumentTypeError
from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from partners.actions import create_api_token
from partners.models import ApiToken, User

Scope = ApiToken.Scope


class Command(BaseCommand):
    help = "Maakt een API-sleutel voor een account en toont die eenmalig."

    def add_arguments(self, parser):
        parser.add_argument("email", help="het e-mailadres van het account")
        parser.add_argument(
            "--naam", default="", help="waarvoor de sleutel is, zoals: dashboard gemeente Ede"
        )
        parser.add_argument(
            "--scope", choices=Scope.values, default=Scope.PUBLIC, help="wat de sleutel mag lezen"
        )
        parser.add_argument(
            "--tot", type=_day, help="eerste dag waarop hij niet meer werkt, zoals 2027-12-31"
        )

    def handle(self, *args, **options):
        email = options["email"].strip().lower()
        user = User.objects.working_on(timezone.localdate()).filter(email=email).first()
        if user is None:
            raise CommandError(f"Er is geen actief account met het e-mailadres {email}.")
        fields = {"ended_on": options["tot"]} if options["tot"] else {}
        fields |= {"name": options["naam"], "scope": options["scope"]}
        self.stdout.write(create_api_token(user=user, by=None, **fields))


def _day(text):
    """Of tomorrow or later; argparse shows the sentence."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError("schrijf de dag als jaar-maand-dag, zoals 2027-12-31") from None
    if day <= timezone.localdate():
        raise ArgumentTypeError("deze dag is al voorbij of is vandaag")
    return day
