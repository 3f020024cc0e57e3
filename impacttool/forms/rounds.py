"""Forms for a round: making it, putting off its closing, adding deals."""

import re

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Fieldset, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from deals.models import Deal
from impacttool.disclosure import Thresholds
from impacttool.forms.moments import LocalMomentField
from impacttool.models import Instrument, Round
from impacttool.moments import proposed_period
from partners.forms.base import SaysWhatToFillIn

LEAST = Thresholds()
MOST = 1000
MOST_REMINDERS, FURTHEST_REMINDER = 10, 365


class DealsField(forms.ModelMultipleChoiceField):
    """Deals to tick, alphabetical."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options):
        super().__init__(Deal.objects.alphabetical(), label=_("Deals"), required=False, **options)

    def label_from_instance(self, deal):
        return deal.name


def threshold(least, label, help_text):
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        min_value=least,
        max_value=MOST,
        initial=least,
        error_messages={
            "min_value": _("Een drempel kan alleen omhoog. Kies %(limit_value)s of meer."),
            "max_value": _("Kies %(limit_value)s of minder."),
        },
    )


class RoundForm(SaysWhatToFillIn, forms.ModelForm):
    """A round in preparation."""

    year = forms.IntegerField(label=_("Jaar"), min_value=2000, max_value=2100)
    opens_at = LocalMomentField(
        label=_("Opent op"), help_text=_("U opent de ronde zelf met een knop. Dit is uw planning.")
    )
    closes_at = LocalMomentField(
        label=_("Sluit op"),
        help_text=_("Op dit moment sluit de ronde vanzelf, op de seconde, Nederlandse tijd."),
    )
    all_deals = forms.BooleanField(
        label=_("Alle deals doen mee"),
        required=False,
        help_text=_(
            "Haal dit vinkje weg om zelf deals te kiezen. Zolang het aan staat, tellen losse vinkjes niet."
        ),
    )
    deals = DealsField()
    mean_threshold = threshold(
        LEAST.mean, _("Gemiddelde tonen vanaf"), _("Zoveel invullers heeft een indicator minstens nodig.")
    )
    range_threshold = threshold(
        LEAST.range,
        _("Bereik en toelichtingen tonen vanaf"),
        _("Het laagste en hoogste antwoord zeggen meer over één persoon."),
    )
    breakdown_threshold = threshold(
        LEAST.breakdown,
        _("Uitsplitsing tonen vanaf"),
        _("Zoveel invullers heeft elke soort partner minstens nodig."),
    )
    deals_threshold = threshold(
        LEAST.deals,
        _("Alle deals samen tonen vanaf"),
        _("Zoveel deals tellen minstens mee in het gemiddelde van alle deals."),
    )

    class Meta:
        model = Round
        fields = (
            "year",
            "instrument",
            "opens_at",
            "closes_at",
            "reminder_days",
            "is_baseline",
            "mean_threshold",
            "range_threshold",
            "breakdown_threshold",
            "deals_threshold",
        )
        help_texts = {
            "reminder_days": _(
                "Getallen met komma's ertussen. Alleen wie nog niet heeft verstuurd, krijgt een herinnering."
            ),
            "is_baseline": _("Latere rondes worden met de nulmeting vergeleken."),
        }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if self.instance.pk:
            self.initial["deals"] = list(self.instance.deals.alphabetical())
        else:
            self.initial.setdefault("instrument", Instrument.objects.newest())
            self.initial.setdefault("all_deals", True)
            opens_at, closes_at = proposed_period(timezone.localdate())
            self.initial.setdefault("opens_at", opens_at)
            self.initial.setdefault("closes_at", closes_at)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            Fieldset(
                _("Wat en wanneer"),
                Row("year", "instrument"),
                Row("opens_at", "closes_at"),
                "reminder_days",
                "is_baseline",
            ),
            Fieldset(_("Wie doet mee"), "all_deals", Div("deals", css_class="form__some-deals")),
            Fieldset(
                _("Wat er minstens nodig is om iets te tonen"),
                Row("mean_threshold", "range_threshold"),
                Row("breakdown_threshold", "deals_threshold"),
            ),
        )

    def clean_reminder_days(self):
        """ "14, 3" """
        text = self.cleaned_data["reminder_days"]
        days = [part.strip() for part in text.split(",") if part.strip()]
        if not all(re.fullmatch(r"[0-9]{1,3}", day) and 0 < int(day) <= FURTHEST_REMINDER for day in days):
            raise ValidationError(
                _("Schrijf hele dagen van 1 tot en met 365 met komma's ertussen, zoals 14, 3.")
            )
        if len(days) > MOST_REMINDERS:
            raise ValidationError(_("Kies hoogstens 10 herinneringen."))
        return ", ".join(str(day) for day in sorted({int(day) for day in days}, reverse=True))

    def clean(self):
        data = super().clean()
        if data.get("all_deals"):
            self.errors.pop("deals", None)  # what does not count, and is not shown, is never wrong
        opens, closes = data.get("opens_at"), data.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("De ronde moet later sluiten dan zij opent."))
        mean, wide = data.get("mean_threshold"), data.get("range_threshold")
        if mean and wide and wide < mean:
            self.add_error(
                "range_threshold",
                _("De drempel voor het bereik kan niet lager zijn dan die voor het gemiddelde."),
            )
        return data

    @property
    def chosen_deals(self):
        """After `is_valid`."""
        return (
            list(Deal.objects.all()) if self.cleaned_data["all_deals"] else list(self.cleaned_data["deals"])
        )


class PostponeForm(SaysWhatToFillIn, forms.Form):
    """A later closing moment for an open round."""

    closes_at = LocalMomentField(label=_("Sluit voortaan op"))

    def __init__(self, *args, round_, **options):
        super().__init__(*args, initial={"closes_at": round_.closes_at}, **options)


class AddDealsForm(SaysWhatToFillIn, forms.Form):
    """Deals that do not take part yet."""

    deals = DealsField()

    def __init__(self, *args, round_, **options):
        super().__init__(*args, **options)
        self.fields["deals"].queryset = Deal.objects.alphabetical().exclude(surveys__round=round_)
        self.fields["deals"].required = True
        self.fields["deals"].error_messages["required"] = _("Kies minstens één deal.")
