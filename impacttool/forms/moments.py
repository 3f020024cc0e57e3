"""A date with a clock time, in Europe/Amsterdam."""

from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from foundation.workdays import is_workday
from impacttool.moments import NoSuchMoment, read_moment


class LocalMomentField(forms.DateTimeField):
    """Refuses a time that the clock skips; of a time that occurs twice it takes the first."""

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


def day_off(moment):
    """A sentence if this moment is in a weekend or on a public holiday, else "": a hint, not an error."""
    day = timezone.localtime(moment)
    if is_workday(day.date()):
        return ""
    return _(
        "Let op: %(day)s is geen werkdag. Dat mag, maar wie dan nog wil invullen, krijgt misschien geen hulp."
    ) % {"day": date_format(day, "l j F Y")}


class ClosingField(LocalMomentField):
    """Shows below the field, also during input, that the day is not a working day."""

    def get_bound_field(self, form, name):
        bound = super().get_bound_field(form, name)
        hint = f"#{bound.auto_id}_helptext"
        bound.field.widget.attrs |= {
            "hx-get": "",
            "hx-trigger": "change",
            "hx-select": hint,
            "hx-target": hint,
            "hx-swap": "outerHTML",
        }
        bound.help_text = " ".join(filter(None, [str(bound.help_text), str(self._day_off(bound.value()))]))
        return bound

    def _day_off(self, value):
        """For the typed or stored moment; nothing if it is invalid."""
        try:
            moment = self.to_python(value)
        except ValidationError:
            return ""
        if moment is None:
            return ""
        return day_off(moment if timezone.is_aware(moment) else timezone.make_aware(moment))
