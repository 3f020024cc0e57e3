"""New terms for an agreement, with the reason."""

from crispy_forms.bootstrap import PrependedText
from crispy_forms.layout import Layout, Row
from django.utils.translation import gettext_lazy as _

from deals.forms.commitment import TermsOfAgreement
from deals.models import Amendment
from deals.models.agreements import TERMS
from foundation.forms import LockedModelForm, form_field


class AmendmentForm(TermsOfAgreement, LockedModelForm):
    """Based on the version shown on the page: if the agreement changed since, both values are shown first."""

    about_the_change = ("why",)

    class Meta:
        model = Amendment
        fields = [*TERMS, "why"]
        formfield_callback = form_field

    @property
    def locked(self):
        return self.instance.commitment

    def clean(self):
        super().clean()
        if self.locked.amendments.filter(state=Amendment.State.OPEN).exists():
            self.add_error(None, _("Er loopt al een voorstel voor deze afspraak."))
        return self.cleaned_data

    def layout(self):
        amount = PrependedText("amount_eur_per_year", "€")
        return Layout("kind", amount, "description", Row("year_from", "year_until"), "why")
