"""The Dutch sentences of events. Each room registers its own; a sentence is made when the log is read."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol, TypeAlias

from django.apps import apps
from django.utils.formats import date_format, number_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from foundation.event_codec import from_json
from foundation.events import Audience, Event, FieldChange, Ref
from foundation.sort_key import sort_key

if TYPE_CHECKING:
    from django.contrib.auth.models import _User as User  # what AUTH_USER_MODEL names
    from django_stubs_ext import StrOrPromise

# (what, before, after) for a changed field, (what, text, None) for additional information.
Line = tuple[str, str, str | None]


class Names(dict[Ref, str | None]):
    """{Ref: name} of what this reader may see; anything else gets a general description."""

    def of(self, ref: Ref | None) -> "StrOrPromise":
        """ "" without a ref."""
        return self.get(ref) or REFS[ref.kind].unknown if ref else ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """`verb` follows the actor's name: text, or a function of the data. `lines`: the details."""

    verb: "StrOrPromise | Callable[..., StrOrPromise]"
    lines: Callable[..., list[Line]] = lambda data, names: []


NamesOf: TypeAlias = Callable[[list[int], "User"], Mapping[int, str]]


@dataclass(frozen=True, slots=True)
class RefKind:
    """`names`: called with keys and reader, returns {key: name} of what this reader may see; one query."""

    names: NamesOf
    unknown: "StrOrPromise"


SENTENCES: dict[Event, Sentence] = {}
EVENTS: dict[str, Event] = {}  # by code
REFS: dict[str, RefKind] = {}


def register(sentences: Mapping[Event, Sentence]) -> None:
    """Called by each room when it is ready."""
    SENTENCES.update(sentences)
    EVENTS.update({event.value: event for event in sentences})


def register_ref(kind: str, *, names: NamesOf, unknown: "StrOrPromise") -> None:
    REFS[kind] = RefKind(names, unknown)


def told_to_teams() -> list[str]:
    """Codes of the events that a deal's team reads in its history."""
    return [event.value for event in SENTENCES if event.audience is Audience.TEAM]


def data_of(code: str, stored: Mapping[str, object]) -> object:
    """None for an unknown code."""
    event = EVENTS.get(code)
    return from_json(event.data_class, stored) if event else None


def refs_in(data: object) -> Iterator[Ref]:
    """All refs in the data, whose names have to be looked up."""
    if isinstance(data, Ref):
        yield data
    elif isinstance(data, tuple):
        for one in data:
            yield from refs_in(one)
    elif is_dataclass(data):
        for field in fields(data):
            yield from refs_in(getattr(data, field.name))


def verb_of(code: str, data: object) -> str:
    event = EVENTS.get(code)
    if event is None:
        return code
    verb = SENTENCES[event].verb
    return str(verb(data) if callable(verb) else verb)


def lines_of(code: str, data: object, names: Names) -> list[Line]:
    event = EVENTS.get(code)
    return list(SENTENCES[event].lines(data, names)) if event else []


def kind_in_words(sentence: object) -> Callable[..., str]:
    """A verb that names the kind of record; the data have `kind`, a model's label."""
    return lambda data: str(sentence) % {"kind": model_in_words(data.kind)}


def model_in_words(label: str) -> str:
    """The model's Dutch name; its label when the model no longer exists."""
    try:
        return str(apps.get_model(label)._meta.verbose_name)
    except LookupError:
        return label


class HasChanges(Protocol):
    @property
    def changes(self) -> tuple[FieldChange, ...]: ...


def changed_lines(data: HasChanges, names: Names) -> list[Line]:
    """The lines for data with `changes`."""
    return [_changed(one, names) for one in data.changes]


def _changed(change: FieldChange, names: Names) -> Line:
    if change.is_withheld:
        return change.label, "", _("gewijzigd")
    return change.label, value_in_words(change.old, names), value_in_words(change.new, names)


def value_in_words(value: object, names: Names = Names()) -> str:  # noqa: B008 - empty, and never changed
    """A field value in Dutch notation."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if isinstance(value, datetime):
        return date_format(localtime(value), "j F Y H:i")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(value, Decimal):
        return number_format(value, 0 if value == value.to_integral_value() else 2, force_grouping=True)
    if isinstance(value, tuple):
        return ", ".join(sorted((value_in_words(one, names) for one in value), key=sort_key))
    return str(names.of(value)) if isinstance(value, Ref) else str(value)
