"""A key for a program that reads as this user. Shown this once, alone on the last line."""

from django.core.management.base import BaseCommand, CommandError

from partners.actions import create_api_token
from partners.models import User


class Command(BaseCommand):
    help = "Maakt een API-sleutel voor een account en toont die eenmalig."

    def add_arguments(self, parser):
        parser.add_argument("email", help="het e-mailadres van het account")

    def handle(self, *args, **options):
        email = options["email"].strip().lower()
        user = User.objects.filter(email=email, is_active=True).first()
        if user is None:
            raise CommandError(f"Er is geen actief account met het e-mailadres {email}.")
        self.stdout.write(create_api_token(user=user, by=None))
