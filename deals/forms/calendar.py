"""Choosing the deals for a personal calendar."""

from django import forms
from django.utils.translation import gettext_lazy as _

from deals.models import Deal
from foundation.forms import PortalForm


class CalendarForm(PortalForm, forms.Form):
    deal = forms.ModelChoiceField(
        label=_("Van welke deal?"),
        queryset=Deal.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label=_("al mijn deals"),
    )

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        self.fields["deal"].queryset = Deal.objects.visible_to(user).alphabetical()
