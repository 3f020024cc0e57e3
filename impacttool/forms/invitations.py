"""Pasted addresses, contacts to tick, and the colleague who takes over."""

import re
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from impacttool.actions.invitations import Person
from partners.models import Organisation, OrganisationType

MOST_ADDRESSES = 500
NAMED_ADDRESS = re.compile(r'^\s*"?(?P<name>[^<>"]*)"?\s*<(?P<email>[^<>]*)>\s*$')
# A name goes into a mail to somebody else: no addresses, no second line.
NOT_IN_A_NAME = re.compile(r"[<>@:/\\\x00-\x1f\x7f]")
_is_address = EmailValidator()


@dataclass(frozen=True)
class Line:
    """One address as it was pasted; `error` in Dutch, empty when it can be invited."""

    number: int
    text: str
    name: str = ""
    email: str = ""
    error: str = ""


def read_lines(text, taken=frozenset()):
    """One entry per address: one a line, or separated by ; or , and written as "Naam <adres>" or bare."""
    lines, seen = [], set(taken)
    for number, row in enumerate(text.splitlines(), 1):
        for part in _parts(row):
            line = _read(number, part, seen, taken)
            lines.append(line)
            seen.add(line.email)
    return lines


def _parts(row):
    """Splits at ; and , but keeps "Jansen, Piet <adres>" together."""
    for piece in row.split(";"):
        held = ""
        for part in piece.split(","):
            if "@" not in part:
                held = f"{held}, {part.strip()}" if held else part.strip()
                continue
            if held and "<" not in part:
                yield held
                held = ""
            yield f"{held}, {part.strip()}" if held else part.strip()
            held = ""
        if held:
            yield held


def _read(number, text, seen, taken):
    match = NAMED_ADDRESS.match(text)
    name, email = (match["name"].strip(), match["email"]) if match else ("", text)
    email = email.strip().lower()
    if not _valid(email):
        return Line(number, text, error=_("Dit is geen e-mailadres."))
    if len(name) > 200 or NOT_IN_A_NAME.search(name):
        return Line(number, text, error=_("In de naam staan tekens die daar niet horen."))
    if email in taken:
        return Line(number, text, error=_("Dit adres is al uitgenodigd."))
    if email in seen:
        return Line(number, text, error=_("Dit adres staat hier twee keer."))
    return Line(number, text, name, email)


def _valid(email):
    try:
        _is_address(email)
    except ValidationError:
        return False
    return len(email) <= 254


class PasteForm(forms.Form):
    """A lot of addresses, with what they have in common. `lines` is there after cleaning, good and bad."""

    addresses = forms.CharField(
        label=_("E-mailadressen"),
        help_text=_("Eén per regel, of gescheiden door ; of een komma. Een naam mag ervoor: Naam <adres>."),
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "autocomplete": "off"}),
        error_messages={"required": _("Plak ten minste één e-mailadres.")},
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Organisatie van deze mensen"), required=False
    )
    partner_type = forms.ChoiceField(
        label=_("Soort partner"),
        required=False,
        choices=[("", _("volgt uit de organisatie")), *OrganisationType.choices],
    )

    def __init__(self, *args, survey, taken=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.taken, self.lines = frozenset(taken), []
        partners = survey.deal.participations.current().values("organisation")
        self.fields["organisation"].queryset = Organisation.objects.filter(pk__in=partners)
        self.fields["organisation"].empty_label = _("geen of verschillende")

    def clean_addresses(self):
        self.lines = read_lines(self.cleaned_data["addresses"], self.taken)
        if len(self.lines) > MOST_ADDRESSES:
            raise ValidationError(_("Plak ten hoogste 500 adressen tegelijk."))
        return self.cleaned_data["addresses"]

    @property
    def bad_lines(self):
        return [line for line in self.lines if line.error]

    @property
    def people(self):
        organisation = self.cleaned_data.get("organisation")
        partner_type = self.cleaned_data.get("partner_type", "")
        good = [line for line in self.lines if not line.error]
        return [Person(line.email, line.name, organisation, partner_type) for line in good]


class ContactsForm(forms.Form):
    """Contacts of the deal's partners to tick."""

    contacts = forms.ModelMultipleChoiceField(
        None,
        label=_("Contactpersonen"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Vink ten minste één contactpersoon aan.")},
    )

    def __init__(self, *args, contacts, all_ticked=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["contacts"].queryset = contacts
        if all_ticked:
            self.initial["contacts"] = [contact.pk for contact in contacts]
        self.fields["contacts"].label_from_instance = self._label

    @staticmethod
    def _label(contact):
        return f"{contact.name}, {contact.organisation.name} ({contact.email})"

    @property
    def people(self):
        return [
            Person(contact.email.strip().lower(), contact.name, contact.organisation)
            for contact in self.cleaned_data["contacts"]
        ]


class HandOverForm(forms.Form):
    """Who takes over; the own address is no colleague."""

    name = forms.CharField(
        label=_("Naam van uw collega"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Vul de naam van uw collega in.")},
    )
    email = forms.EmailField(
        label=_("E-mailadres van uw collega"),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Vul het e-mailadres van uw collega in."),
            "invalid": _("Dit is geen e-mailadres. Schrijf het als naam@organisatie.nl."),
        },
    )

    def __init__(self, *args, own_email, **kwargs):
        super().__init__(*args, **kwargs)
        self.own_email = own_email

    def clean_name(self):
        if NOT_IN_A_NAME.search(self.cleaned_data["name"]):
            raise ValidationError(_("In de naam staan tekens die daar niet horen."))
        return self.cleaned_data["name"]

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if email == self.own_email.lower():
            raise ValidationError(_("Dit is uw eigen adres. Vul het adres van een collega in."))
        return email
