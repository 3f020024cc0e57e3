"""Money and years as a Dutch reader writes them."""

import re
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from partners.forms.base import FIRST_YEAR, LAST_YEAR

HIGHEST_AMOUNT_EUR = Decimal(100_000_000)
WHOLE_EUROS = re.compile(r"\d{1,3}(\.\d{3})+|\d+")
EUROS = re.compile(rf"({WHOLE_EUROS.pattern})(,\d{{1,2}}|,-)?|\d+\.\d{{2}}", re.ASCII)


class EuroField(forms.Field):
    """40.000, 40.000,00 and 40000 are all forty thousand euros."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value):
        text = re.sub(r"[€\s]|EUR", "", str(value or ""))
        if not text:
            return None
        if text.startswith(("-", "−")):
            raise ValidationError(_("Vul een bedrag van minstens € 1 in."), code="low")
        if not EUROS.fullmatch(text):
            raise ValidationError(_("Schrijf het bedrag als 40.000 of 40.000,00."), code="invalid")
        has_decimal_point = re.fullmatch(r"\d+\.\d{2}", text)
        return Decimal(text if has_decimal_point else self._without_marks(text))

    @staticmethod
    def _without_marks(text):
        return text.replace(",-", "").replace(".", "").replace(",", ".")

    def validate(self, value):
        super().validate(value)
        if value is not None and value < 1:
            raise ValidationError(_("Vul een bedrag van minstens € 1 in."), code="low")
        if value is not None and value > HIGHEST_AMOUNT_EUR:
            raise ValidationError(
                _("Dit bedrag is hoger dan € 100.000.000 per jaar. Controleer het."), code="high"
            )

    def prepare_value(self, value):
        if not isinstance(value, Decimal):
            return value
        return number_format(value, 0 if value == value.to_integral_value() else 2, force_grouping=True)


class YearField(forms.IntegerField):
    default_error_messages = {"invalid": _("Schrijf het jaar met vier cijfers, zoals 2026.")}

    def __init__(self, **options):
        super().__init__(**{"min_value": FIRST_YEAR, "max_value": LAST_YEAR} | options)
