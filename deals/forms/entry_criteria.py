"""The criteria to join at a moment of signing: written by the team, ticked off per partner."""

import re

from django import forms
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from deals.models import EntryCriterion, Participation, Precision
from foundation.forms import LockedModelForm, PortalForm, form_field

MOST_AT_ONCE = 30
LONGEST = EntryCriterion._meta.get_field("text").max_length
BULLET = re.compile(r"^\s*(?:[-–—*•·▪o]|\d{1,2}[.)])[\s\u00a0]+")  # in a pasted list
DATES = {Precision.DAY: "j F Y", Precision.MONTH: "F Y", Precision.YEAR: "Y"}


def moment_label(moment):
    """ "bijtekenmoment, 12 mei 2026" """
    kind = moment.get_kind_display()
    return f"{kind}, {date_format(moment.signed_on, DATES[moment.precision])}" if moment.signed_on else kind


class CriteriaAddForm(PortalForm, forms.Form):
    public = ("texts",)

    texts = forms.CharField(
        label=_("Criteria, één per regel"),
        max_length=MOST_AT_ONCE * LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Zoals: “de bijdrage is toegezegd”, of “er is een ambtelijk trekker”."),
        error_messages={"required": _("Schrijf minstens één criterium.")},
    )

    def __init__(self, *args, moment, **options):
        super().__init__(*args, **options)
        self.moment = moment

    def clean_texts(self):
        lines = [BULLET.sub("", line).strip() for line in self.cleaned_data["texts"].splitlines()]
        texts = list(dict.fromkeys(line for line in lines if line))
        if not texts:
            raise forms.ValidationError(_("Schrijf minstens één criterium."), code="required")
        for text in texts:
            if len(text) > LONGEST:
                message = _("Dit criterium is langer dan %(most)s tekens: “%(start)s…”.")
                raise forms.ValidationError(message, code="long", params=_start(text))
        present = set(self.moment.criteria.values_list("text", flat=True))
        for text in texts:
            if text in present:
                message = _("“%(start)s” staat al bij dit ondertekenmoment.")
                raise forms.ValidationError(message, code="twice", params=_start(text))
        if len(texts) > MOST_AT_ONCE:
            raise forms.ValidationError(_("Voeg er hoogstens 30 tegelijk toe."), code="many")
        return texts


def _start(text):
    return {"most": LONGEST, "start": text[:60]}


class EntryCriterionForm(LockedModelForm):
    public = ("text",)

    class Meta:
        model = EntryCriterion
        fields = ["text"]
        formfield_callback = form_field

    def clean_text(self):
        text = self.cleaned_data["text"]
        if self.instance.moment.criteria.filter(text=text).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Dit criterium staat al bij dit ondertekenmoment."), code="twice")
        return text


class _CriterionField(forms.ModelMultipleChoiceField):
    """Each criterion with who ticked it, and when."""

    def __init__(self):
        super().__init__(
            queryset=EntryCriterion.objects.none(),
            required=False,
            label=_("Waaraan voldoet deze partner?"),
            widget=forms.CheckboxSelectMultiple,
        )
        self.met = {}

    def label_from_instance(self, criterion):
        met = self.met.get(criterion.pk)
        if met is None:
            return criterion.text
        day = date_format(localtime(met.met_at), "j F Y")
        names = {"text": criterion.text, "day": day, "by": met.met_by or _("onbekend")}
        return _("%(text)s (afgevinkt op %(day)s door %(by)s)") % names


class CriteriaForm(LockedModelForm):
    """The criteria of one partner, at the moment at which it signs."""

    met = _CriterionField()

    class Meta:
        model = Participation
        fields = []

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        criteria = EntryCriterion.objects.filter(moment=self.instance.signing_moment_id)
        ticked = self.instance.met_criteria.filter(criterion__in=criteria).select_related("met_by")
        self.fields["met"].met = {one.criterion_id: one for one in ticked}
        self.fields["met"].queryset = criteria
        self.initial["met"] = list(self.fields["met"].met)
