"""Search and filters of the lists."""

import django_filters as filters
from django import forms
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from deals.models import Attachment, Commitment, Deal, EntryCriterion, Kind, Part, Participation, Phase, Stage
from deals.queries import deals_about, with_missing_criteria
from deals.queries.lists import UNKNOWN_PHASE
from foundation.ordering import dutch
from partners.models import Network, Organisation, OrganisationType
from partners.queries import MOST_ENDED, meant_by

INTERNAL = ("stage", "attached", "director", "executive", "to_confirm", "entry")
ORDERS = [
    ("naam", _("naam, A tot Z")),
    ("-naam", _("naam, Z tot A")),
    ("soort", _("soort, A tot Z")),
    ("-soort", _("soort, Z tot A")),
]


def _themes_in(deals):
    themes = deals.exclude(theme="").order_by(dutch("theme")).values_list("theme", flat=True).distinct()
    return [(theme, theme) for theme in themes]


class DealFilter(filters.FilterSet):
    """Searches deals; two queries for the choices. Pass `Deal.objects.visible_to(user)`."""

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
        self.participations, self.ended = Participation.objects.visible_to(user), []
        deals = Deal.objects.visible_to(user)
        self.form.fields["theme"].choices = _themes_in(deals)
        partners = self.participations.filter(deal__in=deals).values("organisation")
        self.form.fields["partner"].queryset = Organisation.objects.filter(pk__in=partners)

    def search(self, deals, name, words):
        meant = meant_by(words)
        self.ended = meant.ended[:MOST_ENDED]
        about = deals_about(
            words, deals=deals, participations=self.participations, organisations=[*meant.ids]
        )
        return deals.filter(pk__in=about)

    def in_phase(self, deals, name, phase):
        return deals.filter(phase="" if phase == UNKNOWN_PHASE else phase)

    def with_partner(self, deals, name, organisation):
        return deals.filter(
            Exists(self.participations.filter(deal=OuterRef("pk"), organisation=organisation))
        )


def _attachment(label, field):
    return filters.ChoiceFilter(label=label, field_name=field, choices=Attachment, empty_label=_("Alle"))


def _choice_in_words(bound, value):
    if value is True:
        return str(bound.label)
    label = str(dict(getattr(bound.field, "choices", ())).get(value, value))
    return f"{bound.label}: {label}" if bound.name in ("attached", "director", "executive") else label


class PartnerFilter(filters.FilterSet):
    """The partners of one deal; the filters on non-public fields are only for users who see those."""

    q = filters.CharFilter(
        label=_("Zoek op naam"),
        field_name="organisation__name",
        lookup_expr="icontains",
        widget=forms.TextInput(attrs={"placeholder": _("Zoek op naam")}),
    )
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
    part = filters.ModelChoiceFilter(
        label=_("Onderdeel"), field_name="parts", queryset=Part.objects.none(), empty_label=_("Alle")
    )
    attached = _attachment(_("Ambtelijk aangehaakt"), "attached_official")
    director = _attachment(_("Directie aangehaakt"), "attached_director")
    executive = _attachment(_("Bestuurlijk aangehaakt"), "attached_executive")
    to_confirm = filters.BooleanFilter(
        label=_("Afspraak nog te bevestigen"), method="with_waiting", widget=forms.CheckboxInput
    )
    entry = filters.BooleanFilter(
        label=_("Voldoet nog niet aan alle criteria"),
        method="with_missing",
        widget=forms.CheckboxInput,
    )
    sort = filters.ChoiceFilter(
        label=_("Volgorde"), choices=ORDERS[1:], empty_label=ORDERS[0][1], method="in_order"
    )

    class Meta:
        model = Participation
        fields = []

    def __init__(self, *args, deal, reads_internal, year, **options):
        super().__init__(*args, **options)
        self.year = year
        self.form.fields["part"].queryset = parts = deal.parts.all()
        left_out = set() if reads_internal else set(INTERNAL)
        if not parts:
            left_out.add("part")
        if reads_internal and not EntryCriterion.objects.filter(moment__deal=deal).exists():
            left_out.add("entry")
        for name in left_out:
            del self.form.fields[name]

    @property
    def chosen_in_words(self):
        """The active filters, without search and order, as their labels."""
        if not self.form.is_valid():
            return []
        chosen = [
            (bound, self.form.cleaned_data.get(bound.name))
            for bound in self.form
            if bound.name not in ("q", "sort")
        ]
        return [_choice_in_words(bound, value) for bound, value in chosen if value]

    @property
    def order(self):
        return self.form.cleaned_data.get("sort") or "naam" if self.form.is_valid() else "naam"

    def in_order(self, participations, name, order):
        """Within a type, partners are ordered by name, in either direction of the types."""
        sign, by = ("-", order[1:]) if order.startswith("-") else ("", order)
        fields = ["organisation__type", "organisation__name"] if by == "soort" else ["organisation__name"]
        return participations.order_by(f"{sign}{fields[0]}", *fields[1:], "pk")

    def with_missing(self, participations, name, only):
        return with_missing_criteria(participations) if only else participations

    def with_waiting(self, participations, name, only):
        waiting = Commitment.objects.to_confirm_in(self.year).filter(participation=OuterRef("pk"))
        return participations.filter(Exists(waiting)) if only else participations
