"""An organisation that joins a deal: entered by any name in use, chosen from similar ones, or created."""

from crispy_forms.layout import Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from deals.forms.reasons import ReasonsOfStage
from deals.models import Participation
from deals.queries.known_rows import directory_of
from deals.sheet.names import IN_REGISTER
from foundation.forms import Folded, PortalForm, form_field
from foundation.sort_key import sort_key
from partners.models import Organisation, OrganisationType
from partners.queries import Meant, organisations_named

MOST_MATCHES = 20
NEW = "nieuw:"
NEW_TYPES = [(value, label) for value, label in OrganisationType.choices if value not in IN_REGISTER]
REASONS = ["joined_reason", "left_reason", "reason_note"]
LATER = ["role", "brings", "takes", *REASONS]


def option_text(organisation):
    """Utrecht is a municipality and a province, so the label includes the type."""
    return f"{organisation.name} ({organisation.get_type_display()})"


def suggestions(text, *, day):
    """Existing organisations as suggestions while typing, by any name in use, those with that exact name first; two
    queries."""
    if len(text.strip()) < 2:
        return []
    meant = Meant(text, day=day)
    keys = [*meant.ids, *(one.pk for one in meant.guesses)]
    found = Organisation.objects.existing_on(day).filter(pk__in=keys)
    first = sorted(found, key=lambda one: one.pk not in meant.first)
    return [option_text(organisation) for organisation in first[:MOST_MATCHES]]


class ParticipationAddForm(ReasonsOfStage, PortalForm, forms.ModelForm):
    """If a name is not clear, the form asks which one is meant, as a question and not as an error. One query for all
    names."""

    public = ("role",)

    organisation_name = forms.CharField(
        label=_("Organisatie"),
        max_length=200,
        help_text=_(
            "Typ de naam of afkorting. Ministeries, provincies, waterschappen en gemeenten zijn er al."
        ),
        error_messages={"required": _("Vul de naam van de organisatie in.")},
    )
    organisation = forms.ChoiceField(label=_("Wie bedoelt u?"), required=False, widget=forms.RadioSelect)

    class Meta:
        model = Participation
        fields = ["stage", "intensity", "joined_on", *LATER]
        formfield_callback = form_field

    def __init__(self, *args, deal, day, options_url, **options):
        super().__init__(*args, **options)
        self.deal, self.day, self.is_asking = deal, day, False
        self.fields["organisation_name"].widget.attrs.update(
            {
                "data-combobox": "organisaties",
                "autocomplete": "off",
                "hx-get": options_url,
                "hx-trigger": "input changed delay:200ms",
                "hx-target": "#organisaties",
                "hx-swap": "innerHTML",
            }
        )
        self.named, self.near, self.after, self.only = [], [], [], ""
        self.successor = None  # of the typed organisation: to add with one click
        if self.is_bound and self._typed():
            self._look()
        else:
            self.fields["organisation"].widget = forms.HiddenInput()

    def _typed(self):
        return (self.data.get(self.add_prefix("organisation_name")) or "").strip()[:200]

    def _look(self):
        """`named`: organisations with exactly this name; `near`: similar ones, by a word or by letters."""
        directory = directory_of(self.day)
        self.named = self._organisations([one.pk for one in directory.named(self._typed())])
        if not self.named:
            by_word = organisations_named(self._typed())[:MOST_MATCHES]
            self.near = self._organisations([*by_word, *(one.pk for one in directory.alike(self._typed()))])
        offered = [*self.named, *self.near]
        self.after = self._who_goes_on(directory, offered)
        offered += [one for one in self.after if one not in offered]
        known = [(str(one.pk), option_text(one)) for one in offered if not self._has_ended(one)]
        new = _("Nieuw, soort %(type)s")
        made = [(f"{NEW}{value}", new % {"type": label}) for value, label in NEW_TYPES]
        self.fields["organisation"].choices = [*known, *made]
        self._tick_what_stands(dict(known), made)

    def _who_goes_on(self, directory, offered):
        """The successors of those that ended; several if one was split."""
        ended = [directory.known[one.pk] for one in offered if self._has_ended(one)]
        return self._organisations([pk for one in ended for pk in one.successors])

    def _organisations(self, keys):
        found = Organisation.objects.select_related("successor").filter(pk__in=keys)
        return sorted(found, key=lambda one: (sort_key(one.name), one.type))

    def _tick_what_stands(self, known, made):
        """Forgets what was ticked for a name typed before, and ticks an only option."""
        name = self.add_prefix("organisation")
        ticked, taken = str(self.data.get(name, "")), str(self.data.get("take", ""))
        if taken in known:  # the button "Voeg ... toe"
            self._put(taken)
            return
        if ticked in known or ticked in dict(made):
            return
        self._put("")
        if self._is_clear():
            self.fields["organisation"].widget = forms.HiddenInput()
        self.only = next(iter(known)) if len(known) == 1 else ""

    def _put(self, answer):
        self.data = self.data.copy()
        self.data[self.add_prefix("organisation")] = answer

    def _is_clear(self):
        return len(self.named) == 1 and not self._has_ended(self.named[0])

    def is_valid(self):
        return super().is_valid() and not self.is_asking

    def clean(self):
        cleaned = super().clean()
        answer, chosen = cleaned.get("organisation"), None
        cleaned |= {"new_type": "", "organisation": None}
        if "organisation_name" in self.errors or "organisation" in self.errors:
            return cleaned
        if answer and answer.startswith(NEW):
            cleaned["new_type"] = answer.removeprefix(NEW)
            self._check_new(cleaned)
        elif answer:
            chosen = Organisation.objects.get(pk=answer)
        elif self._is_clear():
            chosen = self.named[0]
        else:
            self._ask()
        if chosen:
            cleaned["organisation"] = chosen
            self._check(chosen)
        return cleaned

    def _ask(self):
        """Keeps the rest of the form; ticks the only similar organisation."""
        self.is_asking = True
        self.fields["organisation"].is_asked = True
        self["organisation"].help_text = self._question()
        if self.only:
            self._put(self.only)

    def _question(self):
        ended = next((one for one in self.named if self._has_ended(one)), None)
        if ended:
            return self._ended_message(ended)
        if self.named:
            return _("Meer dan één organisatie heet zo. Kies er een en sla op.")
        if self.near:
            return _("Deze naam staat niet in de lijst; hieronder staat wat erop lijkt. Kies en sla op.")
        return _(
            "Deze naam staat niet in de lijst, en niets lijkt erop. Is de organisatie nieuw, kies dan wat zij is. "
            "Ministeries, gemeenten, provincies en waterschappen staan er al: controleer dan de naam."
        )

    def _has_ended(self, organisation):
        return bool(organisation.ended_on and organisation.ended_on <= self.day)

    def _check(self, organisation):
        if self.deal.participations.filter(organisation=organisation).exists():
            self.add_error("organisation_name", _("Deze organisatie doet al mee in deze deal."))

    def _ended_message(self, organisation):
        names = {"name": organisation.name, "successor": self.after[0] if self.after else None}
        if not self.after:
            return _("%(name)s bestaat niet meer en heeft geen bekende opvolger.") % names
        if len(self.after) > 1:
            names["parts"] = " · ".join(str(one) for one in self.after)
            return _("%(name)s is opgesplitst: %(parts)s. Kies bij wie deze partner nu hoort.") % names
        successor = self.after[0]
        if self.deal.participations.filter(organisation=successor).exists():
            return (
                _("%(name)s bestaat niet meer. De opvolger, %(successor)s, doet al mee in deze deal.") % names
            )
        self.successor = successor
        return _("%(name)s bestaat niet meer. De opvolger is %(successor)s: kies die.") % names

    def _check_new(self, cleaned):
        same = Organisation.objects.filter(
            name__iexact=cleaned["organisation_name"], type=cleaned["new_type"]
        )
        if same.exists():
            self.add_error("organisation", _("Deze organisatie staat al in de lijst: kies haar hier."))

    def layout(self):
        is_open = bool(self.errors.keys() & set(LATER))
        return Layout(
            "organisation_name",
            "organisation",
            Row("stage", "intensity", "joined_on"),
            Folded(_("Meer vastleggen: rol, brengen en halen, reden"), *LATER, is_open=is_open),
        )
