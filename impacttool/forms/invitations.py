"""Pasted addresses, contacts to tick, and the colleague who takes over."""

import re
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from foundation.addresses import mailbox
from foundation.fields import NOT_AN_ADDRESS, AddressFormField
from foundation.pasted import read_pasted
from impacttool.actions.invitations import Person
from partners.models import Organisation, OrganisationType

MOST_ADDRESSES = 500
MOST_CHARACTERS = 100_000
PROBLEMS = {
    "no_address": _("Dit is geen e-mailadres."),
    "two_addresses": _("Hier staan twee adressen. Welk van de twee is het?"),
    "strange_name": _("In de naam staan tekens die daar niet horen."),
}


@dataclass(frozen=True)
class Line:
    """One pasted address: `error` must be corrected, `note` says why it is skipped; both in Dutch."""

    number: int
    text: str
    name: str = ""
    email: str = ""
    error: str = ""
    note: str = ""

    @property
    def is_good(self):
        return not self.error and not self.note


def read_lines(text, taken=frozenset()):
    """One Line per address; `taken`: mailboxes that already have a link."""
    lines, seen = [], set()
    for one in read_pasted(text):
        box = mailbox(one.email) if one.email else ""
        note = ""
        if box in taken:
            note = _("Dit adres is al uitgenodigd.")
        elif box in seen:
            note = _("Dit adres staat hier twee keer.")
        elif box:
            seen.add(box)
        lines.append(Line(one.number, one.text, one.name, one.email, PROBLEMS.get(one.problem, ""), note))
    return lines


class PasteForm(forms.Form):
    """Many addresses with shared properties. After cleaning `lines` has both valid and invalid ones."""

    addresses = forms.CharField(
        label=_("E-mailadressen"),
        max_length=MOST_CHARACTERS,
        help_text=_(
            "Plak ze zoals u ze hebt: uit een mail, een adreslijst of een spreadsheet. Namen mogen erbij."
        ),
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "autocomplete": "off"}),
        error_messages={
            "required": _("Plak ten minste één e-mailadres."),
            "max_length": _("Dit is te veel tekst. Plak ten hoogste 500 adressen tegelijk."),
        },
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
        self.taken, self.lines = {mailbox(address) for address in taken}, []
        partners = survey.deal.participations.at_the_table().values("organisation")
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
        good = [line for line in self.lines if line.is_good]
        return [Person(line.email, line.name, organisation, partner_type) for line in good]

    @property
    def left_out(self):
        return [line for line in self.lines if line.note]


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
            Person(contact.email.strip().lower(), contact.name, contact.organisation, contact=contact)
            for contact in self.cleaned_data["contacts"]
        ]


# A name is used in a mail to somebody else: no addresses, no second line.
NOT_IN_A_NAME = re.compile(r"[<>@:/\\\x00-\x1f\x7f]")


class HandOverForm(forms.Form):
    """The colleague who takes over; not the respondent's own address."""

    name = forms.CharField(
        label=_("Naam van uw collega"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Vul de naam van uw collega in.")},
    )
    email = AddressFormField(
        label=_("E-mailadres van uw collega"),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Vul het e-mailadres van uw collega in."),
            "invalid": NOT_AN_ADDRESS,
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
        email = self.cleaned_data["email"]
        if mailbox(email) == mailbox(self.own_email):
            raise ValidationError(_("Dit is uw eigen adres. Vul het adres van een collega in."))
        return email
