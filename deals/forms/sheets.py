"""Choosing a file with lists of a deal, and saying which column is which."""

from django import forms
from django.utils.translation import gettext_lazy as _

from deals.actions.sheet_words import WORDS
from deals.sheet.headers import table_of
from deals.sheet.read import MAX_BYTES, OLD_EXCEL, ZIP, Unreadable, read_file
from deals.sheet.tables import TABLES
from partners.forms.base import PortalForm

NOT_USED = _("niet gebruiken")


def _has_a_list(content):
    """A workbook may; text under the name of a workbook has to show it."""
    if content.startswith((ZIP, OLD_EXCEL)):
        return True
    try:
        return any(table_of(sheet) for sheet in read_file(content))
    except Unreadable:
        return False


class SheetForm(PortalForm, forms.Form):
    """Only the size is judged here; `actions.look_at` reads the file."""

    file = forms.FileField(
        label=_("Excel-bestand (.xlsx) of CSV-bestand"),
        help_text=_(
            "Hoogstens 5 MB en 5.000 rijen. Er wordt nog niets opgeslagen: u ziet eerst wat er verandert."
        ),
        error_messages={"required": _("Kies een bestand."), "empty": WORDS["empty"]},
        widget=forms.FileInput(
            attrs={
                "accept": ".xlsx,.csv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            }
        ),
    )
    table = forms.ChoiceField(
        label=_("Welke lijst is het?"),
        required=False,
        choices=[
            ("", _("herken het zelf, alle tabbladen")),
            *((name, table.title) for name, table in TABLES.items()),
        ],
    )

    def __init__(self, *args, held="", **options):
        """`held`: the name of the file that was chosen before; then only the list may be chosen anew."""
        super().__init__(*args, **options)
        if held:
            self.fields["file"].required = False
            self.fields["file"].help_text = _(
                "Gekozen is %(file)s. Dat bestand hoeft u niet opnieuw te kiezen."
            ) % {"file": held}

    def clean_file(self):
        file = self.cleaned_data["file"]
        if not file:
            return file
        if file.size > MAX_BYTES:
            raise forms.ValidationError(WORDS["too_large"], code="too_large")
        if file.name.casefold().endswith(".xlsx") and not _has_a_list(file.read()):
            raise forms.ValidationError(WORDS["not_excel"], code="not_excel")
        file.seek(0)
        return file


class ColumnsForm(PortalForm, forms.Form):
    """One choice for each header of one sheet; `columns`: what was recognised or chosen before."""

    def __init__(self, *args, mapped, **options):
        super().__init__(*args, **options)
        self.mapped = mapped
        choices = [("", NOT_USED), *((one.name, one.header) for one in mapped.table.columns)]
        for place, (header, name) in enumerate(zip(mapped.sheet.header, mapped.columns, strict=True)):
            self.fields[f"column{place}"] = forms.ChoiceField(
                label=header or _("kolom %(number)s") % {"number": place + 1},
                choices=choices,
                required=False,
                initial=name,
            )

    @property
    def title(self):
        return self.mapped.table.title

    @property
    def is_recognised(self):
        """Every needed column is there and every header has one."""
        needed = {column.name for column in self.mapped.table.needed}
        return needed <= set(self.mapped.columns) and all(self.mapped.columns)

    def clean(self):
        cleaned = super().clean()
        chosen = [name for name in cleaned.values() if name]
        for place, name in list(cleaned.items()):
            if name and chosen.count(name) > 1:
                self.add_error(place, _("Deze kolom is twee keer gekozen."))
        return cleaned

    def columns(self):
        return [self.cleaned_data[name] for name in self.fields]
