"""A meeting of deals that learn from each other: which deals come, and how many rounds."""

from crispy_forms.layout import Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.forms import PortalForm
from reports.pairing import MOST_ROUNDS

ROUNDS = 3


class MeetingForm(PortalForm, forms.Form):
    """Submitted with GET; nothing of it is stored."""

    naam = forms.CharField(
        label=_("Bijeenkomst"),
        max_length=100,
        required=False,
        help_text=_("Komt boven het tafelplan, zoals Community of Practice 12 maart."),
    )
    rondes = forms.IntegerField(
        label=_("Aantal rondes"),
        min_value=1,
        max_value=MOST_ROUNDS,
        initial=ROUNDS,
        error_messages=dict.fromkeys(("min_value", "max_value", "invalid"), _("Kies 1 tot en met 6 rondes.")),
    )
    deals = forms.MultipleChoiceField(
        label=_("Deals die komen"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Kies minstens twee deals."),
            "invalid_choice": _("Een deal die u koos, wil niet (meer) gekoppeld worden. Kijk de lijst na."),
        },
    )

    def __init__(self, *args, deals, **options):
        super().__init__(*args, **options)
        self.fields["deals"].choices = [(one.deal.slug, one.deal.name) for one in deals]
        self.initial["deals"] = [one.deal.slug for one in deals]

    def clean_deals(self):
        chosen = self.cleaned_data["deals"]
        if len(chosen) < 2:
            raise forms.ValidationError(_("Kies minstens twee deals."))
        return chosen

    def layout(self):
        return Layout(Row("naam", "rondes"), "deals")
