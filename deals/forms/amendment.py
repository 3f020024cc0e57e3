"""Other terms for an agreement, with the reason."""

from crispy_forms.bootstrap import PrependedText
from crispy_forms.layout import Layout, Row
from django import forms

from deals.forms.commitment import TermsOfAgreement
from deals.models import Amendment
from deals.models.agreements import TERMS
from partners.forms.base import form_field


class AmendmentForm(TermsOfAgreement, forms.ModelForm):
    class Meta:
        model = Amendment
        fields = [*TERMS, "why"]
        formfield_callback = form_field

    def layout(self):
        amount = PrependedText("amount_eur_per_year", "€")
        return Layout("kind", amount, "description", Row("year_from", "year_until"), "why")
