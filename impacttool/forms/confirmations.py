"""The organisation's commitments of this year, one small form each; empty ones are skipped."""

from django import forms
from django.utils.translation import gettext_lazy as _

from deals.models import CommitmentConfirmation
from impacttool.actions.confirmations import Said, said_before


class ConfirmationForm(forms.Form):
    """`was_state` and `was_note`: what the page showed, to notice a change since."""

    state = forms.ChoiceField(
        label=_("Hoe ging dit?"),
        required=False,
        choices=CommitmentConfirmation.State.choices,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Toelichting"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "class": "utrecht-textarea"}),
        error_messages={"max_length": _("Deze toelichting is te lang. Kort haar in tot 2.000 tekens.")},
    )
    was_state = forms.CharField(required=False, widget=forms.HiddenInput)
    was_note = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)

    def __init__(self, *args, commitment, confirmation, **kwargs):
        state, note = said_before(confirmation)
        initial = {"state": state, "note": note, "was_state": state, "was_note": note}
        super().__init__(*args, initial=initial, prefix=f"a{commitment.pk}", **kwargs)
        self.commitment, self.confirmation = commitment, confirmation

    def clean(self):
        data = super().clean()
        if data.get("note") and not data.get("state") and "state" not in self.errors:
            self.add_error("state", _("Kies ook hoe het ging."))
        return data

    def show_clash(self):
        """Shows the colleague's answer; the user's choice stays, and submitting again confirms it."""
        state, note = said_before(self.confirmation)
        words = CommitmentConfirmation.State(state).label if state else _("niets")
        self.data = self.data.copy()
        self.data |= {self.add_prefix("was_state"): state, self.add_prefix("was_note"): note}
        self.add_error(
            "state",
            _("Een ander heeft intussen gezegd: %(said)s %(note)s. Klopt uw keuze? Bewaar dan nog een keer.")
            % {"said": words, "note": note},
        )

    @property
    def said(self):
        """None if nothing was filled in."""
        data = self.cleaned_data
        if not data["state"]:
            return None
        note = data["note"].replace("\r\n", "\n")
        before = (data["was_state"], data["was_note"].replace("\r\n", "\n"))
        return Said(self.commitment.pk, data["state"], note, before)


class ContactForm(forms.Form):
    """Whether the person with this link is still the right contact."""

    is_right = forms.ChoiceField(
        label=_("Bent u nog de contactpersoon voor deze deal?"),
        required=False,
        choices=[("ja", _("ja")), ("nee", _("nee"))],
        widget=forms.RadioSelect,
    )
