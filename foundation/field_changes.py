"""The changes a form makes, for the audit log."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import cast

from django import forms
from django.db.models import Model, QuerySet

from foundation.events import FieldChange, Ref, Value


def changes_of(form: forms.BaseForm) -> tuple[FieldChange, ...]:
    """The FieldChanges of a bound, valid ModelForm; for its `people` fields only the fact of the change.

    Choices by label, other records by name or as a Ref (at most one query each).
    """
    return tuple(_change(form, name) for name in form.changed_data)


def _change(form: forms.BaseForm, name: str) -> FieldChange:
    field = form.fields[name]
    if name in getattr(form, "people", ()):
        return FieldChange(name, str(field.label), is_withheld=True)
    old, new = (_stored(value, field) for value in (form.initial.get(name), form.cleaned_data.get(name)))
    return FieldChange(name, str(field.label), old, new)


def _stored(value: object, field: forms.Field) -> Value:
    if value is None or isinstance(value, bool | datetime | date | Decimal):
        return value
    if hasattr(value, "__iter__") and not isinstance(value, str):
        return tuple(_stored(one, field) for one in value)
    return named(_chosen(value, field))


def named(value: object) -> Ref | int | str:
    """A record as a Ref when its name has to be looked up, else its current name."""
    ref: Ref | None = getattr(value, "audit_ref", None)
    return ref or (value if isinstance(value, int) else str(value))


def _chosen(value: object, field: forms.Field) -> object:
    if isinstance(field, forms.ModelChoiceField) and not isinstance(value, Model):
        queryset = cast("QuerySet[Model]", field.queryset)
        return queryset.model._base_manager.filter(pk=value).first() or value
    if isinstance(field, forms.ModelChoiceField) or not isinstance(field, forms.ChoiceField):
        return value
    return dict(cast("Iterable[tuple[object, object]]", field.choices)).get(value, value)
