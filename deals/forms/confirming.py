"""How this year went, for many agreements on one page: one answer a row, or "zoals afgesproken" for all."""

from django import forms
from django.utils.translation import gettext_lazy as _

from deals.models import CommitmentConfirmation
from partners.forms.base import PortalForm

AS_AGREED = CommitmentConfirmation.State.AS_AGREED
EVERYTHING = "everything"


class ConfirmManyForm(PortalForm, forms.Form):
    """`agreements`: those of one page; a row without an answer stays to be confirmed."""

    def __init__(self, *args, agreements, **options):
        super().__init__(*args, **options)
        self.agreements = {f"stand_{one.pk}": one for one in agreements}
        for name, one in self.agreements.items():
            self.fields[name] = forms.ChoiceField(
                label=f"{one.participation.organisation}: {one.in_words}",
                choices=CommitmentConfirmation.State,
                required=False,
                widget=forms.RadioSelect,
            )
            self.fields[name].is_asked = True

    def clean(self):
        cleaned = super().clean()
        if not self.errors and EVERYTHING not in self.data and not any(cleaned.values()):
            raise forms.ValidationError(_("Kies bij minstens één afspraak hoe het liep."), code="required")
        return cleaned

    def answers(self):
        """[(agreement, state)]; with the button for all, what was chosen in a row stays as chosen."""
        rest = AS_AGREED if EVERYTHING in self.data else ""
        said = ((one, self.cleaned_data[name] or rest) for name, one in self.agreements.items())
        return [(one, state) for one, state in said if state]
