"""Disables Django's command, which asks for somebody's password."""

from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Bestaat hier niet: gebruik create_account."

    def add_arguments(self, parser):
        parser.add_argument("rest", nargs="*")

    def handle(self, *args, **options):
        raise CommandError(
            "Niemand typt het wachtwoord van een ander. Gebruik: manage.py create_account E-MAILADRES NAAM --beheerder"
        )
