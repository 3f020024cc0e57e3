"""Fields with a rule of the house: e-mail addresses follow `foundation.addresses`."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.addresses import MOST_CHARACTERS, NotAnAddress, normal

NOT_AN_ADDRESS = _("Dit is geen e-mailadres. Schrijf het als naam@organisatie.nl.")


class AddressFormField(forms.EmailField):
    """Cleans to the normalised address, so that nobody is listed twice."""

    default_validators = []

    def __init__(self, **options):
        options.setdefault("max_length", MOST_CHARACTERS)
        super().__init__(**options)
        self.error_messages.setdefault("invalid", NOT_AN_ADDRESS)

    def clean(self, value):
        text = super().clean(value)
        if text in self.empty_values:
            return text
        try:
            return normal(text)
        except NotAnAddress as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error


class AddressField(models.EmailField):
    """The model field of an e-mail address; migrations see Django's own field."""

    default_validators = []

    def deconstruct(self):
        name, _path, arguments, options = super().deconstruct()
        return name, "django.db.models.EmailField", arguments, options

    def clean(self, value, model_instance):
        value = super().clean(value, model_instance)
        if value in self.empty_values:
            return value
        try:
            return normal(value)
        except NotAnAddress as error:
            raise ValidationError(NOT_AN_ADDRESS, code="invalid") from error

    def formfield(self, **options):
        return super().formfield(**{"form_class": AddressFormField, **options})
