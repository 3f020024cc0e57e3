from django import forms

from foundation.forms import PortalForm


class SealForm(PortalForm, forms.Form):
    """Carries the seal of the version that was read, so that a step applies to exactly that text."""

    seal = forms.CharField(widget=forms.HiddenInput, max_length=64)
