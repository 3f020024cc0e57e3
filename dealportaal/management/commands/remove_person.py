"""Erases what is held on an e-mail address; lists other people's texts that name it, for a person to
check."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from dealportaal.forgetting import LastAdministrator, remove_person


class Command(BaseCommand):
    help = "Verwijdert wat het portaal van een e-mailadres bewaart. Niet terug te draaien."

    def add_arguments(self, parser):
        parser.add_argument("email", help="het e-mailadres van de persoon die dat vraagt")
        parser.add_argument("--ja", action="store_true", help="zonder deze vlag verandert er niets")

    def handle(self, *args, **options):
        email = options["email"].strip()
        if not options["ja"]:
            raise CommandError(f"Bekijk eerst show_person {email}, en herhaal dit met --ja.")
        try:
            named = remove_person(email=email, by=None, now=timezone.now())
        except LastAdministrator as error:
            raise CommandError("Dit is de enige beheerder. Maak eerst een ander account.") from error
        self.stdout.write("De gegevens zijn verwijderd.")
        for row in named:
            self.stdout.write(f"Nog genoemd in een tekst: {row}")
