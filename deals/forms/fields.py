"""Money and years as a Dutch reader writes them."""

import re
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from deals.sheet import cells
from foundation.input_limits import FIRST_YEAR, LAST_YEAR

SENTENCES = {
    "low": _("Vul een bedrag van minstens € 1 in."),
    "high": _("Dit bedrag is hoger dan € 100.000.000 per jaar. Controleer het."),
    "no_amount": _("Schrijf het bedrag als 40.000 of 40.000,00."),
}


class EuroField(forms.Field):
    """40.000, 40.000,00 and 40000 are all forty thousand euros."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value):
        if not re.sub(r"[€\s]|EUR", "", str(value or "")):
            return None
        try:
            return cells.euros(str(value))
        except cells.Unfit as unfit:
            raise ValidationError(SENTENCES[unfit.code], code=unfit.code) from unfit

    def prepare_value(self, value):
        if not isinstance(value, Decimal):
            return value
        return number_format(value, 0 if value == value.to_integral_value() else 2, force_grouping=True)


class YearField(forms.IntegerField):
    default_error_messages = {"invalid": _("Schrijf het jaar met vier cijfers, zoals 2026.")}

    def __init__(self, **options):
        super().__init__(**{"min_value": FIRST_YEAR, "max_value": LAST_YEAR} | options)
