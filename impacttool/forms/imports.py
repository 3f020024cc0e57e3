"""Choosing a file with answers of an older form."""

from django import forms
from django.utils.translation import gettext_lazy as _

from impacttool.actions.import_words import WORDS
from impacttool.answer_sheet import MAX_BYTES


class UploadForm(forms.Form):
    """Only the size is judged here; `actions.imports` reads the file."""

    file = forms.FileField(
        label=_("CSV-bestand"),
        help_text=_(
            "Hoogstens 5 MB en 20.000 rijen. Er wordt nog niets opgeslagen: u ziet eerst wat erin staat."
        ),
        error_messages={"required": _("Kies een bestand."), "empty": WORDS["empty"]},
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(WORDS["too_large"])
        return file
