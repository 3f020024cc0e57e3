"""What a partner promises and how a year went. There is no field for hours, by decision."""

from crispy_forms.bootstrap import PrependedText
from crispy_forms.layout import Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from deals.forms.fields import EuroField, YearField
from deals.models import Commitment, CommitmentConfirmation
from foundation.concurrent_edit import MEANWHILE
from foundation.forms import LockedModelForm, PortalForm, form_field

YEARS = ("year_from", "year_until")


class TermsOfAgreement(PortalForm, forms.Form):
    """Mixin: an agreement on money has an amount, others are described in words."""

    kind = forms.ChoiceField(
        label=_("Soort"),
        choices=Commitment.Kind,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een soort afspraak.")},
    )
    amount_eur_per_year = EuroField(
        label=_("Bedrag per jaar (€)"), required=False, help_text=_("Alleen bij geld, zoals 40.000.")
    )
    year_from = YearField(label=_("Van jaar"))
    year_until = YearField(label=_("Tot en met jaar"))

    def clean(self):
        super().clean()
        kind, amount = self.cleaned_data.get("kind"), self.cleaned_data.get("amount_eur_per_year")
        is_money = kind == Commitment.Kind.MONEY
        if is_money and amount is None and "amount_eur_per_year" not in self.errors:
            self.add_error("amount_eur_per_year", _("Vul het bedrag per jaar in."))
        if kind and not is_money and amount is not None:
            self.add_error("amount_eur_per_year", _("Een bedrag hoort bij de soort “geld per jaar”."))
        if kind and not is_money and not self.cleaned_data.get("description", "").strip():
            self.add_error("description", _("Zet de afspraak in woorden."))
        self.require_order("year_from", "year_until", _("Het laatste jaar ligt voor het eerste jaar."))
        return self.cleaned_data


class CommitmentForm(TermsOfAgreement, LockedModelForm):
    """Money per year, or an agreement in words; only the team and Agenda Stad can record that both sides agree.

    Two amounts of one partner for the same year may be intended: the form asks for confirmation and does not refuse.
    """

    is_beside = forms.BooleanField(label=_("Ja, dit bedrag komt erbij"), required=False)

    class Meta:
        model = Commitment
        fields = [
            "kind",
            "amount_eur_per_year",
            "description",
            "year_from",
            "year_until",
            "agreed_on",
            "is_agreed",
        ]
        help_texts = {
            "description": _(
                "Wat is er afgesproken? Bij inzet hoogstens een grove schatting, zoals 4 dagdelen per kwartaal."
            )
        }
        formfield_callback = form_field

    def __init__(self, *args, may_agree, **options):
        super().__init__(*args, **options)
        if not may_agree:
            del self.fields["is_agreed"], self.fields["agreed_on"]
        self.is_asking, self._asked = False, self.fields.pop("is_beside")
        if self.add_prefix("is_beside") in self.data:
            self.fields["is_beside"] = self._asked

    @property
    def changed_data(self):
        return [name for name in super().changed_data if name != "is_beside"]

    def is_valid(self):
        return super().is_valid() and not self.is_asking

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not cleaned.get("is_beside"):
            same = self._money_of_these_years(cleaned)
            if same:
                self._ask(same)
        return cleaned

    def _money_of_these_years(self, terms):
        """Other agreements on money of this partner that share a year with this one; none if nothing changed."""
        if terms["kind"] != Commitment.Kind.MONEY or not {"kind", *YEARS} & set(self.changed_data):
            return []
        money = self.instance.participation.commitments.filter(kind=Commitment.Kind.MONEY)
        same = money.filter(year_from__lte=terms["year_until"], year_until__gte=terms["year_from"])
        return list(same.exclude(pk=self.instance.pk))

    def _ask(self, same):
        self.is_asking = True
        self.fields["is_beside"] = self._asked
        self._asked.widget.attrs["autofocus"] = True
        words = {"found": "; ".join(one.terms_in_words for one in same)}
        self["is_beside"].help_text = (
            _(
                "Voor een van deze jaren staat er al: %(found)s. Komt dit bedrag daarbij? Vink het dan aan en sla op."
            )
            % words
        )

    def layout(self):
        agreed = [name for name in ("agreed_on", "is_agreed") if name in self.fields]
        amount = PrependedText("amount_eur_per_year", "€")
        asked = ["is_beside"] if "is_beside" in self.fields else []
        return Layout("kind", amount, "description", Row("year_from", "year_until"), *asked, *agreed)


class ConfirmationForm(PortalForm, forms.Form):
    """Once a year: more than, as, or less than agreed, or "gesprek gevoerd" instead of a score.

    `seen`: what was said when the page was opened. If that changed since, or the year did, the current text is shown
    before it is replaced.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    year = forms.TypedChoiceField(label=_("Jaar"), coerce=int)
    state = forms.ChoiceField(
        label=_("Hoe liep het?"),
        choices=CommitmentConfirmation.State,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een van de vier.")},
    )
    note = forms.CharField(
        label=_("Toelichting"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args, years, said, **options):
        """`said`: {year: the stored confirmation}."""
        before = said.get(years[0])
        shown = {"state": before.state, "note": before.note, "seen": before.fingerprint} if before else {}
        super().__init__(*args, initial={"year": years[0]} | shown, **options)
        self.said = said
        self.fields["year"].choices = [(year, str(year)) for year in years]

    def clean(self):
        super().clean()
        before = self.said.get(self.cleaned_data.get("year"))
        said = self.cleaned_data.get("state"), self.cleaned_data.get("note", "")
        if before and before.fingerprint != self.cleaned_data.get("seen") and not before.says(*said):
            self._show_what_was_said(before)
        return self.cleaned_data

    def _show_what_was_said(self, before):
        """Submitting again is then a deliberate choice."""
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = before.fingerprint
        self.add_error(
            None,
            forms.ValidationError(
                _(
                    "Over %(year)s is al iets vastgelegd dat u nog niet zag. Uw tekst staat er nog. Vergelijk en leg opnieuw vast."
                ),
                code=MEANWHILE,
                params={"year": before.year},
            ),
        )
        stored = {"state": before.get_state_display(), "note": before.note or _("niets")}
        for name, value in stored.items():
            self.add_error(name, _("Intussen opgeslagen: “%(value)s”.") % {"value": value})
