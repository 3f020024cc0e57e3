"""A conversation with a partner."""

from crispy_forms.layout import Layout, Row
from django.utils.translation import gettext_lazy as _

from deals.models import Conversation
from foundation.forms import LockedModelForm, form_field


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

    def clean(self):
        super().clean()
        self.require_past("held_on")
        return self.cleaned_data

    def layout(self):
        return Layout(Row("held_on", "kind"), "with_whom", "what")
