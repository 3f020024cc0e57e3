"""Search and filters of the lists."""

import django_filters as filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.models import AuditEvent
from partners import queries
from partners.models import ApiCall, Network, Organisation, OrganisationType


class OrganisationFilter(filters.FilterSet):
    """Filters organisations; three queries besides the list, and one more with search words.

    Opens with organisations in a deal; any search or filter, even an empty one, covers all.
    """

    q = filters.CharFilter(label=_("Zoek op naam of afkorting"), method="search", max_length=200)
    type = filters.ChoiceFilter(label=_("Soort"), choices=OrganisationType, empty_label=_("Alle"))
    network = filters.ModelChoiceFilter(
        label=_("Netwerk"), field_name="networks", queryset=Network.objects.all(), empty_label=_("Alle")
    )
    province = filters.ModelChoiceFilter(
        label=_("Provincie"),
        queryset=Organisation.objects.filter(type=OrganisationType.PROVINCE),
        empty_label=_("Alle"),
    )
    in_deal = filters.BooleanFilter(
        label=_("Doet mee in een deal"), method="with_deals", widget=forms.CheckboxInput
    )

    class Meta:
        model = Organisation
        fields = []

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        self.user = user
        self.ended = []
        self.is_opening = not set(self.data) - {"page"}

    def filter_queryset(self, organisations):
        found = super().filter_queryset(organisations)
        return queries.taking_part(found, self.user) if self.is_opening else found

    def search(self, organisations, name, words):
        meant = queries.meant_by(words)
        self.ended = meant.ended[: queries.MOST_ENDED]
        return organisations.filter(pk__in=[*meant.ids])

    def with_deals(self, organisations, name, only):
        return queries.taking_part(organisations, self.user) if only else organisations


class LogFilter(filters.FilterSet):
    q = filters.CharFilter(label=_("Waarvan of wie"), method="search", max_length=200)
    subject = filters.CharFilter(method="about", widget=forms.HiddenInput, max_length=200)

    class Meta:
        model = AuditEvent
        fields = []

    def search(self, lines, name, words):
        return lines.filter(Q(subject_label__icontains=words) | Q(actor_label__icontains=words))

    def about(self, lines, name, subject):
        kind, _colon, key = subject.partition(":")
        return lines.filter(subject_kind=kind, subject_key=key)


class ApiCallFilter(filters.FilterSet):
    q = filters.CharFilter(label=_("Sleutel, account, adres of IP-adres"), method="search", max_length=200)

    class Meta:
        model = ApiCall
        fields = []

    def search(self, calls, name, words):
        return calls.filter(
            Q(caller_label__icontains=words) | Q(address__icontains=words) | Q(sender__icontains=words)
        )
