"""Forms for a round: creating it, postponing its closing, adding deals."""

import re
from datetime import date, datetime

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Fieldset, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from deals.models import Deal
from foundation.forms import SaysWhatToFillIn
from impacttool import follow_up
from impacttool.disclosure import Thresholds
from impacttool.forms.moments import ClosingField, LocalMomentField
from impacttool.models import Instrument, Round, Survey
from impacttool.moments import proposed_period
from impacttool.queries.rounds import deals_after_end

LEAST = Thresholds()
CLOSES_BY_ITSELF = _("Op dit moment sluit de ronde vanzelf, op de seconde, Nederlandse tijd.")
MOST = 1000
MOST_REMINDERS, FURTHEST_REMINDER = 10, 365


class DealsField(forms.ModelMultipleChoiceField):
    """Deals to tick, alphabetical."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options):
        super().__init__(Deal.objects.alphabetical(), label=_("Deals"), required=False, **options)

    def label_from_instance(self, deal):
        return deal.name


def threshold(least, label, help_text, **options):
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        **options,
        min_value=least,
        max_value=MOST,
        initial=least,
        error_messages={
            "min_value": _("Een drempel kan alleen omhoog. Kies %(limit_value)s of meer."),
            "max_value": _("Kies %(limit_value)s of minder."),
        },
    )


class FollowUpsField(forms.ModelMultipleChoiceField):
    """Deals that ended 1, 2 or 3 years before the round, alphabetical; those whose phase confirms the end are
    preselected."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options):
        label = _("Nametingen")
        super().__init__(
            Deal.objects.none(),
            label=label,
            required=False,
            help_text=_(
                "Deals die 1, 2 of 3 jaar geleden afliepen. Zij krijgen een korte vragenlijst en tellen niet mee bij alle deals."
            ),
            error_messages={
                "invalid_choice": _("Deze keuze past niet bij het jaar van de ronde. Kijk de lijst na.")
            },
            **options,
        )

    def offer(self, year, *, without=()):
        """Sets the choices for a round of this year; returns the preselected deals."""
        deals = list(deals_after_end(year).exclude(pk__in=without))
        self.queryset = Deal.objects.alphabetical().filter(pk__in=[deal.pk for deal in deals])
        self.year = year
        return [deal for deal in deals if follow_up.is_proposed(deal.phase)]

    def label_from_instance(self, deal):
        years = follow_up.years_after(deal.ends_on, deal.phase, self.year)
        phase = deal.get_phase_display() or _("fase onbekend")
        when = follow_up.years_after_in_words(years) if years else ""
        return f"{deal.name} ({_('einde')} {deal.ends_on.year}, {when}; {phase})"


class RoundForm(SaysWhatToFillIn, forms.ModelForm):
    """A round in preparation."""

    year = forms.IntegerField(label=_("Jaar"), min_value=2000, max_value=2100)
    opens_at = LocalMomentField(
        label=_("Opent op"), help_text=_("U opent de ronde zelf met een knop. Dit is uw planning.")
    )
    closes_at = ClosingField(label=_("Sluit op"), help_text=CLOSES_BY_ITSELF)
    all_deals = forms.BooleanField(
        label=_("Alle deals doen mee"),
        required=False,
        help_text=_(
            "Haal dit vinkje weg om zelf deals te kiezen. Zolang het aan staat, tellen losse vinkjes niet."
        ),
    )
    deals = DealsField()
    follow_ups = FollowUpsField()
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
    camps_threshold = threshold(
        LEAST.camps,
        _("Twee kampen tonen vanaf"),
        _(
            "Aantallen per stelling zeggen het meest over één persoon. Alleen het dealteam en Agenda Stad zien ze."
        ),
        required=False,
    )

    class Meta:
        model = Round
        fields = (
            "year",
            "instrument",
            "follow_up_instrument",
            "opens_at",
            "closes_at",
            "reminder_days",
            "is_baseline",
            "mean_threshold",
            "range_threshold",
            "breakdown_threshold",
            "deals_threshold",
            "camps_threshold",
        )
        help_texts = {
            "reminder_days": _(
                "Getallen met komma's ertussen. Alleen wie nog niet heeft verstuurd, krijgt een herinnering. "
                "In het weekend en op feestdagen gaat er geen, ook niet als de mailserver even weg was: dan gaat zij op een "
                "werkdag, overdag."
            ),
            "is_baseline": _("Latere rondes worden met de nulmeting vergeleken."),
        }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if self.instance.pk:
            self.initial["deals"] = list(
                Deal.objects.alphabetical().filter(surveys__in=self._surveys().ordinary())
            )
        else:
            self._propose()
        self.fields["instrument"].queryset = Instrument.objects.whole()
        self.fields["follow_up_instrument"].empty_label = _("geen nametingen")
        proposed = self.fields["follow_ups"].offer(self._year())
        chosen = Deal.objects.alphabetical().filter(surveys__in=self._surveys().follow_ups())
        self.initial["follow_ups"] = list(chosen) if self.instance.pk else proposed
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            Fieldset(
                _("Wat en wanneer"),
                Row("year", "instrument"),
                "follow_up_instrument",
                Row("opens_at", "closes_at"),
                "reminder_days",
                "is_baseline",
            ),
            Fieldset(
                _("Wie doet mee"), "all_deals", Div("deals", css_class="form__some-deals"), "follow_ups"
            ),
            Fieldset(
                _("Wat er minstens nodig is om iets te tonen"),
                Row("mean_threshold", "range_threshold"),
                Row("breakdown_threshold", "deals_threshold"),
                "camps_threshold",
            ),
        )

    def _surveys(self):
        return Survey.objects.filter(round=self.instance.pk)

    def _propose(self):
        opens_at, closes_at = proposed_period(timezone.localdate())
        last = Round.objects.order_by("-year").first()
        year = max(opens_at.year, last.year + 1 if last else 0)
        if year > opens_at.year:
            opens_at, closes_at = proposed_period(date(year, 1, 1))
        proposed = {
            "year": year,
            "instrument": Instrument.objects.newest(),
            "follow_up_instrument": Instrument.objects.newest_short(),
            "all_deals": True,
            "opens_at": opens_at,
            "closes_at": closes_at,
        }
        for name, value in proposed.items():
            self.initial.setdefault(name, value)

    def _year(self):
        """The year entered; else that of the round."""
        typed = str(self.data.get(self.add_prefix("year"), ""))
        return int(typed) if re.fullmatch(r"[0-9]{4}", typed) else self.instance.year or self.initial["year"]

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
            self.errors.pop("deals", None)  # fields that do not apply are not shown and never invalid
        if data.get("follow_ups") and not data.get("follow_up_instrument"):
            self.add_error("follow_up_instrument", _("Kies een korte vragenlijst voor de nametingen."))
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

    def clean_camps_threshold(self):
        return self.cleaned_data["camps_threshold"] or LEAST.camps

    @property
    def chosen_deals(self):
        """After `is_valid`; a deal with a follow-up round does not get the whole questionnaire too."""
        deals = Deal.objects.all() if self.cleaned_data["all_deals"] else self.cleaned_data["deals"]
        return [deal for deal in deals if deal not in self.cleaned_data["follow_ups"]]


class PostponeForm(SaysWhatToFillIn, forms.Form):
    """A later closing moment for an open round."""

    closes_at = ClosingField(label=_("Sluit voortaan op"), help_text=CLOSES_BY_ITSELF)
    # The closing when the page was loaded. If invalid or missing, only the new moment counts.
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, round_, initial=None, **options):
        stands = {"closes_at": round_.closes_at, "seen": round_.closes_at.isoformat()}
        super().__init__(*args, initial=stands | (initial or {}), **options)

    def clean_seen(self):
        try:
            seen = datetime.fromisoformat(self.cleaned_data["seen"])
        except ValueError:
            return None
        return seen if timezone.is_aware(seen) else None


class AddDealsForm(SaysWhatToFillIn, forms.Form):
    """Deals that do not take part yet."""

    deals = DealsField()
    follow_ups = FollowUpsField()
    instrument = forms.ModelChoiceField(
        Instrument.objects.short(), label=_("Korte vragenlijst voor de nametingen"), required=False
    )

    def __init__(self, *args, round_, **options):
        super().__init__(*args, **options)
        there = Survey.objects.filter(round=round_).values("deal")
        self.fields["deals"].queryset = Deal.objects.alphabetical().exclude(pk__in=there)
        self.fields["follow_ups"].offer(round_.year, without=there)
        if round_.follow_up_instrument_id or not self.fields["follow_ups"].queryset:
            del self.fields["instrument"]
        if not self.fields["follow_ups"].queryset:
            del self.fields["follow_ups"]

    def clean(self):
        data = super().clean()
        if not self.errors and not data["deals"] and not data.get("follow_ups"):
            self.add_error("deals", _("Kies minstens één deal."))
        if data.get("follow_ups") and "instrument" in self.fields and not data.get("instrument"):
            self.add_error("instrument", _("Kies een korte vragenlijst voor de nametingen."))
        if set(data.get("deals", ())) & set(data.get("follow_ups", ())):
            self.add_error("follow_ups", _("Kies een deal op één plaats: gewoon of als nameting."))
        return data
