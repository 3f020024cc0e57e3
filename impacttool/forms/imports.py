"""Choosing a file with answers of an older form, and mapping its columns."""

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.forms import PortalForm
from impacttool.actions.import_words import WORDS
from impacttool.answer_sheet import FIXED, LEFT_OUT, column_name
from rendering.reading.files import MAX_BYTES

ACCEPTED = ".xlsx,.xls,.ods,.csv,.txt,.tsv,text/csv"
FIXED_NAMES = {
    "deal": _("de deal"),
    "respondent": _("de invuller"),
    "partner_type": _("de soort partner"),
}
MOST_OF_A_TEXT = 90


class UploadForm(forms.Form):
    """Checks only the size; `actions.imports` reads the file."""

    file = forms.FileField(
        label=_("Excel-bestand, OpenDocument-bestand (.ods) of CSV-bestand"),
        help_text=_(
            "Hoogstens 5 MB en 20.000 rijen. Er wordt nog niets opgeslagen: u ziet eerst wat erin staat."
        ),
        error_messages={"required": _("Kies een bestand."), "empty": WORDS["empty"]},
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(WORDS["too_large"])
        return file


class ColumnsForm(PortalForm, forms.Form):
    """One choice for each column of the file; `sheet`: the columns recognised or chosen before."""

    def __init__(self, *args, sheet, samples, texts, may_lack, **options):
        super().__init__(*args, **options)
        self.sheet = sheet
        statements = [(code, f"{code} {_short(text)}") for code, text in texts.items()]
        choices = [
            ("", _("Kies …")),
            (LEFT_OUT, _("weglaten")),
            *FIXED_NAMES.items(),
            (_("Stellingen"), statements),
        ]
        for place, name in enumerate(sheet.columns):
            self.fields[f"column{place}"] = forms.ChoiceField(
                label=column_name(sheet.names, place),
                help_text=_("In het bestand: %(cells)s") % {"cells": samples[place]}
                if samples[place]
                else "",
                choices=choices,
                required=False,
                initial=name,
            )
        self.fields["may_lack"] = forms.BooleanField(
            label=_("Stellingen die niet in het bestand staan, blijven leeg"),
            required=False,
            initial=may_lack,
        )

    @property
    def is_recognised(self):
        return all(self.sheet.columns) and {*FIXED[:2]} <= set(self.sheet.columns)

    def clean(self):
        cleaned = super().clean()
        chosen = [name for name in cleaned.values() if name not in ("", LEFT_OUT)]
        for place, name in list(cleaned.items()):
            if place != "may_lack" and name not in ("", LEFT_OUT) and chosen.count(name) > 1:
                self.add_error(place, _("Deze kolom is twee keer gekozen."))
        return cleaned

    def choices(self):
        columns = {name.removeprefix("column"): value for name, value in self.cleaned_data.items()}
        may_lack = columns.pop("may_lack")
        return {"columns": columns, "may_lack": may_lack}


def _short(text):
    return text if len(text) <= MOST_OF_A_TEXT else f"{text[: MOST_OF_A_TEXT - 1]}…"
