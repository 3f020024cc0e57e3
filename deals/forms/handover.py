"""Naming a dealmaker and handing a deal over: the person is given by the e-mail address of the account."""

from datetime import timedelta

from django import forms
from django.forms.utils import flatatt
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from deals.queries.team import accounts_known_to, working_account
from foundation.fields import AddressFormField
from foundation.forms import DutchDateField, PortalForm

FURTHEST = timedelta(days=366)


class AccountInput(forms.EmailInput):
    """A text field for an address, with a list of accounts below it; the form sets `accounts`."""

    accounts = ()

    def render(self, name, value, attrs=None, renderer=None):
        options = format_html_join("", '<option value="{}">{}</option>', self.accounts)
        attrs = {**(attrs or {}), "list": f"{name}-accounts", "autocomplete": "off"}
        field = super().render(name, value, attrs, renderer)
        return format_html("{}<datalist{}>{}</datalist>", field, flatatt({"id": f"{name}-accounts"}), options)


class AccountField(AddressFormField):
    """Cleans to the account with which its owner can log in today."""

    widget = AccountInput
    default_error_messages = {
        "unknown": _(
            "Bij dit e-mailadres hoort geen account dat werkt. Een beheerder van Agenda Stad maakt eerst het account."
        )
    }

    def clean(self, value):
        address = super().clean(value)
        user = working_account(address, timezone.localdate()) if address else None
        if address and user is None:
            raise forms.ValidationError(self.error_messages["unknown"], code="unknown")
        return user

    def offer(self, user):
        self.widget.accounts = [
            (one.email, one.name) for one in accounts_known_to(user, timezone.localdate())
        ]


class HandOverForm(PortalForm, forms.Form):
    leaving = forms.ModelChoiceField(
        queryset=None,
        label=_("Wie draagt de deal over?"),
        empty_label=None,
        error_messages={"invalid_choice": _("Deze dealmaker heeft de deal intussen al overgedragen.")},
    )
    to = AccountField(
        label=_("Aan wie? Het e-mailadres van de nieuwe dealmaker"),
        error_messages={"required": _("Vul het e-mailadres van de nieuwe dealmaker in.")},
    )
    until = DutchDateField(
        label=_("Tot wanneer houdt de vorige dealmaker toegang?"),
        help_text=_("Vandaag: meteen niet meer. Kies een latere dag om de opvolger samen in te werken."),
        error_messages={"required": _("Vul een datum in.")},
    )

    def __init__(self, *args, roles, user, **options):
        """`roles`: the dealmakers who may hand over here; with only one there is no choice to make."""
        super().__init__(*args, **options)
        self.fields["leaving"].queryset = roles
        self.fields["leaving"].label_from_instance = lambda role: str(role.user)
        self.fields["until"].initial = timezone.localdate()
        self.fields["to"].offer(user)
        if len(roles) == 1:
            self.fields["leaving"].initial = roles[0].pk
            self.fields["leaving"].widget = forms.HiddenInput()

    def clean_until(self):
        until, today = self.cleaned_data["until"], timezone.localdate()
        if until < today:
            raise forms.ValidationError(_("Deze dag is al voorbij. Kies vandaag of later."))
        if until > today + FURTHEST:
            raise forms.ValidationError(_("Kies een dag binnen een jaar."))
        return until

    def clean(self):
        cleaned = super().clean()
        leaving, to = cleaned.get("leaving"), cleaned.get("to")
        if leaving and to and leaving.user_id == to.pk:
            self.add_error("to", _("Dit is de dealmaker die de deal overdraagt. Vul een ander in."))
        return cleaned


class NameDealmakerForm(PortalForm, forms.Form):
    """For a deal without a dealmaker, by Agenda Stad."""

    to = AccountField(
        label=_("Het e-mailadres van de dealmaker"),
        error_messages={"required": _("Vul het e-mailadres van de dealmaker in.")},
    )

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        self.fields["to"].offer(user)
