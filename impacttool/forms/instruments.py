"""Editing a questionnaire that no round has used: a row per indicator, a line per statement."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from foundation.forms import PortalForm, SaysWhatToFillIn
from impacttool.actions.instrument_versions import IndicatorText
from impacttool.models import Instrument, Statement

LONGEST_STATEMENT, LONGEST_ELEMENT = 1000, 300
EXTRA, MOST_INDICATORS = 1, 40


class InstrumentForm(SaysWhatToFillIn, forms.ModelForm):
    class Meta:
        model = Instrument
        fields = ("name", "instruction", "source", "minutes")
        widgets = {"instruction": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "source": _("Waar de vragen vandaan komen."),
            "minutes": _("Zo lang duurt het ongeveer; staat op de eerste bladzijde van het formulier."),
        }


class LinesField(forms.CharField):
    """Text of which each line is one item."""

    widget = forms.Textarea(attrs={"rows": 4})

    def __init__(self, longest, **options):
        self.longest = longest
        super().__init__(**options)

    def clean(self, value):
        lines = [" ".join(line.split()) for line in super().clean(value).splitlines()]
        lines = [line for line in lines if line]
        if any(len(line) > self.longest for line in lines):
            raise ValidationError(
                _("Een regel mag hoogstens %(most)s tekens hebben.") % {"most": self.longest}
            )
        if len(set(lines)) < len(lines):
            raise ValidationError(_("Er staan twee dezelfde regels in."))
        return lines


class IndicatorForm(SaysWhatToFillIn, forms.Form):
    """One axis of the web."""

    name = forms.CharField(label=_("Indicator"), max_length=200)
    alias = forms.CharField(label=_("Andere naam in de bron"), max_length=200, required=False)
    dimension = forms.CharField(label=_("Dimensie"), max_length=200, required=False)
    statements = LinesField(
        LONGEST_STATEMENT,
        label=_("Stellingen, één per regel"),
        help_text=_("Enter begint een nieuwe stelling."),
    )
    elements = LinesField(
        LONGEST_ELEMENT, label=_("Vragen voor het verdiepende gesprek, één per regel"), required=False
    )

    @property
    def helper(self):
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.layout = Layout(Row("name", "alias", "dimension"), "statements", "elements", "DELETE")
        return helper

    def as_text(self):
        return IndicatorText(
            **{
                name: self.cleaned_data[name]
                for name in ("name", "alias", "dimension", "statements", "elements")
            }
        )


class BaseIndicatorFormSet(forms.BaseFormSet):
    def clean(self):
        if not any(self.errors) and not self.contents:
            raise ValidationError(_("Een vragenlijst heeft minstens één indicator nodig."))

    @property
    def contents(self):
        """IndicatorText of the remaining rows; after `is_valid`."""
        return [
            form.as_text()
            for form in self.forms
            if form.cleaned_data.get("name") and not form.cleaned_data.get("DELETE")
        ]


IndicatorFormSet = forms.formset_factory(
    IndicatorForm,
    formset=BaseIndicatorFormSet,
    extra=EXTRA,
    can_delete=True,
    max_num=MOST_INDICATORS,
    validate_max=True,
    absolute_max=MOST_INDICATORS + 10,
)


def indicator_forms(contents, data=None):
    """The rows to edit; `contents` as from `queries.instruments.contents_of`."""
    initial = [
        part | {name: "\n".join(part[name]) for name in ("statements", "elements")} for part in contents
    ]
    formset = IndicatorFormSet(data, initial=initial, prefix="indicator")
    for form in formset:
        form.fields["DELETE"].label = _("Deze indicator weghalen")
    return formset


class ShortForm(PortalForm, forms.ModelForm):
    """A short questionnaire: a selection of the statements of a whole one, with unchanged words."""

    statements = forms.ModelMultipleChoiceField(
        Statement.objects.none(),
        label=_("Welke stellingen vraagt u na afloop?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Kies ze uit ten minste drie indicatoren: van minder is geen spinnenweb te tekenen, wel een tabel."
        ),
    )

    class Meta(InstrumentForm.Meta):
        pass

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        field, every = self.fields["statements"], Statement.objects.select_related("indicator")
        field.queryset = every.filter(indicator__instrument=self.instance.short_of_id).order_by("position")
        field.label_from_instance = lambda one: f"{one.indicator.name}, {one.code}: {one.text}"
        asked = every.filter(indicator__instrument=self.instance).values_list("previous", flat=True)
        self.initial["statements"] = list(asked)
