"""`manage.py close_round YEAR`: closes a round now."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from impacttool.actions.closing import RoundNotOpened, close_round
from impacttool.models import Round


class Command(BaseCommand):
    help = "Sluit een ronde: de band tussen uitnodiging en antwoord wordt vernietigd en de scores worden berekend."

    def add_arguments(self, parser):
        parser.add_argument("year", type=int, help="het jaar, zoals 2026")

    def handle(self, *args, **options):
        round_ = Round.objects.filter(year=options["year"]).first()
        if round_ is None:
            raise CommandError(f"Er is geen ronde {options['year']}.")
        if round_.state == Round.State.CLOSED:
            self.stdout.write(f"{round_} was al gesloten.")
            return
        try:
            round_ = close_round(round_=round_, by=None, now=timezone.now())
        except RoundNotOpened as refusal:
            raise CommandError(f"{round_} is nog niet geopend.") from refusal
        self.stdout.write(f"{round_} is gesloten: {round_.surveys.count()} deals.")
