"""How this year went, for many agreements on one page: one answer per row, or "zoals afgesproken" for all."""

from django import forms
from django.utils.translation import gettext_lazy as _

from deals.models import CommitmentConfirmation
from foundation.concurrent_edit import MEANWHILE
from foundation.forms import PortalForm

AS_AGREED = CommitmentConfirmation.State.AS_AGREED
EVERYTHING = "everything"
NOTE_LENGTH = 500


def _note_of(name):
    return f"{name}_toelichting"


def shown_rows(text):
    """{agreement id: fingerprint of the confirmation that the page showed, "" for none}."""
    pairs = [row.partition("-") for row in str(text or "").split(",")]
    return {int(key): seen for key, _dash, seen in pairs if key.isdecimal() and len(key) < 19}


class ConfirmManyForm(PortalForm, forms.Form):
    """`agreements`: those on one page; a row without an answer stays to be confirmed.

    `rows` holds what was shown: only that is confirmed, and what somebody else said since is shown first. `said`:
    {agreement id: the stored confirmation of this year}.
    """

    lines_template = "deals/_confirm_lines.html"
    states = CommitmentConfirmation.State.choices

    rows = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20_000)
    year = forms.CharField(widget=forms.HiddenInput, required=False, max_length=4)

    def __init__(self, *args, agreements, said=None, year=None, **options):
        super().__init__(*args, **options)
        self.said, self.seen = said or {}, shown_rows(self.data.get("rows"))
        self.agreements = {f"stand_{one.pk}": one for one in agreements}
        self.initial |= {"rows": self._as_text(), "year": year}
        for name, one in self.agreements.items():
            self.fields[name] = forms.ChoiceField(
                label=f"{one.participation.organisation}: {one.terms_in_words}",
                choices=CommitmentConfirmation.State,
                required=False,
                widget=forms.RadioSelect,
            )
            self.fields[name].is_asked = True
            self.fields[_note_of(name)] = forms.CharField(
                label=_("Toelichting"), required=False, max_length=NOTE_LENGTH
            )

    @property
    def lines(self):
        """[(agreement, field of the state, field of the note)] for the table of the page."""
        return [(one, self[name], self[_note_of(name)]) for name, one in self.agreements.items()]

    def _as_text(self):
        stored = {one.pk: self.said.get(one.pk) for one in self.agreements.values()}
        return ",".join(f"{key}-{one.fingerprint if one else ''}" for key, one in stored.items())

    def clean(self):
        cleaned = super().clean()
        gone = self.seen.keys() - {one.pk for one in self.agreements.values()}
        late = [
            name for name, one in self.agreements.items() if cleaned.get(name) and self._is_late(one, name)
        ]
        self._only_with_a_state(cleaned)
        if gone or late:
            self._ask_again(bool(gone), late)
        elif not self.errors and EVERYTHING not in self.data and not any(map(cleaned.get, self.agreements)):
            raise forms.ValidationError(_("Kies bij minstens één afspraak hoe het liep."), code="required")
        return cleaned

    def _only_with_a_state(self, cleaned):
        """A note alone does not say how the year went."""
        for name, one in self.agreements.items():
            is_filled_in = EVERYTHING in self.data and self._rest(one)
            if cleaned.get(_note_of(name)) and not cleaned.get(name) and not is_filled_in:
                self.add_error(name, _("Kies ook hoe het liep."))

    def _is_late(self, one, name):
        """Another answer was given since the page was shown."""
        before = self.said.get(one.pk)
        if before is None or before.says(self.cleaned_data[name], self.cleaned_data.get(_note_of(name), "")):
            return False
        return before.fingerprint != self.seen.get(one.pk, "")

    def _ask_again(self, is_gone, late):
        """Submitting again is then a deliberate choice."""
        self.data = self.data.copy()
        self.data["rows"] = self._as_text()
        for name in late:
            before = self.said[self.agreements[name].pk]
            words = {"state": before.get_state_display(), "who": before.confirmed_by}
            said = _("Intussen vastgelegd: “%(state)s”, door %(who)s.")
            self.add_error(name, said % words)
        message = (
            _("Een afspraak van deze pagina is er niet meer, of de partner stopte.")
            if is_gone
            else _("Iemand anders legde hierover intussen iets vast.")
        )
        rest = _("Er is niets opgeslagen; uw keuzes staan er nog. Vergelijk en leg opnieuw vast.")
        self.add_error(None, forms.ValidationError(f"{message} {rest}", code=MEANWHILE))

    def answers(self):
        """[(agreement, state, note)]; the button for all fills in only the rows that were shown and are still open."""
        chosen = [
            (one, self.cleaned_data[name], self.cleaned_data[_note_of(name)])
            for name, one in self.agreements.items()
        ]
        if EVERYTHING in self.data:
            chosen = [(one, state or self._rest(one), note) for one, state, note in chosen]
        return [answer for answer in chosen if answer[1]]

    def _rest(self, one):
        return AS_AGREED if one.pk in self.seen and one.pk not in self.said else ""
