"""The changes a form makes, for the audit log."""

from datetime import date, datetime
from decimal import Decimal

from django import forms
from django.db.models import Model

from foundation.events import FieldChange


def changes_of(form):
    """The FieldChanges of a bound, valid ModelForm; for its `people` fields only the fact of the change.

    Choices by label, other records by name or as a Ref (at most one query each).
    """
    return tuple(_change(form, name) for name in form.changed_data)


def _change(form, name):
    field = form.fields[name]
    if name in getattr(form, "people", ()):
        return FieldChange(name, str(field.label), is_withheld=True)
    old, new = (_stored(value, field) for value in (form.initial.get(name), form.cleaned_data.get(name)))
    return FieldChange(name, str(field.label), old, new)


def _stored(value, field):
    if value is None or isinstance(value, bool | datetime | date | Decimal):
        return value
    if hasattr(value, "__iter__") and not isinstance(value, str):
        return tuple(_stored(one, field) for one in value)
    return named(_chosen(value, field))


def named(value):
    """A record as a Ref when its name has to be looked up, else its current name."""
    ref = getattr(value, "audit_ref", None)
    return ref or (value if isinstance(value, int) else str(value))


def _chosen(value, field):
    if isinstance(field, forms.ModelChoiceField) and not isinstance(value, Model):
        return field.queryset.model._base_manager.filter(pk=value).first() or value
    if isinstance(field, forms.ModelChoiceField) or not isinstance(field, forms.ChoiceField):
        return value
    return dict(field.choices).get(value, value)
