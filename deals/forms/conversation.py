"""A talk with a partner."""

from crispy_forms.layout import Layout, Row
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from deals.models import Conversation
from partners.forms.base import LockedModelForm, form_field


class ConversationForm(LockedModelForm):
    class Meta:
        model = Conversation
        fields = ["held_on", "kind", "with_whom", "what"]
        formfield_callback = form_field
        help_texts = {
            "with_whom": _("Functies, geen namen: zoals directeur wonen en dealmaker."),
            "what": _("Alleen het dealteam en Agenda Stad lezen dit."),
            "kind": _("Een driegesprek voert u met de ambtenaar en de directeur of bestuurder samen."),
        }

    def clean_held_on(self):
        held_on = self.cleaned_data["held_on"]
        if held_on > timezone.localdate():
            raise forms.ValidationError(_("Deze datum ligt in de toekomst."), code="future")
        return held_on

    def layout(self):
        return Layout(Row("held_on", "kind"), "with_whom", "what")
