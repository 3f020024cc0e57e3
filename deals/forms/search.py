"""The one search over deals, organisations and contacts."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from foundation.forms import PortalForm
from partners.name_register import fold

FEWEST_LETTERS, LONGEST = 2, 200


class SearchForm(PortalForm, forms.Form):
    q = forms.CharField(
        label=_("Zoek op naam, thema of partner"),
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
        error_messages={
            "required": _("Typ een naam of een woord."),
            "max_length": _("Typ minder woorden: hooguit %(limit_value)d letters."),
        },
    )

    def clean_q(self):
        """Needs at least two letters: a single one is in nearly every name."""
        words = self.cleaned_data["q"]
        if len("".join(fold(words).split())) < FEWEST_LETTERS:
            raise ValidationError(_("Typ minstens twee letters."))
        return words
