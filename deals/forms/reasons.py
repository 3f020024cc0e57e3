"""Why an organisation joins, declines or leaves: asked with the stage, from the list of staff."""

from django import forms
from django.utils.translation import gettext_lazy as _

from deals.models import StageReason
from deals.models.participation import ENDED, REASON_KINDS
from foundation.forms import LockedModelForm, form_field

UNKNOWN = _("nog niet bekend")


class ReasonField(forms.ModelChoiceField):
    """Reasons of several kinds show their kind."""

    def label_from_instance(self, reason):
        if reason.kind == StageReason.Kind.JOINED:
            return reason.text
        return f"{reason.get_kind_display()}: {reason.text}"


def reason_field(label):
    return ReasonField(label=label, queryset=StageReason.objects.none(), required=False, empty_label=UNKNOWN)


class ReasonsOfStage(forms.Form):
    """Mixin for a form with `stage`, `joined_reason` and `left_reason`."""

    joined_reason = reason_field(_("Reden om mee te doen"))
    left_reason = reason_field(_("Reden om te vertrekken of af te zien"))

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        kinds = {
            "joined_reason": [StageReason.Kind.JOINED],
            "left_reason": [StageReason.Kind.LEFT, StageReason.Kind.DECLINED],
        }
        for name, of in kinds.items():
            kept = getattr(self.instance, f"{name}_id")
            self.fields[name].queryset = StageReason.objects.to_choose(of, kept)
        self.fields["stage"].is_asked = True
        self.fields["left_reason"].help_text = _("Alleen bij het stadium “vertrokken” of “afgezien”.")

    def clean_left_reason(self):
        """Clears the reason for leaving of a partner that returns."""
        reason, stage = self.cleaned_data["left_reason"], self.cleaned_data.get("stage")
        if stage not in ENDED:
            if reason and "left_reason" in self.changed_data:
                raise forms.ValidationError(
                    _("Kies hierboven eerst het stadium “vertrokken” of “afgezien”."), code="stage"
                )
            return None
        if reason and reason.kind != REASON_KINDS[stage]:
            raise forms.ValidationError(_("Deze reden hoort bij een ander stadium."), code="kind")
        return reason


class StageReasonForm(LockedModelForm):
    class Meta:
        model = StageReason
        fields = ["kind", "text", "is_active"]
        formfield_callback = form_field
        help_texts = {
            "text": _("In gewone woorden en zonder oordeel, zoals “geen tijd of mensen meer”."),
            "is_active": _(
                "Haal het vinkje weg als deze reden niet meer te kiezen is. Wat er staat, blijft."
            ),
        }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if self.instance.pk:
            del self.fields["kind"]

    def clean_text(self):
        text, kind = self.cleaned_data["text"], self.cleaned_data.get("kind", self.instance.kind)
        same = StageReason.objects.filter(kind=kind, text__iexact=text).exclude(pk=self.instance.pk)
        if same.exists():
            raise forms.ValidationError(_("Deze reden staat al in de lijst."), code="twice")
        return text
