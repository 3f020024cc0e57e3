"""Milestones, moments of signing and publications."""

import re

from crispy_forms.layout import Layout, Row
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from deals import rough
from deals.models import Milestone, Publication, SigningMoment
from foundation.forms import LockedModelForm, form_field
from foundation.input_limits import FIRST_YEAR


class MilestoneForm(LockedModelForm):
    """Moving a date needs a reason, which stays visible with the milestone."""

    about_the_change = ("reason",)
    public = ("name", "owner", "note")

    reason = forms.CharField(
        label=_("Waarom verschuift de datum?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Vul dit in als u de geplande of de verwachte datum verandert. Alleen het team en Agenda Stad lezen dit."
        ),
    )

    class Meta:
        model = Milestone
        fields = [
            *("kind", "name", "owner", "planned_on", "planned_precision", "expected_on"),
            *("expected_precision", "done_on", "note"),
        ]
        help_texts = {
            "planned_on": _("De oorspronkelijke datum: laat die staan als het later wordt."),
            "expected_on": _("Alleen als het later of eerder wordt dan gepland."),
            "owner": _("Een organisatie, functie of naam."),
            "planned_precision": _("Bij een maand, kwartaal of jaar telt de laatste dag ervan."),
        }
        formfield_callback = form_field

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for name in (
            "kind",
            "planned_precision",
            "expected_precision",
        ):  # if left out, the defaults of the model apply
            self.fields[name].required = False
        if not self.instance.pk:
            del self.fields["reason"]

    def clean(self):
        super().clean()
        self._to_the_last_day("planned_on", "planned_precision")
        self._to_the_last_day("expected_on", "expected_precision")
        moves = {"planned_on", "expected_on"} & set(self.changed_data)
        if self.instance.pk and moves and not self.errors and not self.cleaned_data.get("reason"):
            self.add_error("reason", _("Vul in waarom de datum verschuift."))
        self.require_past("done_on")
        return self.cleaned_data

    def layout(self):
        reason = ["reason"] if self.instance.pk else []
        return Layout(
            Row("kind", "name", "owner"),
            Row("planned_on", "planned_precision"),
            Row("expected_on", "expected_precision"),
            "done_on",
            *reason,
            "note",
        )

    def _to_the_last_day(self, name, precision):
        """Stores the last day of a month, quarter, half year or year: it is late only after that."""
        day = self.cleaned_data.get(name)
        self.cleaned_data[precision] = self.cleaned_data.get(precision) or rough.DAY
        if day is not None:
            self.cleaned_data[name] = rough.last_day(day, self.cleaned_data[precision])


class SigningMomentForm(LockedModelForm):
    public = ("conditions", "note", "source", "source_url")

    class Meta:
        model = SigningMoment
        fields = ["kind", "signed_on", "precision", "conditions", "note", "source", "source_url"]
        help_texts = {
            "signed_on": _("Ligt de datum in de toekomst of is zij leeg, dan telt de ondertekening nog niet.")
        }
        formfield_callback = form_field

    def layout(self):
        return Layout("kind", Row("signed_on", "precision"), "conditions", "note", "source", "source_url")


class StaatscourantField(forms.CharField):
    """Accepts stcrt-2023-33158 and the URL of the page as 2023-33158; the model validates the result."""

    def to_python(self, value):
        text = super().to_python(value)
        found = re.fullmatch(r"(?:https?://\S+/)?stcrt-(\d{4}-\d{1,6})(?:\.\w+)?", text, re.IGNORECASE)
        return found[1] if found else text


class PublicationForm(LockedModelForm):
    public = ("number",)

    number = StaatscourantField(
        label=_("Nummer in de Staatscourant"),
        max_length=200,
        help_text=_("Jaar en nummer, zoals 2022-1709."),
        error_messages={"required": _("Vul het nummer in, zoals 2022-1709.")},
    )

    class Meta:
        model = Publication
        fields = ["number", "signing_moment"]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["signing_moment"].queryset = self.instance.deal.signing_moments.all()
        self.fields["signing_moment"].empty_label = _("niet bekend")

    def clean_number(self):
        number = self.cleaned_data["number"].strip()
        if not re.fullmatch(r"[0-9]{4}-[0-9]{1,6}", number):
            raise forms.ValidationError(
                _("Schrijf het nummer als jaar-nummer, zoals 2022-1709."), code="form"
            )
        if not FIRST_YEAR <= int(number[:4]) <= timezone.localdate().year + 1:
            raise forms.ValidationError(
                _("Controleer het jaar waarmee het nummer begint."), code="absurd_year"
            )
        if self.instance.deal.publications.filter(number=number).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Deze publicatie staat al bij de deal."), code="twice")
        return number
