"""Shared behaviour of forms: crispy layout, Dutch dates, and optimistic locking."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms.utils import pretty_name
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from foundation.concurrent_edit import MEANWHILE, FormMixin, ThreeWay, Versioned
from foundation.input_limits import FIRST_YEAR, LAST_YEAR, LONGEST_TEXT
from foundation.newlines import one_newline

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    _ModelForm = forms.ModelForm[Any]  # the form of a room names its model
else:
    _ModelForm = forms.ModelForm

_Choices: TypeAlias = Iterable[tuple[object, "StrOrPromise"]]


class DutchDateField(forms.DateField):
    """A native date input; also reads 21-11-2026 and 21 november 2026."""

    default_error_messages = {"invalid": _("Schrijf de datum als dag-maand-jaar, zoals 21-11-2026.")}

    def __init__(self, **options: object) -> None:
        formats = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y"]
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        given: dict[str, Any] = {"input_formats": formats, "widget": widget} | options
        super().__init__(**given)

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is not None and not FIRST_YEAR <= value.year <= LAST_YEAR:
            raise ValidationError(
                _("Controleer het jaar: het ligt niet tussen 1990 en 2099."), code="absurd_year"
            )


def form_field(db_field: "models.Field[Any, Any]", **options: object) -> forms.Field | None:
    """Reads Dutch dates, requires https addresses, and limits long texts."""
    if db_field.get_internal_type() == "DateField":
        options.pop("widget", None)
        return db_field.formfield(form_class=DutchDateField, **cast("dict[str, Any]", options))
    if isinstance(db_field, models.URLField):
        options["assume_scheme"] = "https"
    field: Any = db_field.formfield(**cast("dict[str, Any]", options))
    if db_field.choices and db_field.blank:
        field.choices = [("", _("nog niet bekend")), *db_field.choices]
    if field is not None and db_field.get_internal_type() == "TextField":
        field.validators.append(MaxLengthValidator(LONGEST_TEXT))
        field.widget.attrs["rows"] = 4
    return cast("forms.Field | None", field)


DASHES = BLANK_CHOICE_DASH[0][1]
# The first match wins; a required field asks in words that fit its kind.
WHAT_TO_FILL_IN: tuple[tuple[type | tuple[type, ...], "StrOrPromise"], ...] = (
    (forms.BooleanField, _("Vink “%(label)s” aan.")),
    ((forms.MultipleChoiceField, forms.ModelMultipleChoiceField), _("Kies er minstens één bij “%(label)s”.")),
    (forms.ChoiceField, _("Maak een keuze bij “%(label)s”.")),
    (forms.FileField, _("Kies een bestand bij “%(label)s”.")),
    ((forms.DateField, forms.DateTimeField), _("Vul een datum in bij “%(label)s”.")),
    (forms.Field, _("Vul “%(label)s” in.")),
)


class SaysWhatToFillIn(FormMixin):
    """Mixin: gives an empty required field a specific message, unless it has its own. Normalises line
    endings, so that text that differs only in those counts as unchanged."""

    def full_clean(self) -> None:
        if any("\r" in str(value) for value in self.data.values()):
            self.data = self._with_one_newline()
        for name, field in self.fields.items():
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                words = next(words for kind, words in WHAT_TO_FILL_IN if isinstance(field, kind))
                field.error_messages["required"] = words % {"label": field.label or pretty_name(name)}
        super().full_clean()

    def _with_one_newline(self) -> object:
        if not isinstance(self.data, MultiValueDict):
            return {
                name: one_newline(text) if isinstance(text, str) else text for name, text in self.data.items()
            }
        data = self.data.copy()
        for name, texts in self.data.lists():
            data.setlist(name, [one_newline(text) for text in texts])
        return data

    @cached_property
    def changed_data(self) -> list[str]:
        return [name for name in super().changed_data if not self._differs_in_newlines_only(name)]

    def _differs_in_newlines_only(self, name: str) -> bool:
        old, new = self.get_initial_for_field(self.fields[name], name), self[name].data
        return isinstance(old, str) and isinstance(new, str) and "\r" in old and one_newline(old) == new


def _name_empty_choice(field: forms.Field) -> None:
    """Replaces Django's dashes with words, because a screen reader says nothing for a dash."""
    if isinstance(field, forms.ModelChoiceField):
        if field.empty_label == DASHES:
            field.empty_label = _("Kies …")
    elif isinstance(field, forms.ChoiceField):
        choices = cast(_Choices, field.choices)
        if DASHES in dict(choices).values():
            field.choices = [(value, _("Kies …") if label == DASHES else label) for value, label in choices]


class Folded(Fieldset):
    """A collapsible group of optional fields."""

    template = "nlds/layout/folded.html"

    def __init__(self, legend: "StrOrPromise", *fields: object, is_open: bool = False) -> None:
        super().__init__(legend, *fields, **({"open": True} if is_open else {}))


PUBLIC = _("Iedereen leest dit zodra de deal openbaar is.")


class PortalForm(SaysWhatToFillIn):
    """Mixin; `layout()` arranges the fields, default is one below the other. `public`: fields that
    everyone can read; each says so before somebody types."""

    public: Sequence[str] = ()

    def __init__(self, *args: object, **options: object) -> None:
        """Browsers silently cut pasted text at `maxlength`; the field's own validation reports it instead."""
        super().__init__(*args, **options)
        for field in self.fields.values():
            _name_empty_choice(field)
            field.widget.attrs.pop("maxlength", None)
        for name in {*self.public} & {*self.fields}:
            field = self.fields[name]
            field.help_text = " ".join(str(text) for text in (field.help_text, PUBLIC) if text)

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper(self)
        helper.form_tag = False
        helper.disable_csrf = True
        helper.render_hidden_fields = True
        layout = self.layout()
        if layout is not None:
            helper.layout = layout
        return helper

    def layout(self) -> Layout | None:
        return None

    def require_order(self, first: str, last: str, message: "StrOrPromise") -> None:
        """`last` may not be before `first`; the message is shown at `last`."""
        start, end = self.cleaned_data.get(first), self.cleaned_data.get(last)
        if start is not None and end is not None and end < start:
            self.add_error(last, message)

    def require_past(self, *names: str) -> None:
        """What happened cannot be in the future: a mistyped year is reported at the field."""
        for name in names:
            day = self.cleaned_data.get(name)
            if day is not None and day > timezone.localdate():
                self.add_error(name, ValidationError(_("Deze datum ligt in de toekomst."), code="future"))


class LockedModelForm(ThreeWay, PortalForm, _ModelForm):
    """A ModelForm with optimistic locking: merges concurrent edits, and shows both values of a field that
    both people changed."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    read = forms.CharField(widget=forms.HiddenInput, required=False)
    # Fields about the change itself; nothing stored to compare them with.
    about_the_change: tuple[str, ...] = ()

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        self.initial["version"] = self.fields["version"].initial = self.locked.version

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> object:
        """Evaluated late, because a form may still remove fields after it was made."""
        if field_name == "read":
            return self.marks() if self.locked.pk else ""
        return super().get_initial_for_field(field, field_name)

    @property
    def locked(self) -> Versioned:
        """The record whose version counts."""
        return cast(Versioned, self.instance)

    @cached_property
    def changed_data(self) -> list[str]:
        return [name for name in super().changed_data if name not in self.own_fields]

    def clean(self) -> dict[str, object] | None:
        cleaned = super().clean()
        if self.conflicts:
            self._show_both_values()
        return cleaned

    def _show_both_values(self) -> None:
        """Submitting again is then a deliberate choice: the form continues with the newer version."""
        self.add_error(NON_FIELD_ERRORS, ValidationError(self._what_happened(), code=MEANWHILE))
        for name in self.conflicts:
            self.add_error(name, self._stored(name))

    def _what_happened(self) -> "StrOrPromise":
        happened = _(
            "Iemand anders heeft dit intussen gewijzigd. Uw tekst staat er nog. Vergelijk en bewaar opnieuw."
        )
        if not self.taken:
            return happened
        fields = ", ".join(str(self.fields[name].label) for name in self.taken)
        return f"{happened} {_('Overgenomen van de ander: %(fields)s.') % {'fields': fields}}"

    def _stored(self, name: str) -> "StrOrPromise":
        shown = self._stored_in_words(name)
        if shown in (None, ""):
            return _("Intussen opgeslagen: niets.")
        return _("Intussen opgeslagen: “%(value)s”.") % {"value": shown}

    def _stored_in_words(self, name: str) -> object:
        value: Any = self.initial.get(name)
        choices = dict(getattr(self.fields[name], "choices", ()))
        if isinstance(value, list | tuple):
            return self._names(name, value, choices)
        if value in choices:
            return choices[value]
        if isinstance(value, bool):
            return _("ja") if value else _("nee")
        if hasattr(value, "isoformat"):
            return date_format(value, "j F Y")
        return self.fields[name].prepare_value(value)

    def _names(self, name: str, values: Sequence[object], choices: dict[object, object]) -> str:
        """Records by name, plain values by label."""
        field = self.fields[name]
        if not isinstance(field, forms.ModelMultipleChoiceField):
            return ", ".join(str(choices.get(one, one)) for one in field.prepare_value(values))
        labels = {str(value): str(label) for value, label in cast(_Choices, field.choices)}
        keys = [str(field.prepare_value(one)) for one in values]
        return ", ".join(labels.get(key) or str(one) for key, one in zip(keys, values, strict=True))

    @property
    def read_version(self) -> int:
        return cast(int, self.cleaned_data["version"])
