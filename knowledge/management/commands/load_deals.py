"""Loads the real deals, what they taught, and the first reasons to choose from.

Creates what is missing and never changes an existing deal, or a list of reasons that staff began.
"""

from pathlib import Path

import yaml
from django.apps import apps
from django.core.management.base import BaseCommand, CommandError

from deals.actions.load_deals import RegisterMissing
from deals.actions.reasons import load_first_reasons
from deals.sources import SourceTitles
from knowledge.actions import load_deals_and_lessons


class Command(BaseCommand):
    help = "Laadt de echte deals uit deals/data. Wat er al is, blijft zoals het is."

    def handle(self, *args, **options):
        folder = Path(apps.get_app_config("deals").path) / "data"
        known = yaml.safe_load((folder / "deals.yaml").read_text(encoding="utf-8"))
        public = yaml.safe_load((folder / "deals_public_only.yaml").read_text(encoding="utf-8"))
        try:
            loaded = load_deals_and_lessons(
                records=known["deals"] + public["deals"],
                programme=known["programma"],
                titles=SourceTitles(known["meta"]["bron_titels"]),
            )
        except RegisterMissing as error:
            raise CommandError(
                f"Organisatie {error} staat niet in het register. Draai eerst: manage.py load_organisations"
            ) from error
        load_first_reasons(yaml.safe_load((folder / "reasons.yaml").read_text(encoding="utf-8")))
        self.stdout.write(f"{len(loaded)} deals geladen.")
