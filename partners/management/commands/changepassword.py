"""Disables Django's command, which types somebody else's password."""

from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Bestaat hier niet: de persoon kiest zelf een wachtwoord."

    def add_arguments(self, parser):
        parser.add_argument("rest", nargs="*")

    def handle(self, *args, **options):
        raise CommandError(
            "Niemand typt het wachtwoord van een ander. Wie het kwijt is, vraagt op de inlogpagina een nieuw aan."
        )
