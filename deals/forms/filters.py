"""Search and filters of the lists."""

import django_filters as filters
from django import forms
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from deals.models import Attachment, Commitment, Deal, Kind, Participation, Phase, Stage
from deals.queries import deals_about
from partners.models import Network, Organisation, OrganisationType

UNKNOWN_PHASE = "onbekend"


def _themes_in(deals):
    themes = deals.exclude(theme="").order_by("theme").values_list("theme", flat=True).distinct()
    return [(theme, theme) for theme in themes]


class DealFilter(filters.FilterSet):
    """Deals to search; two queries for what can be chosen. Give it `Deal.objects.visible_to(user)`."""

    q = filters.CharFilter(label=_("Zoek op naam, thema of partner"), method="search", max_length=200)
    kind = filters.ChoiceFilter(label=_("Soort"), choices=Kind, empty_label=_("Alle"))
    phase = filters.ChoiceFilter(
        label=_("Fase"),
        choices=[*Phase.choices, (UNKNOWN_PHASE, _("nog niet bekend"))],
        empty_label=_("Alle"),
        method="in_phase",
    )
    theme = filters.ChoiceFilter(label=_("Thema"), choices=(), empty_label=_("Alle"))
    partner = filters.ModelChoiceFilter(
        label=_("Partner"), queryset=Organisation.objects.none(), empty_label=_("Alle"), method="with_partner"
    )

    class Meta:
        model = Deal
        fields = []

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        self.participations = Participation.objects.visible_to(user)
        deals = Deal.objects.visible_to(user)
        self.form.fields["theme"].choices = [("", _("Alle")), *_themes_in(deals)]
        partners = self.participations.filter(deal__in=deals).values("organisation")
        self.form.fields["partner"].queryset = Organisation.objects.filter(pk__in=partners)

    def search(self, deals, name, words):
        return deals.filter(pk__in=deals_about(words, deals=deals, participations=self.participations))

    def in_phase(self, deals, name, phase):
        return deals.filter(phase="" if phase == UNKNOWN_PHASE else phase)

    def with_partner(self, deals, name, organisation):
        return deals.filter(
            Exists(self.participations.filter(deal=OuterRef("pk"), organisation=organisation))
        )


class PartnerFilter(filters.FilterSet):
    """The partners of one deal; what is not for the public is filtered only by those who see it."""

    q = filters.CharFilter(label=_("Zoek op naam"), field_name="organisation__name", lookup_expr="icontains")
    type = filters.ChoiceFilter(
        label=_("Soort"),
        field_name="organisation__type",
        choices=OrganisationType,
        empty_label=_("Alle"),
    )
    network = filters.ModelChoiceFilter(
        label=_("Netwerk"),
        field_name="organisation__networks",
        queryset=Network.objects.all(),
        empty_label=_("Alle"),
    )
    stage = filters.ChoiceFilter(label=_("Stadium"), choices=Stage, empty_label=_("Alle"))
    attached = filters.ChoiceFilter(
        label=_("Ambtelijk aangehaakt"),
        field_name="attached_official",
        choices=Attachment,
        empty_label=_("Alle"),
    )

    to_confirm = filters.BooleanFilter(
        label=_("Afspraak nog te bevestigen"), method="with_waiting", widget=forms.CheckboxInput
    )

    class Meta:
        model = Participation
        fields = []

    def __init__(self, *args, reads_internal, year, **options):
        super().__init__(*args, **options)
        self.year = year
        if not reads_internal:
            for name in ("stage", "attached", "to_confirm"):
                del self.form.fields[name]

    def with_waiting(self, participations, name, only):
        waiting = Commitment.objects.to_confirm_in(self.year).filter(participation=OuterRef("pk"))
        return participations.filter(Exists(waiting)) if only else participations
