"""`manage.py import_responses FILE.csv --round YEAR`: answers of an older form, whole or not at all."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from impacttool.actions.import_words import file_words
from impacttool.actions.imports import ImportRefused, import_responses, read_answers
from impacttool.models import Round
from rendering.reading.files import MAX_BYTES
from rendering.reading.grid import Unreadable

MOST_LINES = 50


class Command(BaseCommand):
    help = "Leest antwoorden van een ouder formulier in een open ronde in."

    def add_arguments(self, parser):
        parser.add_argument(
            "file",
            help="Excel, OpenDocument of CSV met de kolommen deal, respondent, partner_type, 1.1, 1.2, ...",
        )
        parser.add_argument("--round", type=int, required=True, help="het jaar van de ronde")

    def handle(self, *args, **options):
        round_ = Round.objects.filter(year=options["round"]).first()
        if round_ is None:
            raise CommandError(f"Er is geen ronde {options['round']}.")
        try:
            tab = read_answers(self._content(options["file"]))
            done = import_responses(round_=round_, tab=tab, by=None, now=timezone.now())
        except Unreadable as unreadable:
            raise CommandError(f"Er is niets ingelezen.\n{file_words(unreadable.code)}") from unreadable
        except ImportRefused as refusal:
            raise CommandError(self._refused(refusal)) from refusal
        self.stdout.write(f"{done.added} toegevoegd, {done.already_there} stonden er al")

    def _content(self, name):
        """At most one byte more than is allowed, so that a file of any size is refused without reading it."""
        try:
            with Path(name).open("rb") as file:
                return file.read(MAX_BYTES + 1)
        except OSError as error:
            raise CommandError(f"{name} is niet te lezen: {error.strerror}.") from error

    def _refused(self, refusal):
        lines = refusal.lines(MOST_LINES)
        more = len(refusal.problems) - len(lines)
        tail = [f"... en nog {more} fouten"] if more else []
        return "\n".join(["Er is niets ingelezen.", *lines, *tail])
