"""One change to several partners: chosen below the table, and confirmed on a page that names them."""

import re

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from deals.forms.entry_criteria import moment_label
from deals.forms.reasons import reason_field
from deals.models import Part, Participation, SigningMoment, Stage, StageReason
from deals.models.participation import ENDED, REASON_KINDS
from foundation.concurrent_edit import MEANWHILE
from foundation.forms import DutchDateField, PortalForm
from foundation.ordering import dutch

VALUES = {
    "to_intensity": "intensity",
    "to_official": "attached_official",
    "to_director": "attached_director",
    "to_executive": "attached_executive",
}


def is_key(text):
    """Whether this is a number that fits a key in the database."""
    return bool(re.fullmatch(r"[0-9]{1,18}", text))


class TogetherChoiceForm(PortalForm, forms.Form):
    """Below the table; its names differ from those of the filters, which are in the same query string."""

    to_stage = forms.ChoiceField(
        label=_("Stadium wordt"), required=False, choices=[("", _("blijft zo")), *Stage.choices]
    )
    to_part = forms.ModelChoiceField(
        label=_("Toevoegen aan onderdeel"),
        required=False,
        queryset=Part.objects.none(),
        empty_label=_("geen"),
    )
    to_moment = forms.ModelChoiceField(
        label=_("Tekent bij"),
        required=False,
        queryset=SigningMoment.objects.none(),
        empty_label=_("blijft zo"),
    )

    to_intensity = forms.ChoiceField(label=_("Intensiteit wordt"), required=False)
    to_official = forms.ChoiceField(label=_("Ambtelijk"), required=False)
    to_director = forms.ChoiceField(label=_("Directie"), required=False)
    to_executive = forms.ChoiceField(label=_("Bestuurlijk"), required=False)
    to_agreed = forms.BooleanField(label=_("Afspraken: beide kanten akkoord"), required=False)

    def __init__(self, *args, deal, may_agree=False, **options):
        super().__init__(*args, **options)
        self.deal = deal
        for name, field in VALUES.items():
            self.fields[name].choices = [("", _("blijft zo")), *Participation._meta.get_field(field).choices]
        if not may_agree:
            del self.fields["to_agreed"]
        self.fields["to_part"].queryset = deal.parts.all()
        self.fields["to_moment"].queryset = deal.signing_moments.all()
        self.fields["to_moment"].label_from_instance = moment_label
        for name in ("to_part", "to_moment"):
            if not self.fields[name].queryset:
                del self.fields[name]

    @property
    def stage(self):
        return self.cleaned_data.get("to_stage", "")

    @property
    def part(self):
        return self.cleaned_data.get("to_part")

    @property
    def moment(self):
        return self.cleaned_data.get("to_moment")

    @property
    def agreed(self):
        return bool(self.cleaned_data.get("to_agreed"))

    @property
    def values(self):
        """{field of the participation: new value}, with choices as values."""
        chosen = ((field, self.cleaned_data.get(name)) for name, field in VALUES.items())
        return {field: value for field, value in chosen if value}

    @property
    def changes_something(self):
        return bool(self.stage or self.part or self.moment or self.values or self.agreed)

    def values_in_words(self):
        """[(label, new value)] for the confirmation and the log."""
        choices = {field: dict(self.fields[name].choices) for name, field in VALUES.items()}
        return [
            (str(Participation._meta.get_field(field).verbose_name), str(choices[field][value]))
            for field, value in self.values.items()
        ]


class TogetherForm(PortalForm, forms.Form):
    """The confirmation; `rows` holds the versions shown, for optimistic locking."""

    rows = forms.CharField(widget=forms.HiddenInput, max_length=20_000)
    left_on = DutchDateField(label=_("Per"))
    reason = reason_field(_("Waarom?"))
    preview_template = "deals/_together_preview.html"

    def __init__(self, *args, deal, choice, ticked, **options):
        super().__init__(*args, **options)
        self.deal, self.stage, self.part = deal, choice.stage, choice.part
        self.moment = moment_label(choice.moment) if choice.moment else ""
        self.values, self.agreed = choice.values_in_words(), choice.agreed
        keys = self._versions() if self.is_bound else ticked
        found = deal.participations.filter(pk__in=keys).select_related("organisation")
        self.shown = list(found.order_by(dutch("organisation__name")))
        self.initial["rows"] = self._as_text()
        self.initial["left_on"] = timezone.localdate()
        self._ask_why()

    def _ask_why(self):
        kind = REASON_KINDS.get(self.stage)
        if self.stage not in ENDED:
            del self.fields["left_on"]
        if kind is None:
            del self.fields["reason"]
        else:
            self.fields["reason"].queryset = StageReason.objects.to_choose([kind])

    def _as_text(self):
        return ",".join(f"{one.pk}-{one.version}" for one in self.shown)

    def _versions(self):
        """{participation id: version shown}; ignores malformed entries."""
        pairs = [row.split("-") for row in str(self.data.get("rows", "")).split(",")]
        return {int(pair[0]): int(pair[1]) for pair in pairs if len(pair) == 2 and all(map(is_key, pair))}

    def clean_rows(self):
        versions = self._versions()
        if versions != {one.pk: one.version for one in self.shown}:
            self.data = self.data.copy()
            self.data["rows"] = self._as_text()
            raise forms.ValidationError(
                _(
                    "Iemand anders wijzigde intussen een van deze deelnames. Er is niets veranderd. Kijk het na en bevestig opnieuw."
                ),
                code=MEANWHILE,
            )
        return versions

    def clean_left_on(self):
        left_on = self.cleaned_data["left_on"]
        late = [str(one.organisation) for one in self.shown if one.joined_on and one.joined_on > left_on]
        if late:
            raise forms.ValidationError(
                _("Deze partners sloten pas later aan: %(names)s.") % {"names": ", ".join(late)}, code="order"
            )
        return left_on

    @property
    def stage_label(self):
        return Stage(self.stage).label if self.stage else ""
