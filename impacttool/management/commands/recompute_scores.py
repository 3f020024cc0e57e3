"""`manage.py recompute_scores [--round YEAR] [--repair]`: are the stored scores what the answers say?"""

from django.core.management.base import BaseCommand, CommandError

from impacttool.actions.scores import OtherDealsBehindFigure, score_differences, store_scores
from impacttool.models import Indicator, Round, Survey


class Command(BaseCommand):
    help = "Rekent de scores van afgeronde rondes opnieuw uit en vergelijkt ze met wat is opgeslagen."

    def add_arguments(self, parser):
        parser.add_argument("--round", type=int, help="alleen de ronde van dit jaar")
        parser.add_argument(
            "--repair", action="store_true", help="sla de nieuwe uitkomst op waar zij verschilt"
        )

    def handle(self, *args, **options):
        rounds = Round.objects.closed()
        if options["round"] is not None:
            rounds = rounds.filter(year=options["round"])
            if not rounds:
                raise CommandError(f"Er is geen gesloten ronde {options['round']}.")
        wrong = sum([self._check(round_, options["repair"]) for round_ in rounds])
        if not wrong:
            self.stdout.write("geen verschil")
        elif options["repair"]:
            self.stdout.write(f"{wrong} scores hersteld")
        else:
            raise CommandError(f"{wrong} scores verschillen. Met --repair worden ze opnieuw opgeslagen.")

    def _check(self, round_, repair):
        places = score_differences(round_)
        deals = dict(Survey.objects.filter(round=round_).values_list("pk", "deal__slug"))
        names = dict(
            Indicator.objects.filter(pk__in=[pk for _survey, pk in places]).values_list("pk", "number")
        )
        for survey_id, indicator_id in places:
            self.stdout.write(
                f"{round_.year} {deals[survey_id]}, indicator {names.get(indicator_id, '?')}: verschilt"
            )
        if places and repair:
            _repair(round_)
        return len(places)


def _repair(round_):
    try:
        store_scores(round_=round_)
    except OtherDealsBehindFigure:
        raise CommandError(
            f"De scores van {round_.year} zijn niet hersteld: er zouden nu andere deals in “alle deals” zitten dan toen de "
            "rapporten werden gemaakt. Naast het vorige gemiddelde geeft dat een deal prijs."
        ) from None
