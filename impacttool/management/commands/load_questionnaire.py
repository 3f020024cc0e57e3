"""Version 1 of the questionnaire, verbatim from the midterm review, and the short one for after the end of a deal.

Loading them again changes nothing."""

from pathlib import Path

import yaml
from django.apps import apps
from django.core.management.base import BaseCommand, CommandError

from impacttool.actions.instruments import InstrumentFrozen, load_instrument
from impacttool.actions.short_instruments import load_short
from impacttool.models import Instrument

VERSION = 1
NAME = "Self-assessment midterm review"
SOURCE = "AEF, midterm review City Deals, r. 1852-1950 (stellingen) en r. 1953-2026 (verdieping)"


class Command(BaseCommand):
    help = "Laadt de vragenlijst van de midterm review als versie 1."

    def handle(self, *args, **options):
        content = _read("questionnaire.yaml")
        try:
            changed = load_instrument(version=VERSION, name=NAME, source=SOURCE, content=content)
        except InstrumentFrozen as error:
            raise CommandError(
                f"De vragenlijst “{error}” is bevroren en anders dan het bestand. Maak een nieuwe versie."
            ) from error
        self._load_short()
        self.stdout.write("Vragenlijst geladen." if changed else "De vragenlijst was er al.")

    def _load_short(self):
        content = _read("questionnaire_short.yaml")
        load_short(
            whole=Instrument.objects.get(version=VERSION),
            name=content["naam"],
            source=content["bron"],
            minutes=content["invultijd_minuten"],
            codes=content["stellingen"],
        )


def _read(name):
    path = Path(apps.get_app_config("impacttool").path) / "data" / name
    return yaml.safe_load(path.read_text(encoding="utf-8"))
