"""Creating and changing a deal, and its step to another phase."""

from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from deals import lifecycle
from deals.forms.handover import AccountField
from deals.models import Deal, Phase
from foundation.forms import LockedModelForm, PortalForm, form_field

TEXTS = {
    "is_working_title": _("De naam is nog een werktitel"),
    "starts_precision": _("Begin: hoe precies bekend?"),
    "ends_precision": _("Einde: hoe precies bekend?"),
}
HELP = {
    "goal": _("Wat is er anders als de deal is geslaagd?"),
    "why_deal": _("Waarom lukt het de partners niet elk apart?"),
    "internal_notes": _("Alleen het team van de deal en Agenda Stad lezen dit."),
    "source": _("Waar staat dit? Bijvoorbeeld: convenant, artikel 2."),
}


class DealForm(LockedModelForm):
    public = ("name", "theme", "goal", "why_deal", "phase_note", "source", "source_url")

    class Meta:
        model = Deal
        fields = [
            "kind",
            "name",
            "is_working_title",
            "theme",
            "goal",
            "why_deal",
            "starts_on",
            "starts_precision",
            "ends_on",
            "ends_precision",
            "phase_note",
            "internal_notes",
            "source",
            "source_url",
        ]
        labels = TEXTS
        help_texts = HELP
        formfield_callback = form_field

    def clean(self):
        super().clean()
        self.require_order("starts_on", "ends_on", _("De einddatum ligt voor de begindatum."))
        self._require_end_after_signing()
        return self.cleaned_data

    def _require_end_after_signing(self):
        """Without a begin date the term begins at the first signing (docs/rules.md 7.2)."""
        start, end = getattr(self.instance, "first_signed_on", None), self.cleaned_data.get("ends_on")
        if start and end and not self.cleaned_data.get("starts_on") and end < start:
            self.add_error("ends_on", _("De einddatum ligt voor de eerste ondertekening."))

    def layout(self):
        return Layout(
            Fieldset(_("De deal"), "kind", "name", "is_working_title", "theme"),
            Fieldset(_("Waarvoor"), "goal", "why_deal"),
            Fieldset(
                _("Looptijd"),
                Row("starts_on", "starts_precision"),
                Row("ends_on", "ends_precision"),
                "phase_note",
            ),
            Fieldset(_("Notities en bron"), "internal_notes", "source", "source_url"),
        )


class DealCreateForm(DealForm):
    phase = forms.ChoiceField(
        label=_("Fase"),
        choices=[(phase, Phase(phase).label) for phase in lifecycle.CAN_STOP_IN],
        help_text=_("Een deal begint in een van de eerste drie fasen; verder gaat hij stap voor stap."),
    )

    dealmaker = AccountField(
        label=_("Dealmaker"),
        help_text=_(
            "Het e-mailadres van het account. Deze persoon beheert de deal en krijgt er een mail over."
        ),
        error_messages={"required": _("Vul het e-mailadres van de dealmaker in.")},
    )
    is_other = forms.BooleanField(label=_("Dit is een andere deal met dezelfde naam"), required=False)

    class Meta(DealForm.Meta):
        fields = [*DealForm.Meta.fields[:4], "phase", "dealmaker", *DealForm.Meta.fields[4:]]

    def layout(self):
        layout = super().layout()
        layout[0].fields += ["phase", "dealmaker"]
        if "is_other" in self.fields:
            layout[0].fields.insert(2, "is_other")
        return layout

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        self.fields["dealmaker"].offer(user)
        name = " ".join(str(self.data.get(self.add_prefix("name"), "")).split())
        self.same_name = list(Deal.objects.filter(name__iexact=name)) if name else []
        if not self.same_name:
            del self.fields["is_other"]

    def clean(self):
        super().clean()
        if self.same_name and not self.cleaned_data.get("is_other"):
            found = ", ".join(f"{one.full_name} ({one.get_phase_display()})" for one in self.same_name)
            self.add_error(
                "name",
                _("Er is al een deal met deze naam: %(found)s. Is dit een andere? Vink dat dan aan.")
                % {"found": found},
            )
        return self.cleaned_data


class StepBackForm(PortalForm, forms.Form):
    """`step_id`: the step shown; a later one is not undone."""

    step_id = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Waarom neemt u de stap terug?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args, step, **options):
        super().__init__(*args, initial={"step_id": step.pk}, **options)


class StepForm(PortalForm, forms.Form):
    """Requires a reason only to stop and to resume."""

    reason = forms.CharField(
        label=_("Waarom gaat de deal niet door?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Stoppen is een gewone uitkomst. De reden helpt wie het later opnieuw probeert."),
        error_messages={"required": _("Vul in waarom de deal niet doorgaat.")},
    )

    def __init__(self, *args, step, **options):
        super().__init__(*args, **options)
        if not step.needs_reason:
            del self.fields["reason"]
        elif step.to != lifecycle.STOPPED:
            reason = self.fields["reason"]
            reason.label, reason.help_text = _("Waarom kan de deal nu wel verder?"), ""
            reason.error_messages["required"] = _("Vul in waarom de deal weer verdergaat.")
