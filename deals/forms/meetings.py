"""Bodies with their members, decisions, and action points."""

from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from deals.forms.entry_criteria import BULLET
from deals.models import ActionPoint, Body, BodyMember, Decision
from deals.queries.contacts import organisations_in
from foundation.forms import DutchDateField, Folded, LockedModelForm, PortalForm, form_field
from foundation.input_limits import LONGEST_TEXT


class BodyForm(LockedModelForm):
    public = ("name", "mandate", "frequency")

    class Meta:
        model = Body
        fields = ["kind", "name", "mandate", "frequency", "since_on", "ended_on"]
        formfield_callback = form_field
        help_texts = {
            "frequency": _("Bijvoorbeeld: vier keer per jaar."),
            "since_on": _("Verandert u waarover het gaat of hoe vaak? De tekst van nu blijft te lezen."),
        }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.held_since = self.instance.since_on

    def clean(self):
        super().clean()
        same = self.instance.deal.bodies.filter(name__iexact=self.cleaned_data.get("name", ""))
        if same.exclude(pk=self.instance.pk).exists():
            self.add_error("name", _("Dit overleg staat al bij de deal."))
        since = self.cleaned_data.get("since_on")
        if self._is_agreed_anew() and since and self.held_since and since < self.held_since:
            self.add_error("since_on", _("Dit ligt voor het begin van wat nu is afgesproken."))
        self.require_order("since_on", "ended_on", _("Het overleg kan niet eindigen voor het begint."))
        return self.cleaned_data

    def _is_agreed_anew(self):
        return self.instance.pk and {"mandate", "frequency"} & set(self.changed_data)

    def layout(self):
        return Layout(Row("kind", "name"), "mandate", "frequency", Row("since_on", "ended_on"))


class BodyMemberForm(LockedModelForm):
    people = ("person",)
    public = ("function",)

    class Meta:
        model = BodyMember
        fields = ["organisation", "function", "person"]
        formfield_callback = form_field
        help_texts = {
            "organisation": _("Een van de partners van deze deal."),
            "person": _("Alleen het team en Agenda Stad zien de naam."),
        }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["organisation"].queryset = organisations_in(self.instance.deal)

    def clean(self):
        super().clean()
        same = self.instance.body.members.filter(
            organisation=self.cleaned_data.get("organisation"),
            function__iexact=self.cleaned_data.get("function", ""),
            person__iexact=self.cleaned_data.get("person", ""),
        )
        if same.exclude(pk=self.instance.pk).exists():
            self.add_error("function", _("Dit lid staat al bij het overleg."))
        return self.cleaned_data


class _InBody(LockedModelForm):
    """Decided in one of the bodies of the deal, or in none."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["body"].queryset = self.instance.deal.bodies.all()
        self.fields["body"].empty_label = _("niet in een overleg")


class DecisionForm(_InBody):
    class Meta:
        model = Decision
        fields = ["decided_on", "body", "text"]
        formfield_callback = form_field

    def clean(self):
        super().clean()
        self.require_past("decided_on")
        return self.cleaned_data

    def layout(self):
        return Layout(Row("decided_on", "body"), "text")


class ActionPointForm(_InBody):
    class Meta:
        model = ActionPoint
        fields = ["text", "owner_organisation", "owner", "due_on", "body", "state", "closed_on", "reason"]
        formfield_callback = form_field
        help_texts = {"reason": _("Vul dit in als het actiepunt vervalt.")}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["owner_organisation"].queryset = organisations_in(self.instance.deal)
        self.fields["owner_organisation"].empty_label = _("nog niet bekend")
        if not self.instance.pk:
            for name in ("state", "closed_on", "reason"):
                del self.fields[name]

    def clean(self):
        super().clean()
        self.require_past("closed_on")
        state = self.cleaned_data.get("state", ActionPoint.State.OPEN)
        if state == ActionPoint.State.OPEN:
            self.cleaned_data["closed_on"] = None
        elif not self.cleaned_data.get("closed_on"):
            self.cleaned_data["closed_on"] = timezone.localdate()
        if state == ActionPoint.State.LAPSED and not self.cleaned_data.get("reason"):
            self.add_error("reason", _("Vul in waarom het actiepunt vervalt."))
        return self.cleaned_data

    def layout(self):
        state = [] if not self.instance.pk else [Row("state", "closed_on"), "reason"]
        return Layout("text", Row("owner_organisation", "owner"), Row("due_on", "body"), *state)


class MeetingForm(PortalForm, forms.Form):
    """The decisions and action points of one meeting, entered together."""

    POINTS, IN_SIGHT = range(1, 7), 3

    held_on = DutchDateField(label=_("Overleg op"))
    decisions = forms.CharField(
        label=_("Besluiten, één per regel"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args, deal, **options):
        super().__init__(*args, **options)
        self.fields["body"] = forms.ModelChoiceField(
            deal.bodies.all(), required=False, label=_("Overleg"), empty_label=_("niet in een overleg")
        )
        partners = organisations_in(deal)
        for number in self.POINTS:
            self.fields[f"text_{number}"] = forms.CharField(
                label=_("Wat"),
                required=False,
                max_length=LONGEST_TEXT,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            self.fields[f"organisation_{number}"] = forms.ModelChoiceField(
                partners, required=False, label=_("Wie: organisatie"), empty_label=_("nog niet bekend")
            )
            self.fields[f"owner_{number}"] = forms.CharField(
                label=_("Wie: functie of naam"), required=False, max_length=200
            )
            self.fields[f"due_{number}"] = DutchDateField(label=_("Klaar voor"), required=False)

    def clean_decisions(self):
        lines = (BULLET.sub("", line).strip() for line in self.cleaned_data["decisions"].splitlines())
        return [line for line in lines if line]

    def clean(self):
        super().clean()
        self.require_past("held_on")
        for number in self.POINTS:
            said = [self.cleaned_data.get(f"{name}_{number}") for name in ("organisation", "owner", "due")]
            if any(said) and not self.cleaned_data.get(f"text_{number}"):
                self.add_error(f"text_{number}", _("Vul in wat er gebeurt."))
        if not self.errors and not self.cleaned_data["decisions"] and not self.points:
            self.add_error("decisions", _("Vul minstens één besluit of één actiepunt in."))
        return self.cleaned_data

    @property
    def points(self):
        """[{text, owner_organisation, owner, due_on}] of the filled rows."""
        given = self.cleaned_data
        return [
            {
                "text": given[f"text_{number}"],
                "owner_organisation": given[f"organisation_{number}"],
                "owner": given[f"owner_{number}"],
                "due_on": given[f"due_{number}"],
            }
            for number in self.POINTS
            if given.get(f"text_{number}")
        ]

    def layout(self):
        points = [
            Fieldset(
                _("Actiepunt %(number)s") % {"number": number},
                f"text_{number}",
                Row(f"organisation_{number}", f"owner_{number}", f"due_{number}"),
            )
            for number in self.POINTS
        ]
        seen, later = points[: self.IN_SIGHT], points[self.IN_SIGHT :]
        more = Folded(_("Meer actiepunten"), *later, is_open=self._says_more())
        return Layout(Row("held_on", "body"), "decisions", *seen, more)

    def _says_more(self):
        later = self.POINTS[self.IN_SIGHT :]
        names = ("text", "organisation", "owner", "due")
        return any(self[f"{name}_{number}"].value() for name in names for number in later)
