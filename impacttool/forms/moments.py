"""A date with a clock time, in Europe/Amsterdam."""

from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from impacttool.moments import NoSuchMoment, read_moment


class LocalMomentField(forms.DateTimeField):
    """Refuses a time that the clock jumps over; of a time that comes twice it takes the first."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    default_error_messages = {
        "invalid": _("Vul een dag en een tijd in."),
        "no_such_moment": _(
            "Deze tijd bestaat niet: die nacht gaat de klok een uur vooruit. Kies een andere tijd."
        ),
    }

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):
            return value
        try:
            return read_moment(value)
        except NoSuchMoment as error:
            raise ValidationError(self.error_messages["no_such_moment"], code="no_such_moment") from error
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error
