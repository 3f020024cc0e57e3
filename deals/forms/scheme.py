"""The contribution asked of each type of partner or network, and the confirmation to make agreements of it."""

from crispy_forms.bootstrap import PrependedText
from crispy_forms.layout import Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from deals import queries
from deals.forms.fields import EuroField, YearField
from deals.models import Contribution
from foundation.forms import LockedModelForm, PortalForm, form_field
from partners.models import OrganisationType


class ContributionForm(LockedModelForm):
    amount_eur_per_year = EuroField(label=_("Bedrag per jaar (€)"), help_text=_("Zoals 40.000."))
    year_from = YearField(label=_("Van jaar"))
    year_until = YearField(label=_("Tot en met jaar"))

    class Meta:
        model = Contribution
        fields = ["type", "network", "amount_eur_per_year", "year_from", "year_until"]
        formfield_callback = form_field
        help_texts = {
            "network": _(
                "Leeg: voor de hele soort. Wat voor een netwerk geldt, gaat voor wat voor een soort geldt."
            )
        }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["type"].choices = [("", _("elke soort")), *OrganisationType.choices]
        self.fields["network"].empty_label = _("elk netwerk, of geen")
        if not self.instance.pk:
            self._propose_term(self.instance.deal)

    def _propose_term(self, deal):
        """Proposes the years of the deal; they can be changed."""
        for name, day in (("year_from", deal.term_begins_on), ("year_until", deal.ends_on)):
            if day and self.initial.get(name) is None:
                self.initial[name] = day.year

    def clean(self):
        super().clean()
        self.require_order("year_from", "year_until", _("Het laatste jaar ligt voor het eerste jaar."))
        if {"type", "network"} <= self.cleaned_data.keys():
            self._check_for_whom(self.cleaned_data["type"], self.cleaned_data["network"])
        return self.cleaned_data

    def _check_for_whom(self, type_, network):
        same = self.instance.deal.contributions.filter(type=type_, network=network)
        if not type_ and not network:
            self.add_error("type", _("Kies een soort, een netwerk, of allebei."))
        elif same.exclude(pk=self.instance.pk).exists():
            self.add_error("type", _("Voor deze soort en dit netwerk staat al een bijdrage vast."))

    def layout(self):
        return Layout(
            Row("type", "network"), PrependedText("amount_eur_per_year", "€"), Row("year_from", "year_until")
        )


class SchemeForm(PortalForm, forms.Form):
    """`rows` holds what was shown, so that only that is agreed."""

    rows = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20_000)
    preview_template = "deals/_scheme_preview.html"

    def __init__(self, *args, deal, **options):
        super().__init__(*args, **options)
        self.due = queries.due_by_scheme(deal)
        self.has_nothing_to_do = not self.due
        self.has_contributions = bool(self.due) or deal.contributions.exists()
        self.initial["rows"] = self._as_text()

    def _as_text(self):
        return ",".join(
            f"{one.participation.pk}-{one.contribution.pk}-{one.contribution.version}" for one in self.due
        )

    def clean_rows(self):
        """What the action compares with."""
        if not self.due or self.cleaned_data["rows"] != self._as_text():
            self.data = self.data.copy()
            self.data["rows"] = self._as_text()
            raise forms.ValidationError(
                _("De lijst is intussen veranderd. Er is niets gemaakt. Kijk haar na en bevestig opnieuw."),
                code="changed",
            )
        return {one.participation.pk: (one.contribution.pk, one.contribution.version) for one in self.due}
