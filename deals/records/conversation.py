"""A talk with one partner."""

from django.urls import reverse

from deals.models import Conversation
from deals.record_kinds import Export, RecordKind, Removal
from deals.sheet.outgoing import choice, date, long, organisation
from deals.sheet.tables import Column

KIND = RecordKind(
    name="gesprekken",
    model=Conversation,
    deal_path="participation__deal",
    url_of=lambda record: reverse("deals:conversations", args=[record.deal.slug, record.participation_id]),
    removal=Removal(is_of_partner=True),
    exports=(
        Export(
            "gesprekken",
            "Gesprekken",
            (
                organisation("participation__organisation__name"),
                date("held_on", "Gevoerd op"),
                choice("kind", "Soort gesprek"),
                Column("with_whom", "Met wie"),
                long("what", "Wat is besproken"),
            ),
            rows=lambda deal, user: (
                Conversation.objects.visible_to(user)
                .filter(participation__deal=deal)
                .select_related("participation__organisation")
            ),
            place=370,
        ),
    ),
)
