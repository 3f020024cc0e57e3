"""Invented content for the style guide: one form with every control, with and without errors."""

from crispy_forms.bootstrap import InlineRadios, PrependedText
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Reset, Row, Submit
from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from foundation.fields import AddressFormField

KINDS = [("city_deal", "City Deal"), ("town_deal", "Town Deal")]
ROLES = [("trekker", _("trekker van een onderdeel")), ("meedoen", _("meedoen")), ("volgen", _("volgen"))]


class ControlsForm(forms.Form):
    """Every kind of control once."""

    name = forms.CharField(label=_("Naam van de deal"), help_text=_("Zoals in het convenant."))
    email = AddressFormField(label=_("E-mailadres"))
    partners = forms.IntegerField(label=_("Aantal partners"), min_value=0, required=False)
    kind = forms.ChoiceField(label=_("Soort"), choices=KINDS)
    starts_on = forms.DateField(label=_("Begint op"), widget=forms.DateInput({"type": "date"}))
    ends_on = forms.DateField(label=_("Eindigt op"), widget=forms.DateInput({"type": "date"}), required=False)
    amount_eur = forms.DecimalField(
        label=_("Bijdrage per jaar"), decimal_places=2, localize=True, required=False
    )
    goal = forms.CharField(label=_("Doel"), widget=forms.Textarea({"rows": 4}))
    networks = forms.MultipleChoiceField(
        label=_("Netwerken"),
        choices=[(name, name) for name in ("G4", "G40", "M50", "P10", "K80")],
        help_text=_("Houd Ctrl ingedrukt om meer te kiezen."),
        required=False,
    )
    role = forms.ChoiceField(label=_("Rol"), choices=ROLES, widget=forms.RadioSelect)
    parts = forms.MultipleChoiceField(
        label=_("Onderdelen"), choices=ROLES, widget=forms.CheckboxSelectMultiple, required=False
    )
    stand = forms.ChoiceField(
        label=_("Stand van de afspraak"),
        choices=[("meer", _("meer dan")), ("zoals", _("zoals")), ("minder", _("minder dan afgesproken"))],
        widget=forms.RadioSelect,
    )
    sheet = forms.FileField(label=_("Bestand"), required=False)
    agreed = forms.BooleanField(label=_("Alle ondertekenaars weten hiervan"))
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.layout = Layout(
        Fieldset(_("Deal"), "name", "email", Row("partners", "kind"), Row("starts_on", "ends_on")),
        Fieldset(_("Afspraak"), PrependedText("amount_eur", "€"), "goal", "networks", InlineRadios("stand")),
        Fieldset(_("Rollen"), "role", "parts", "sheet", "agreed"),
    )
    helper.add_input(Submit("save", _("Opslaan")))
    helper.add_input(Reset("reset", _("Leegmaken")))


class MilestoneForm(forms.Form):
    """A row of a formset."""

    title = forms.CharField(label=_("Mijlpaal"))
    due_on = forms.DateField(label=_("Gepland op"), widget=forms.DateInput({"type": "date"}))
    done = forms.BooleanField(label=_("gehaald"), required=False)


class FilterForm(forms.Form):
    """Search and filters above a list."""

    q = forms.CharField(label=_("Zoek op naam of partner"), required=False)
    kind = forms.ChoiceField(label=_("Soort"), choices=[("", _("Alle")), *KINDS], required=False)


def examples():
    """What the style guide shows; all invented."""
    labels = ("Verkenning", "Kwartiermaken", "Uitvoering", "Afronding", "Nawerking")
    states = ("done", "done", "now", "todo", "todo")
    tabs = (
        "Overzicht",
        "Partners & afspraken",
        "Planning",
        "Resultaten & lessen",
        "Signalen",
        "Impact",
        "Logboek",
    )
    return {
        "form": ControlsForm(),
        "form_with_errors": ControlsForm({"name": "", "email": "geen adres"}, auto_id="fout_%s"),
        "formset": forms.formset_factory(MilestoneForm, extra=2)(),
        "filter_form": FilterForm(auto_id="zoek_%s"),
        "page": Paginator(range(90), 10).page(3),
        "stay_at_top": True,
        "crumbs": [("Deals", "#"), ("City Deal", "#")],
        "phases": [{"label": label, "state": state} for label, state in zip(labels, states, strict=True)],
        "tabs": [{"label": label, "url": "#", "active": place == 0} for place, label in enumerate(tabs)],
        "indicators": ["Vormgeving van het proces", "Samenstelling van de partners", "Resultaat"],
    }
