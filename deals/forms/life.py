"""The parts of a deal, its changes of course, where results are anchored, related deals, and an extension."""

from crispy_forms.layout import Layout, Row
from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from deals.forms.entry_criteria import DATES
from deals.models import AnchoringDocument, CourseChange, Deal, Part, Relation, WantedPartner
from foundation.forms import LockedModelForm, form_field
from partners.models import Organisation

SUCCESSOR = "opvolger"
RELATIONS = [
    ("voorloper", _("voorloper: die deal kwam voor deze")),
    (SUCCESSOR, _("opvolger: die deal kwam na deze")),
    ("doorstart", _("doorstart: deze deal gaat verder als die")),
    ("voortgekomen uit", _("voortgekomen uit: deze deal ontstond in die")),
]


class PartForm(LockedModelForm):
    people = ("lead_person",)
    public = ("name", "aim")

    class Meta:
        model = Part
        fields = ["kind", "name", "aim", "lead_organisation", "lead_person", "ended_on"]
        formfield_callback = form_field
        help_texts = {
            "lead_organisation": _("Een van de partners van deze deal."),
            "lead_person": _("Alleen het team en Agenda Stad lezen dit."),
        }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        partners = self.instance.deal.participations.current().values("organisation")
        self.fields["lead_organisation"].queryset = Organisation.objects.filter(pk__in=partners)
        self.fields["lead_organisation"].empty_label = _("nog niet bekend")

    def clean(self):
        super().clean()
        same = self.instance.deal.parts.filter(
            kind=self.cleaned_data.get("kind"), name__iexact=self.cleaned_data.get("name", "")
        )
        if same.exclude(pk=self.instance.pk).exists():
            self.add_error("name", _("Dit onderdeel staat al bij de deal."))
        return self.cleaned_data

    def layout(self):
        return Layout(Row("kind", "name"), "aim", "lead_organisation", "lead_person", "ended_on")


class CourseChangeForm(LockedModelForm):
    class Meta:
        model = CourseChange
        fields = ["decided_on", "what", "why", "decided_by"]
        formfield_callback = form_field
        help_texts = {
            "why": _("Bijsturen hoort erbij. De reden helpt wie later meedoet of het elders probeert."),
            "decided_by": _("Bijvoorbeeld: stuurgroep van 12 mei."),
        }

    def clean(self):
        super().clean()
        self.require_past("decided_on")
        return self.cleaned_data


class AnchoringDocumentForm(LockedModelForm):
    public = ("title", "note", "source", "source_url")

    class Meta:
        model = AnchoringDocument
        fields = ["organisation", "title", "laid_down_on", "note", "source", "source_url"]
        formfield_callback = form_field
        labels = {"source": _("waar te vinden"), "source_url": _("adres")}

    def layout(self):
        return Layout("organisation", "title", "laid_down_on", "note", "source", "source_url")


class RelationForm(LockedModelForm):
    public = ("text", "source", "source_url")
    kind = forms.ChoiceField(label=_("Verband"), choices=RELATIONS)

    class Meta:
        model = Relation
        fields = ["kind", "other", "text", "source", "source_url"]
        formfield_callback = form_field

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        others = Deal.objects.visible_to(user).exclude(pk=self.instance.deal_id).alphabetical()
        self.fields["other"].queryset = others
        self.fields["other"].empty_label = _("niet in de lijst")
        kept = self.instance.kind
        if kept and kept not in dict(RELATIONS):
            self.fields["kind"].choices = [*RELATIONS, (kept, kept)]
        self.other_before = self.instance.other

    @property
    def people(self):
        """Logs only that it changed: not every reader of the log may see the other deal."""
        others = filter(None, [self.other_before, self.cleaned_data.get("other")])
        is_hidden = any(not other.is_published for other in others)
        return ("other", "text", "source", "source_url") if is_hidden else ("other",)

    def clean(self):
        super().clean()
        if not self.cleaned_data.get("other") and not self.cleaned_data.get("text"):
            self.add_error("other", _("Kies een deal, of schrijf bij de toelichting welke deal het is."))
        elif self.cleaned_data.get("other") and "kind" in self.cleaned_data:
            self._refuse_contradiction()
        return self.cleaned_data

    def _refuse_contradiction(self):
        """No duplicate relations, and no deal that came both before and after."""
        kind = self.cleaned_data["kind"]
        same = self.instance.deal.relations.filter(other=self.cleaned_data["other"]).exclude(
            pk=self.instance.pk
        )
        for there in same.values_list("kind", flat=True):
            if there == kind or SUCCESSOR in (there, kind):
                self.add_error(
                    "other",
                    _("Deze deal staat er al als %(kind)s. Wijzig dat verband, of kies een andere deal.")
                    % {"kind": there},
                )
                return


class WantedPartnerForm(LockedModelForm):
    class Meta:
        model = WantedPartner
        fields = ["description", "type", "why", "found_as"]
        formfield_callback = form_field
        help_texts = {
            "description": _("Een organisatie of een soort, zoals “een zorgverzekeraar”."),
            "found_as": _("Kies de partner zodra u die gevonden hebt. Dan staat deze niet meer bij gezocht."),
        }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        here = self.instance.deal.participations.current().select_related("organisation")
        self.fields["found_as"].queryset = here
        self.fields["found_as"].label_from_instance = lambda participation: participation.organisation.name
        self.fields["found_as"].empty_label = _("nog niet gevonden")


class ExtensionForm(LockedModelForm):
    """A later end date; the earlier one stays readable with the reason."""

    about_the_change = ("reason",)
    public = ("reason",)

    reason = forms.CharField(
        label=_("Waarom wordt de deal verlengd?"),
        max_length=480,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Vul in waarom de deal wordt verlengd.")},
    )

    class Meta:
        model = Deal
        fields = ["ends_on", "ends_precision"]
        labels = {"ends_on": _("Nieuw einde"), "ends_precision": _("Hoe precies bekend?")}
        formfield_callback = form_field

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.old_end = self.instance.ends_on
        if self.old_end:
            now = date_format(self.old_end, DATES[self.instance.ends_precision])
            self.fields["ends_on"].help_text = _("Het einde is nu %(end)s.") % {"end": now}
        self.fields["ends_on"].required = True
        self.fields["ends_on"].error_messages["required"] = _("Vul in tot wanneer de deal duurt.")

    def clean_ends_on(self):
        end = self.cleaned_data["ends_on"]
        if self.old_end and end <= self.old_end:
            raise forms.ValidationError(
                _("Het nieuwe einde ligt niet na het einde van nu. Korter maken kan met Bewerken."),
                code="early",
            )
        return end

    def clean(self):
        super().clean()
        start, end = self.instance.term_begins_on, self.cleaned_data.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("Het einde ligt voor het begin van de deal."))
        return self.cleaned_data

    def layout(self):
        return Layout(Row("ends_on", "ends_precision"), "reason")
