"""Why a point of attention needs no action now."""

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.forms import PortalForm


class PutAsideForm(PortalForm, forms.Form):
    """`fingerprint`: that of the facts shown."""

    fingerprint = forms.CharField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        label=_("Waarom is dit nu goed zo?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Anderen van het team lezen dit. Verandert er iets, dan komt het punt terug."),
    )

    def __init__(self, *args, point, **options):
        super().__init__(*args, **options)
        self.point = point
        self.initial["fingerprint"] = point.fingerprint

    def clean_fingerprint(self):
        if self.cleaned_data["fingerprint"] != self.point.fingerprint:
            self.data = self.data.copy()
            self.data["fingerprint"] = self.point.fingerprint
            raise forms.ValidationError(
                _(
                    "Er is intussen iets veranderd. Er is niets opgeslagen. Lees het punt en leg het opnieuw weg."
                ),
                code="changed",
            )
        return self.cleaned_data["fingerprint"]
