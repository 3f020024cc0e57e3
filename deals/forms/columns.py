"""The optional columns in the table of partners."""

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.forms import PortalForm

KIND, ROLE, PART, CONTACT, YEARS, WORDS = "soort", "rol", "onderdeel", "contact", "jaren", "woorden"
COLUMNS = [
    (KIND, _("soort en netwerk")),
    (ROLE, _("rol")),
    (PART, _("onderdeel")),
    (CONTACT, _("contact")),
    (YEARS, _("geld per jaar")),
    (WORDS, _("aangehaakt in woorden")),
]
AT_FIRST = (KIND,)


class ColumnsForm(PortalForm, forms.Form):
    kolom = forms.MultipleChoiceField(
        label=_("Kolommen"), choices=COLUMNS, required=False, widget=forms.CheckboxSelectMultiple
    )


def known_columns(names):
    """Those of `names` that exist, in the order of the table."""
    return tuple(name for name, _label in COLUMNS if name in names)
