"""Creates an account; its owner gets a mail with a link to choose a password. Mainly for the first
administrator."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils import timezone

from partners.accounts import create_account
from partners.models import User


class Command(BaseCommand):
    help = "Maakt een account en mailt een link om zelf een wachtwoord te kiezen."

    def add_arguments(self, parser):
        parser.add_argument("email", help="het e-mailadres waarmee deze persoon inlogt")
        parser.add_argument("naam", help="de naam, zoals: 'Jan Jansen'")
        parser.add_argument("--beheerder", action="store_true", help="mag accounts en rollen beheren")
        parser.add_argument("--medewerker", action="store_true", help="werkt bij Agenda Stad")

    def handle(self, *args, **options):
        email = options["email"].strip().lower()
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"{email} is geen e-mailadres.") from error
        if User.objects.filter(email=email).exists():
            raise CommandError(f"Er is al een account met het e-mailadres {email}.")
        roles = {"is_administrator": options["beheerder"], "is_programme_staff": options["medewerker"]}
        create_account(email=email, name=options["naam"], by=None, now=timezone.now(), **roles)
        self.stdout.write(f"Het account is gemaakt. Er is een mail met een link onderweg naar {email}.")
