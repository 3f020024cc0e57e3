"""Choosing a file with lists of a deal."""

from django import forms
from django.utils.translation import gettext_lazy as _

from deals.actions.sheet_words import WORDS
from deals.sheet.headers import recognised
from foundation.forms import PortalForm
from rendering.reading.files import MAX_BYTES, read_file
from rendering.reading.grid import Unreadable
from rendering.reading.header import find_header
from rendering.reading.workbook import is_workbook

ACCEPTED = ".xlsx,.xls,.ods,.csv,.txt,.tsv,text/csv"


def _has_a_list(content):
    """A workbook may; a text file named as a workbook is checked for a list."""
    if is_workbook(content):
        return True
    try:
        return any(recognised(find_header(tab, recognised).names) for tab in read_file(content))
    except Unreadable:
        return False


class SheetForm(PortalForm, forms.Form):
    """Checks only the size; the content is read when the file is stored."""

    file = forms.FileField(
        label=_("Excel-bestand, OpenDocument-bestand (.ods) of CSV-bestand"),
        help_text=_(
            "Hoogstens 5 MB en 5.000 rijen. Er wordt nog niets opgeslagen: u ziet eerst wat er verandert."
        ),
        error_messages={"required": _("Kies een bestand."), "empty": WORDS["empty"]},
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(WORDS["too_large"], code="too_large")
        if file.name.casefold().endswith((".xlsx", ".ods")) and not _has_a_list(file.read()):
            raise forms.ValidationError(WORDS["not_excel"], code="not_excel")
        file.seek(0)
        return file
