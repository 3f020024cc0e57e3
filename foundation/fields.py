"""Fields with a rule of the house: e-mail addresses follow `foundation.addresses`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.addresses import MOST_CHARACTERS, NotAnAddress, normal

NOT_AN_ADDRESS = _("Dit is geen e-mailadres. Schrijf het als naam@organisatie.nl.")

if TYPE_CHECKING:
    _EmailField = models.EmailField[str, str]
else:
    _EmailField = models.EmailField


class AddressFormField(forms.EmailField):
    """Cleans to the normalised address, so that nobody is listed twice."""

    default_validators = []

    def __init__(self, **options: object) -> None:
        options.setdefault("max_length", MOST_CHARACTERS)
        super().__init__(**cast("dict[str, Any]", options))
        self.error_messages.setdefault("invalid", NOT_AN_ADDRESS)

    def clean(self, value: object) -> str | None:
        text: str | None = super().clean(value)
        if text is None or text in self.empty_values:
            return text
        try:
            return normal(text)
        except NotAnAddress as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error


class AddressField(_EmailField):
    """The model field of an e-mail address; migrations see Django's own field."""

    default_validators = []

    def deconstruct(self) -> tuple[str, str, Sequence[object], dict[str, object]]:
        name, _path, arguments, options = super().deconstruct()
        return name, "django.db.models.EmailField", arguments, options

    def clean(self, value: object, model_instance: models.Model | None) -> str | None:
        text: str | None = super().clean(value, model_instance)
        if text is None or text in self.empty_values:
            return text
        try:
            return normal(text)
        except NotAnAddress as error:
            raise ValidationError(NOT_AN_ADDRESS, code="invalid") from error

    def formfield(self, **options: object) -> forms.Field | None:
        return super().formfield(**cast("dict[str, Any]", {"form_class": AddressFormField, **options}))
