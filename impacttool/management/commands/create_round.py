"""`manage.py create_round YEAR --deals all|SLUG,SLUG`: makes and opens a round."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.formats import date_format

from deals.models import Deal
from impacttool.actions.rounds import RoundNotReady, create_round
from impacttool.moments import NoSuchMoment, read_moment


class Command(BaseCommand):
    help = "Maakt en opent een ronde met de nieuwste vragenlijst."

    def add_arguments(self, parser):
        parser.add_argument("year", type=int, help="het jaar, zoals 2026")
        parser.add_argument(
            "--deals", required=True, help="all, of de adressen van deals met komma's ertussen"
        )
        parser.add_argument(
            "--closes", help='moment van sluiten, zoals "2026-12-31 23:59"; anders over 6 weken'
        )

    def handle(self, *args, **options):
        try:
            round_ = create_round(
                year=self._year(options["year"]),
                deals=self._deals(options["deals"]),
                closes_at=self._moment(options["closes"]),
                by=None,
                now=timezone.now(),
            )
        except RoundNotReady as refusal:
            raise CommandError(str(refusal)) from refusal
        closes = date_format(timezone.localtime(round_.closes_at), "j F Y H:i")
        self.stdout.write(
            f"{round_} is open met {round_.surveys.count()} deals en de vragenlijst "
            f"“{round_.instrument}”. De ronde sluit op {closes}."
        )

    def _year(self, year):
        if not 2000 <= year <= 2100:
            raise CommandError(f"{year} is geen jaar van 2000 tot en met 2100.")
        return year

    def _deals(self, wanted):
        if wanted.strip() == "all":
            return list(Deal.objects.all())
        slugs = {slug.strip() for slug in wanted.split(",") if slug.strip()}
        found = list(Deal.objects.filter(slug__in=slugs))
        unknown = sorted(slugs - {deal.slug for deal in found})
        if unknown:
            raise CommandError(f"Deze deals bestaan niet: {', '.join(unknown)}.")
        return found

    def _moment(self, text):
        if not text:
            return None
        try:
            return read_moment(text)
        except NoSuchMoment as error:
            raise CommandError(f"{text} bestaat niet: die nacht gaat de klok een uur vooruit.") from error
        except ValueError as error:
            raise CommandError(f"{text} is geen moment. Schrijf het zo: 2026-12-31 23:59.") from error
