"""A talk about a result: when and with whom, its notes and its outcomes."""

from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from deals.models import ActionPoint
from deals.queries.contacts import organisations_in
from foundation.forms import LockedModelForm, PortalForm, form_field
from impacttool.models import Element
from partners.models import Organisation
from reports.models import Finding, LearningWish, SurveyAttention, SurveyLesson, Talk, TalkAttendee

LONGEST_NOTE = 20_000


class TalkForm(LockedModelForm):
    """Also for a planned talk. Keeps the wishes only with consent."""

    class Meta:
        model = Talk
        fields = ["held_on", "form", "context", "may_be_paired"]
        formfield_callback = form_field
        help_texts = {
            "held_on": _("Dit mag ook in de toekomst liggen."),
            "context": _(
                "Wat moet een lezer weten om het resultaat te begrijpen? Dit komt voorin het leerrapport."
            ),
            "may_be_paired": _(
                "Agenda Stad zoekt dan een deal om ervaringen mee te wisselen. Uw scores gaan niet mee. Dit vinkje kunt "
                "u altijd weer weghalen."
            ),
        }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.indicators = list(self.instance.survey.instrument.indicators.all())
        wishes = {}
        if self.instance.pk:
            wishes = dict(self.instance.wishes.values_list("indicator", "kind"))
        for indicator in self.indicators:
            self.fields[_name(indicator)] = forms.ChoiceField(
                label=str(indicator),
                choices=[("", _("geen van beide")), *LearningWish.Kind.choices],
                required=False,
                initial=wishes.get(indicator.pk, ""),
            )

    def layout(self):
        wishes = [_name(indicator) for indicator in self.indicators]
        rows = [Row(*wishes[at : at + 2]) for at in range(0, len(wishes), 2)]
        title = _("Leren met een andere deal (alleen bewaard met het vinkje)")
        return Layout(Row("held_on", "form"), "context", Fieldset(title, "may_be_paired", *rows))

    @property
    def wishes(self):
        found = {one.pk: self.cleaned_data[_name(one)] for one in self.indicators}
        return {indicator: kind for indicator, kind in found.items() if kind}


def _name(indicator):
    return f"wish-{indicator.number}"


class AttendeeForm(PortalForm, forms.ModelForm):
    """By organisation and function; lists the partners of the deal first."""

    class Meta:
        model = TalkAttendee
        fields = ["organisation", "function"]
        help_texts = {"function": _("Geen namen: zoals projectleider of beleidsadviseur wonen.")}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        own = list(organisations_in(self.instance.talk.survey.deal))
        known = {one.pk for one in own}
        others = [one for one in Organisation.objects.all() if one.pk not in known]
        self.fields["organisation"].choices = [
            ("", _("kies een organisatie")),
            (_("Partners van deze deal"), [(one.pk, str(one)) for one in own]),
            (_("Andere organisaties"), [(one.pk, str(one)) for one in others]),
        ]


class FindingForm(LockedModelForm):
    class Meta:
        model = Finding
        fields = ["indicator", "text"]
        labels = {"text": _("Bevinding")}
        formfield_callback = form_field

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["indicator"].queryset = self.instance.survey.instrument.indicators.all()


class LessonForm(LockedModelForm):
    class Meta:
        model = SurveyLesson
        fields = ["text"]
        labels = {"text": _("Leerpunt voor andere deals")}
        formfield_callback = form_field


class AttentionForm(LockedModelForm):
    class Meta:
        model = SurveyAttention
        fields = ["text"]
        labels = {"text": _("Aandachtspunt voor deze deal")}
        formfield_callback = form_field


class AgreedForm(LockedModelForm):
    """The owner and the due date of an attention point; both are required here."""

    class Meta:
        model = ActionPoint
        fields = ["text", "owner_organisation", "owner", "due_on"]
        formfield_callback = form_field

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["owner_organisation"].queryset = organisations_in(self.instance.deal)
        self.fields["owner_organisation"].empty_label = _("geen van de partners")
        self.fields["due_on"].required = True

    def clean(self):
        super().clean()
        if not self.cleaned_data.get("owner_organisation") and not self.cleaned_data.get("owner"):
            self.add_error("owner", _("Vul in wie dit doet: een organisatie, een functie of een naam."))
        return self.cleaned_data

    def layout(self):
        return Layout("text", Row("owner_organisation", "owner"), "due_on")


def as_stored(text):
    """The text with the line ends of the database, so that equal texts compare equal; only white space becomes ""."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.strip() else ""


class NoteForm(PortalForm, forms.Form):
    """One note, as the browser autosaves it during typing."""

    element = forms.ModelChoiceField(Element.objects.none())
    version = forms.IntegerField(min_value=0)
    text = forms.CharField(
        required=False,
        strip=False,
        max_length=LONGEST_NOTE,
        error_messages={
            "max_length": _(
                "Deze aantekening is te lang: hoogstens %(limit_value)s tekens. Uw tekst staat er nog."
            )
        },
    )

    def __init__(self, *args, elements, **options):
        super().__init__(*args, **options)
        self.fields["element"].queryset = elements

    def clean_text(self):
        return as_stored(self.cleaned_data["text"])
