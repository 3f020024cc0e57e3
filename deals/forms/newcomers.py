"""Ticking the new contacts who were introduced to the deal."""

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.forms import PortalForm
from partners.models import Contact


class PersonField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, contact):
        return ", ".join(filter(None, [contact.name, contact.function, contact.organisation.name]))


class IntroduceForm(PortalForm, forms.Form):
    """`everyone`: the other button, which needs no ticks."""

    contacts = PersonField(
        label=_("Wie is ingewerkt?"), queryset=Contact.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, newcomers, **options):
        super().__init__(*args, **options)
        self.fields["contacts"].queryset = newcomers
        self.newcomers = newcomers
        if "everyone" in self.data:
            self.fields["contacts"].required = False

    def chosen(self):
        return list(self.newcomers if "everyone" in self.data else self.cleaned_data["contacts"])
