"""Search and filters of what the deals taught."""

from django import forms
from django.utils.translation import gettext_lazy as _

from deals.models import Deal


class KnowledgeSearchForm(forms.Form):
    """Two queries for the choices; an unknown choice finds nothing and says so."""

    q = forms.CharField(label=_("Zoek in de tekst"), max_length=200, required=False)
    deal = forms.ModelChoiceField(
        label=_("Deal"),
        queryset=Deal.objects.none(),
        to_field_name="slug",
        empty_label=_("Alle"),
        required=False,
    )
    part = forms.ChoiceField(label=_("Onderdeel"), required=False)

    def __init__(self, *args, deals, parts, part_label, **options):
        super().__init__(*args, **options)
        self.fields["deal"].queryset = deals
        if parts:
            self.fields["part"].label = part_label
            self.fields["part"].choices = [("", _("Alle")), *parts]
        else:
            del self.fields["part"]
