"""An organisation's participation in a deal, and its end."""

from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from deals.forms.entry_criteria import moment_label
from deals.forms.reasons import ReasonsOfStage, reason_field
from deals.models import Participation, Stage, StageReason
from deals.models.participation import REASON_KINDS
from deals.queries import entry_of
from foundation.concurrent_edit import MEANWHILE
from foundation.forms import DutchDateField, LockedModelForm, PortalForm, form_field

REASONS = ["joined_reason", "left_reason", "reason_note"]


class ParticipationForm(ReasonsOfStage, LockedModelForm):
    public = ("role",)

    class Meta:
        model = Participation
        fields = [
            "stage",
            "intensity",
            "role",
            "joined_on",
            "left_on",
            "brings",
            "takes",
            "attached_official",
            "attached_director",
            "attached_executive",
            "note",
            "parts",
            "signing_moment",
            *REASONS,
        ]
        formfield_callback = form_field
        help_texts = {"note": _("Alleen het team en Agenda Stad lezen dit.")}
        widgets = {"parts": forms.CheckboxSelectMultiple}

    preview_template = "deals/_entry.html"

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.entry = entry_of(self.instance)
        self.fields["parts"].queryset = self.instance.deal.parts.all()
        self.fields["signing_moment"].queryset = self.instance.deal.signing_moments.all()
        self.fields["signing_moment"].label_from_instance = moment_label
        self.fields["signing_moment"].empty_label = _("nog niet bekend")
        for name in ("parts", "signing_moment"):
            if not self.fields[name].queryset:
                del self.fields[name]

    def clean(self):
        super().clean()
        self.require_order(
            "joined_on", "left_on", _("De datum van vertrek ligt voor de datum van aansluiten.")
        )
        return self.cleaned_data

    def layout(self):
        more = [name for name in ("parts", "signing_moment") if name in self.fields]
        return Layout(
            Fieldset(_("Deelname"), Row("stage", "intensity"), "role", *more, Row("joined_on", "left_on")),
            Fieldset(_("Waarom?"), *REASONS),
            Fieldset(_("Brengen en halen"), "brings", "takes"),
            Fieldset(_("Aangehaakt"), Row("attached_official", "attached_director", "attached_executive")),
            "note",
        )


class PartnerRowForm(ReasonsOfStage, LockedModelForm):
    """The fields of a participation that can be changed in the table of partners itself."""

    public = ("role",)

    class Meta:
        model = Participation
        fields = [
            "stage",
            "intensity",
            "role",
            "attached_official",
            "attached_director",
            "attached_executive",
            "joined_reason",
            "left_reason",
        ]
        formfield_callback = form_field

    def __init__(self, *args, **options):
        super().__init__(*args, auto_id=f"rij{options['instance'].pk}_%s", **options)

    def focus(self):
        """On the first field, or the first with an error."""
        first = next((name for name in self.fields if name in self.errors), "stage")
        self.fields[first].widget.attrs["autofocus"] = True

    def layout(self):
        return Layout(
            Row("stage", "intensity", "role"),
            Row("attached_official", "attached_director", "attached_executive"),
            Row("joined_reason", "left_reason"),
        )


class ParticipationEndForm(PortalForm, forms.Form):
    """Leaving is neutral: "dat was ok". `version`: the version of the participation shown."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    stage = forms.ChoiceField(
        label=_("Wat is er gebeurd?"),
        choices=[
            (Stage.LEFT, _("De partner deed mee en is vertrokken")),
            (Stage.DECLINED, _("De partner heeft ervan afgezien mee te doen")),
        ],
        widget=forms.RadioSelect,
    )
    left_on = DutchDateField(label=_("Per"))
    left_reason = reason_field(_("Waarom?"))
    note = forms.CharField(
        label=_("Toelichting"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Wat maakt dat dit nu past? Daar kan een volgende deal van leren."),
    )

    def __init__(self, *args, participation, **options):
        super().__init__(*args, **options)
        self.participation = participation
        self.initial["version"] = participation.version
        kinds = [StageReason.Kind.LEFT, StageReason.Kind.DECLINED]
        self.fields["left_reason"].queryset = StageReason.objects.to_choose(kinds)

    def clean_version(self):
        if self.cleaned_data["version"] != self.participation.version:
            self.data = self.data.copy()
            self.data[self.add_prefix("version")] = str(self.participation.version)
            now = {"stage": self.participation.get_stage_display() or _("nog niet bekend")}
            self.add_error(
                None,
                forms.ValidationError(
                    _(
                        "Iemand anders wijzigde deze deelname intussen; het stadium is nu “%(stage)s”. Er is niets opgeslagen. Kijk het na en bewaar opnieuw."
                    ),
                    code=MEANWHILE,
                    params=now,
                ),
            )
        return self.cleaned_data["version"]

    def clean_left_reason(self):
        reason, stage = self.cleaned_data["left_reason"], self.cleaned_data.get("stage")
        if reason and stage and reason.kind != REASON_KINDS[stage]:
            raise forms.ValidationError(_("Deze reden hoort bij een andere keuze hierboven."), code="kind")
        return reason

    def clean_left_on(self):
        left_on, joined_on = self.cleaned_data["left_on"], self.participation.joined_on
        if joined_on and left_on < joined_on:
            raise forms.ValidationError(
                _("De datum van vertrek ligt voor de datum van aansluiten."), code="order"
            )
        return left_on
