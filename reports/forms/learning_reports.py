from django import forms

from foundation.forms import PortalForm


class SealForm(PortalForm, forms.Form):
    """A step that is taken on exactly the text that was read."""

    seal = forms.CharField(widget=forms.HiddenInput, max_length=64)
