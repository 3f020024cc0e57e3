"""Optimistic locking: merges concurrent edits where possible, else reports the conflict and keeps what was
typed."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeAlias

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import F, Field, Manager, Model
from django.http import Http404, QueryDict
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

CONFLICT = 409
MEANWHILE = "meanwhile"  # error code: somebody else saved first
NOT_TYPED = {"csrfmiddlewaretoken", "version", "read", "once", "next", "seen", "again", "everything", "take"}
_ModelField: TypeAlias = "Field[Any, Any]"

if TYPE_CHECKING:

    class FormMixin(forms.BaseForm):
        """What a mixin of forms needs of the form."""

        data: Any  # a QueryDict, or the dict of a program

        def __init__(self, *args: object, **options: object) -> None: ...

else:
    FormMixin = object


class Versioned(Protocol):
    """A record that counts its changes."""

    objects: ClassVar["Manager[Any]"]
    pk: object
    version: int

    def save(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Happened:
    """What happened to the record. `models`: where the labels of the typed fields come from, first match
    wins; `undo`: an address, or ""."""

    text: str
    back: str
    back_label: str
    models: tuple[type[Model], ...]
    undo: str = ""


class ChangedMeanwhile(Exception):
    """The record's version is no longer the one that was read."""


class GoneMeanwhile(Http404):
    """The record was removed; this user was allowed to see it."""

    def __init__(self, happened: Happened) -> None:
        super().__init__(happened.text)
        self.happened = happened


class EndedMeanwhile(PermissionDenied):
    """The record can still be read but no longer changed."""

    def __init__(self, happened: Happened) -> None:
        super().__init__(happened.text)
        self.happened = happened


def by_whom_and_when(user: object, at: datetime | None) -> str:
    """ "door Anna op 21 november 2026 om 14:03", as far as known."""
    parts = [_("door %(name)s") % {"name": user} if user else ""]
    parts += [_("op %(moment)s") % {"moment": date_format(localtime(at), "j F Y \\o\\m H:i")} if at else ""]
    return " ".join(part for part in parts if part)


def typed_in(data: QueryDict, models: Sequence[type[Model]]) -> list[tuple[str, str]]:
    """[(label, text)] of what was typed, with choices in words; leaves out ids of other records."""
    names: dict[str, _ModelField] = {}
    for model in reversed(models):
        names |= {field.name: field for field in model._meta.fields}
    rows = ((names.get(key), data.getlist(key)) for key in data if key not in NOT_TYPED)
    shown = ((_label(field), _typed_in_words(field, texts)) for field, texts in rows)
    return [(label, text) for label, text in shown if text]


def _label(field: "_ModelField | None") -> str:
    return str(capfirst(field.verbose_name)) if field else _("Ook ingevuld")


def _typed_in_words(field: "_ModelField | None", texts: list[str]) -> str:
    if field is not None and field.is_relation:
        return ""
    if field is None:  # not a model field: an id or a tick box means nothing to a reader
        return ", ".join(text for text in texts if not text.isdecimal() and text != "on").strip()
    choices = dict(field.flatchoices)
    return ", ".join(str(choices.get(text, _("ja") if text == "on" else text)) for text in texts).strip()


def status_of(form: forms.BaseForm) -> int:
    """Status of a page that shows a form again: 409 on a conflict, for programs that do not read the page."""
    if not form.is_bound:
        return 200
    found = [error for errors in form.errors.as_data().values() for error in errors]
    return CONFLICT if any(error.code == MEANWHILE for error in found) else 200


def with_taken(done: str, form: forms.BaseForm) -> str:
    """The success message, with the other person's changes that were kept."""
    taken = [str(form.fields[name].label or name) for name in getattr(form, "taken", ())]
    if not taken:
        return done
    words = _("Iemand anders wijzigde intussen ook: %(fields)s. Dat is bewaard.")
    return f"{done} {words % {'fields': ', '.join(taken)}}"


def mark(field: forms.Field, value: object) -> str:
    """A short hash of a value, the same for the initial value and for the value read back from the form."""
    return hashlib.sha256(_plain(field.prepare_value(value)).encode()).hexdigest()[:10]


def _plain(value: object) -> str:
    if value is None or value is False:
        return ""
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, str):
        return "\n".join(value.strip().splitlines())
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Iterable):
        return "\n".join(sorted(_plain(one) for one in value))
    return str(value)


class ThreeWay(FormMixin):
    """Form mixin for a three-way merge. `version` and `read` say what the record was when the page was made,
    field by field.

    In a newer version, fields that only the other person changed take the other's value (`taken`), fields
    that only this person changed keep it, and fields that both changed are asked about (`conflicts`). Without
    `read`, as from a program that knows only the version, every differing field is asked about.
    """

    own_fields = ("version", "read")
    about_the_change: tuple[str, ...]
    taken: Sequence[str] = ()
    conflicts: Sequence[str] = ()

    if TYPE_CHECKING:

        @property
        def locked(self) -> Versioned: ...

    def full_clean(self) -> None:
        version = self.data.get(self.add_prefix("version"))
        if self.is_bound and self.locked.pk and str(version) != str(self.locked.version):
            self._bring_together()
        super().full_clean()

    def _compared(self) -> list[str]:
        left_out = {*self.own_fields, *self.about_the_change}
        return [name for name, field in self.fields.items() if name not in left_out and not field.disabled]

    def marks(self) -> str:
        """The value of the hidden field `read`."""
        return ",".join(f"{name}={self._stored_mark(name)}" for name in self._compared())

    def _stored_mark(self, name: str) -> str:
        field = self.fields[name]
        return mark(field, self.get_initial_for_field(field, name))

    def _typed_mark(self, name: str) -> str:
        field, typed = self.fields[name], self[name].data
        try:
            return mark(field, field.clean(typed))
        except ValidationError:
            return f"wrong: {typed}"

    def _bring_together(self) -> None:
        pairs = (pair.partition("=") for pair in str(self.data.get(self.add_prefix("read")) or "").split(","))
        before = {name: found for name, _is, found in pairs if found}
        self.data = self.data.copy()
        self.taken, self.conflicts = taken, conflicts = list[str](), list[str]()
        for name in self._compared():
            stored, typed = self._stored_mark(name), self._typed_mark(name)
            if typed == stored or before.get(name) == stored:
                continue
            if before.get(name) == typed:
                self._take(name)
                taken.append(name)
            else:
                conflicts.append(name)
        self.data[self.add_prefix("version")] = str(self.locked.version)
        self.data[self.add_prefix("read")] = self.marks()

    def _take(self, name: str) -> None:
        """Puts the other person's value in the form data."""
        field, key = self.fields[name], self.add_prefix(name)
        value = self.get_initial_for_field(field, name)
        self.data.pop(key, None)
        if isinstance(field.widget, forms.CheckboxInput):
            if value:
                self.data[key] = "on"
            return
        shown = field.widget.format_value(field.prepare_value(value))
        if not isinstance(shown, list | tuple):
            self.data[key] = "" if shown is None else shown
        elif hasattr(self.data, "setlist"):
            self.data.setlist(key, [str(one) for one in shown])
        else:
            self.data[key] = list(shown) if self._takes_several(field) else "".join(map(str, shown))

    @staticmethod
    def _takes_several(field: forms.Field) -> bool:
        return isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField)


def save_over(record: Versioned, *, version: int) -> None:
    """Saves a changed record if its version is still the one that was read; a new record is just saved.
    Raises ChangedMeanwhile."""
    if record.pk is None:
        record.save()
        return
    taken = type(record).objects.filter(pk=record.pk, version=version).update(version=F("version") + 1)
    if not taken:
        raise ChangedMeanwhile
    record.version = version + 1
    record.save()
