"""Ministries, provinces, water boards and municipalities. Makes what is missing; edits of people stay."""

import csv
from pathlib import Path

from django.apps import apps
from django.core.management.base import BaseCommand

from partners.actions import load_organisations
from partners.register import names_in_file

SOURCE = "Register van Overheidsorganisaties en TOOI, via de verzameling polder, stand 19 mei 2026"


class Command(BaseCommand):
    help = "Laadt ministeries, provincies, waterschappen en gemeenten. Wat er al is, blijft zoals het is."

    def handle(self, *args, **options):
        folder = Path(apps.get_app_config("partners").path) / "data"
        with (folder / "reference_orgs.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        former_names = names_in_file("vroegere_namen")
        made = load_organisations(rows=rows, former_names=former_names, source=SOURCE)
        self.stdout.write(f"{made} organisaties geladen.")
