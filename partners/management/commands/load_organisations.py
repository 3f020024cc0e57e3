"""Ministries, provinces, water boards and municipalities. Makes what is missing; edits of people stay."""

import csv
from pathlib import Path

from django.apps import apps
from django.core.management.base import BaseCommand

from partners.actions import load_merged, load_organisations
from partners.register import names_in_file

SOURCE = "Register van Overheidsorganisaties en TOOI, via de verzameling polder, stand 19 mei 2026"


class Command(BaseCommand):
    help = "Laadt ministeries, provincies, waterschappen en gemeenten. Wat er al is, blijft zoals het is."

    def handle(self, *args, **options):
        rows = _rows("reference_orgs.csv")
        former_names = names_in_file("vroegere_namen")
        made = load_organisations(rows=rows, former_names=former_names, source=SOURCE)
        made += load_merged(rows=_rows("merged_municipalities.csv"))
        self.stdout.write(f"{made} organisaties geladen.")


def _rows(name):
    path = Path(apps.get_app_config("partners").path) / "data" / name
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
