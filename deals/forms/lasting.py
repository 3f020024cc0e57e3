"""Choosing the contacts who stay reachable after the end of the deal."""

from django import forms
from django.utils.translation import gettext_lazy as _

from deals.forms.newcomers import PersonField
from foundation.concurrent_edit import MEANWHILE
from foundation.forms import PortalForm
from partners.models import Contact


class LastingForm(PortalForm, forms.Form):
    contacts = PersonField(
        label=_("Wie blijft bereikbaar?"),
        queryset=Contact.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Vraag het diegene eerst. Iemand die wordt opgevolgd, geeft dit vanzelf door."),
    )

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, contacts, marked, **options):
        super().__init__(*args, **options)
        self.fields["contacts"].queryset = contacts
        self.initial["contacts"] = [contact.pk for contact in marked]
        self.initial["seen"] = self.marked = ",".join(str(contact.pk) for contact in marked)

    def clean(self):
        """A conflict with somebody else's choice is shown first; submitting again is then a deliberate
        choice."""
        cleaned = super().clean()
        if cleaned.get("seen", "") != self.marked:
            self.data = self.data.copy()
            self.data["seen"] = self.marked
            names = ", ".join(
                str(one) for one in self.fields["contacts"].queryset if one.pk in self._stored()
            )
            self.add_error(
                "contacts",
                forms.ValidationError(
                    _(
                        "Iemand anders heeft dit intussen gewijzigd. Opgeslagen staat nu: %(names)s. Bewaar opnieuw."
                    ),
                    code=MEANWHILE,
                    params={"names": names or _("niemand")},
                ),
            )
        return cleaned

    def _stored(self):
        return set(self.initial["contacts"])
