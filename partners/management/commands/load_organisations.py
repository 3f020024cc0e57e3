"""Ministries, provinces, water boards and municipalities. Creates what is missing; keeps people's edits."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from partners.actions import load_merged, load_networks, load_organisations, load_well_known
from partners.name_register import names_in_file, rows_of

SOURCE = "Register van Overheidsorganisaties en TOOI, via de verzameling polder, stand 19 mei 2026"


class Command(BaseCommand):
    help = "Laadt ministeries, provincies, waterschappen, gemeenten en bekende instellingen. Wat er al is, blijft."

    def handle(self, *args, **options):
        rows = _register()
        former_names = names_in_file("vroegere_namen")
        made = load_organisations(rows=rows, former_names=former_names, source=SOURCE)
        made += load_merged(rows=rows_of("merged_municipalities.csv"))
        made += load_well_known(rows=rows_of("well_known.csv"))
        members = load_networks(rows=rows_of("networks.csv"), now=timezone.now())
        self.stdout.write(f"{made} organisaties en {members} lidmaatschappen van netwerken geladen.")


def _register():
    """The register names no province for 43 municipalities; a list made from maps of the CBS does."""
    provinces = {row["cbs_code"]: row["provincie_tooi"] for row in rows_of("provinces.csv")}
    rows = rows_of("reference_orgs.csv")
    return [
        row | {"provincie_tooi": row["provincie_tooi"] or provinces.get(row["cbs_code"], "")} for row in rows
    ]
