"""An organisation that joins a deal, takes part, and goes."""

import re

from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from deals.forms.entry import moment_label
from deals.forms.reasons import ReasonsOfStage, reason_field
from deals.models import Participation, Stage, StageReason
from deals.models.participation import REASON_KINDS
from deals.queries import entry_of
from partners.forms.base import DutchDateField, LockedModelForm, PortalForm, form_field
from partners.models import Organisation, OrganisationType
from partners.queries import organisations_named, successor_today

MOST_MATCHES = 20
REASONS = ["joined_reason", "left_reason", "reason_note"]
WITH_TYPE = re.compile(r"(?P<name>.+) \((?P<type>[\w ]+)\)")


def option_text(organisation):
    """Utrecht is a municipality and a province: the type makes the choice one."""
    return f"{organisation.name} ({organisation.get_type_display()})"


def find_organisations(text):
    """The one that is meant, else those that come near, by any name in use; at most four queries."""
    known = Organisation.objects.select_related("successor")
    typed = WITH_TYPE.fullmatch(text)
    types = {str(label): value for value, label in OrganisationType.choices}
    if typed and typed["type"] in types:
        return list(known.filter(name__iexact=typed["name"], type=types[typed["type"]]))
    exact = list(known.filter(name__iexact=text) | known.filter(abbreviation__iexact=text))
    return exact or list(known.filter(pk__in=organisations_named(text))[:MOST_MATCHES])


def suggestions(text, *, day):
    """Existing organisations to choose from while typing; two queries."""
    if len(text.strip()) < 2:
        return []
    found = Organisation.objects.existing_on(day).filter(pk__in=organisations_named(text))
    return [option_text(organisation) for organisation in found[:MOST_MATCHES]]


class ParticipationAddForm(ReasonsOfStage, PortalForm, forms.ModelForm):
    """The organisation is typed; when that is not clear, one is chosen from a list, or a new one is made."""

    organisation_name = forms.CharField(
        label=_("Organisatie"),
        max_length=200,
        help_text=_(
            "Typ de naam of afkorting. Ministeries, provincies, waterschappen en gemeenten zijn er al."
        ),
        error_messages={"required": _("Vul de naam van de organisatie in.")},
    )
    organisation = forms.ModelChoiceField(
        label=_("Welke bedoelt u?"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=None,
        widget=forms.RadioSelect,
    )
    new_type = forms.ChoiceField(
        label=_("Nieuwe organisatie: soort"),
        required=False,
        choices=[("", _("niet nieuw")), *OrganisationType.choices],
        help_text=_(
            "Kies een soort als de organisatie nog niet in de lijst staat. Dan wordt zij toegevoegd."
        ),
    )

    class Meta:
        model = Participation
        fields = ["stage", "intensity", "role", "brings", "takes", "joined_on", *REASONS]
        formfield_callback = form_field

    def __init__(self, *args, deal, day, options_url, **options):
        super().__init__(*args, **options)
        self.deal, self.day = deal, day
        self.fields["organisation_name"].widget.attrs.update(
            {
                "list": "organisaties",
                "autocomplete": "off",
                "hx-get": options_url,
                "hx-trigger": "input changed delay:200ms",
                "hx-target": "#organisaties",
                "hx-swap": "innerHTML",
            }
        )
        self.fields["organisation"].label_from_instance = option_text
        self.matches = find_organisations(self._typed()) if self.is_bound and self._typed() else []
        successors = [successor_today(one, day) for one in self.matches if self._has_ended(one)]
        self.offered = [*self.matches, *filter(None, successors)]
        self.successor = None  # of the one that was typed: to add with one click
        self._take_successor()
        self._offer()

    def _typed(self):
        return (self.data.get(self.add_prefix("organisation_name")) or "").strip()[:200]

    def _take_successor(self):
        """The button "... toevoegen" counts as choosing that one; only while the name is the same."""
        taken = str(self.data.get("take", ""))
        if taken and taken in {str(one.pk) for one in self.offered}:
            self._tick(taken)
            self.data[self.add_prefix("new_type")] = ""

    def _offer(self):
        """The first time only a name is asked; the rest appears when that was not enough."""
        keys = [one.pk for one in self.offered]
        if keys:
            self.fields["organisation"].queryset = Organisation.objects.filter(pk__in=keys)
        else:
            self.fields["organisation"].widget = forms.HiddenInput()
        if not self.is_bound:
            self.fields["new_type"].widget = forms.HiddenInput()
        elif str(self.data.get(self.add_prefix("organisation"))) not in map(str, keys):
            self._tick("")  # what was ticked belongs to a name that was typed before

    def _tick(self, key):
        self.data = self.data.copy()
        self.data[self.add_prefix("organisation")] = key

    def _ask(self, name, at, message):
        """An error that is mended at the field `name`; the only one that still exists is ticked already."""
        self.add_error(at, message)
        self.fields[name].is_asked = True
        existing = [one for one in self.offered if not self._has_ended(one)]
        if len(existing) == 1:
            self._tick(str(existing[0].pk))

    def _has_ended(self, organisation):
        return bool(organisation.ended_on and organisation.ended_on <= self.day)

    def clean(self):
        cleaned = super().clean()
        if "organisation_name" in self.errors or "organisation" in self.errors:
            return cleaned
        # A type says that it is a new one, whatever is ticked: that may have been done by the form itself.
        chosen = None if cleaned.get("new_type") else cleaned.get("organisation")
        if chosen is None and not cleaned.get("new_type"):
            chosen = self._only_match()
        if chosen is not None:
            self._check(chosen)
        elif cleaned.get("new_type"):
            self._check_new(cleaned)
        cleaned["organisation"] = chosen
        return cleaned

    def _only_match(self):
        if not self.matches:
            message = _(
                "Deze organisatie staat niet in de lijst. Kies hieronder een soort om haar toe te voegen."
            )
            self._ask("new_type", "organisation_name", message)
        elif len(self.matches) > 1:
            self._ask("organisation", "organisation", _("Kies welke organisatie u bedoelt."))
        elif not self._is_named(self.matches[0]):
            message = _("Eén organisatie lijkt hierop. Bedoelt u die? Sla dan nog eens op.")
            self._ask("organisation", "organisation", message)
        else:
            return self.matches[0]
        return None

    def _is_named(self, organisation):
        texts = {organisation.name, organisation.abbreviation, option_text(organisation)}
        return self._typed().lower() in {text.lower() for text in texts}

    def _check(self, organisation):
        if self._has_ended(organisation):
            self._refuse_ended(organisation)
        if self.deal.participations.filter(organisation=organisation).exists():
            self.add_error("organisation_name", _("Deze organisatie doet al mee in deze deal."))

    def _refuse_ended(self, organisation):
        successor = successor_today(organisation, self.day)
        names = {"name": organisation.name, "successor": successor}
        if successor is None:
            message = _("%(name)s bestaat niet meer en heeft geen bekende opvolger.")
        elif self.deal.participations.filter(organisation=successor).exists():
            message = _("%(name)s bestaat niet meer. De opvolger, %(successor)s, doet al mee in deze deal.")
        else:
            self.successor = successor
            message = _("%(name)s bestaat niet meer. De opvolger is %(successor)s: kies die.")
        self._ask("organisation", "organisation", message % names)

    def _check_new(self, cleaned):
        same = Organisation.objects.filter(
            name__iexact=cleaned["organisation_name"], type=cleaned["new_type"]
        )
        if same.exists():
            self.add_error("organisation", _("Deze organisatie staat al in de lijst: kies haar hier."))

    def layout(self):
        return Layout(
            "organisation_name",
            "organisation",
            "new_type",
            Row("stage", "intensity", "joined_on"),
            "role",
            "brings",
            "takes",
            *REASONS,
        )


class ParticipationForm(ReasonsOfStage, LockedModelForm):
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
    """What the table of partners shows of a participation, to change in the table itself."""

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
        """On the first field, or the first that is wrong."""
        first = next((name for name in self.fields if name in self.errors), "stage")
        self.fields[first].widget.attrs["autofocus"] = True

    def layout(self):
        return Layout(
            Row("stage", "intensity", "role"),
            Row("attached_official", "attached_director", "attached_executive"),
            Row("joined_reason", "left_reason"),
        )


class ParticipationEndForm(PortalForm, forms.Form):
    """Leaving is neutral: "dat was ok". `version` is that of the participation that was shown."""

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
                _(
                    "Iemand anders wijzigde deze deelname intussen; het stadium is nu “%(stage)s”. Er is niets opgeslagen. Kijk het na en bewaar opnieuw."
                )
                % now,
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
