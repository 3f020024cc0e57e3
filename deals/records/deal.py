"""The deal itself, with what its team and its sources say."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from deals.models import Deal
from deals.queries import deals_meant
from deals.queries.history import changes_in
from deals.record_kinds import Export, RecordKind, Search
from deals.sheet.outgoing import choice, date, long, moment
from deals.sheet.tables import LONG, Column
from foundation.ordering import dutch
from foundation.queries import audit_log

KIND = RecordKind(
    name="deals",
    model=Deal,
    search=Search(
        find=deals_meant,
        heading=_("Deals"),
        row_template="deals/_found_deal.html",
        all_of_them=_("Alle %(number)s deals"),
        found=ngettext_lazy("%(number)s deal gevonden", "%(number)s deals gevonden", "number"),
        list_name="deals:list",
    ),
    exports=(
        Export(
            "deal",
            "De deal zelf",
            (
                Column("name", "Naam"),
                choice("kind", "Soort deal"),
                Column("theme", "Thema"),
                choice("phase", "Fase"),
                Column("phase_note", "Toelichting bij de fase"),
                long("stop_reason", "Reden van stoppen"),
                long("goal", "Doel"),
                long("why_deal", "Waarom een deal?"),
                date("starts_on", "Begin"),
                choice("starts_precision", "Begin: hoe precies"),
                date("ends_on", "Einde"),
                choice("ends_precision", "Einde: hoe precies"),
                Column("is_published", "Openbaar", "yes_no"),
                long("internal_notes", "Interne notities"),
                Column("source", "Bron"),
                Column("source_url", "Adres van de bron"),
            ),
            rows=lambda deal, user: Deal.objects.filter(pk=deal.pk),
            place=10,
        ),
        Export(
            "team",
            "Team van de deal",
            (Column("user__name", "Naam"), choice("role", "Rol"), date("ended_on", "Stopt op")),
            rows=lambda deal, user: deal.roles.select_related("user").order_by(dutch("user__name"), "pk"),
            place=20,
        ),
        Export(
            "data",
            "Data van de deal",
            (
                date("on", "Datum"),
                choice("precision", "Nauwkeurigheid"),
                Column("what", "Wat"),
                long("note", "Toelichting"),
                Column("source", "Bron"),
            ),
            rows=lambda deal, user: deal.dates.all(),
            place=30,
        ),
        Export(
            "bronnen",
            "Wat de bronnen zeggen",
            (choice("subject", "Onderwerp"), long("text", "Tekst"), Column("source", "Bron")),
            rows=lambda deal, user: deal.facts.all(),
            place=40,
        ),
        Export(
            "geschiedenis",
            "Geschiedenis",
            (
                moment("at", "Wanneer"),
                Column("actor_label", "Wie"),
                Column("verb", "Wat"),
                Column("changes", "Van en naar", "changes", most=LONG),
            ),
            rows=lambda deal, user: audit_log.read(changes_in(deal), reader=user),
            place=50,
        ),
    ),
)
