"""Event data to JSON and back, by declared type. Old data stay readable: a new field has a default, and a
removed field is ignored."""

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from foundation.events import FieldChange, Ref, Value

# Marks the type of a value whose type is not declared.
TAGS = {"moment": datetime, "date": date, "number": Decimal, "ref": Ref}


def to_json(data: object) -> Any:
    """`data`: a dataclass, or a value in one."""
    if is_dataclass(data):
        written = _tagged if isinstance(data, FieldChange) else to_json
        return {field.name: written(getattr(data, field.name)) for field in fields(data)}
    if isinstance(data, tuple):
        return [to_json(one) for one in data]
    return _text(data)


def from_json(kind: Any, stored: Any) -> Any:
    """`kind`: the type as declared. Raises KeyError, TypeError or ValueError when it is not of that type."""
    if stored is None or kind in (str, int, bool, NoneType):
        return stored
    if get_origin(kind) in (Union, UnionType):
        return from_json(next(one for one in get_args(kind) if one is not NoneType), stored)
    if get_origin(kind) is tuple:
        return tuple(from_json(get_args(kind)[0], one) for one in stored)
    if kind is FieldChange:
        read: dict[str, Any] = {name: _untagged(value) for name, value in stored.items()}
        return FieldChange(**read)
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(**{name: from_json(hints[name], stored[name]) for name in hints if name in stored})
    return _read(kind, stored)


def _tagged(value: Value) -> Any:
    if isinstance(value, tuple):
        return [_tagged(one) for one in value]
    tag = next((tag for tag, kind in TAGS.items() if isinstance(value, kind)), None)
    return {tag: to_json(value)} if tag else value


def _untagged(stored: Any) -> Value:
    if isinstance(stored, list):
        return tuple(_untagged(one) for one in stored)
    if isinstance(stored, dict):
        ((tag, written),) = stored.items()
        read: Value = from_json(TAGS[tag], written)
        return read
    plain: Value = stored
    return plain


def _text(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal | str) else value


def _read(kind: Any, stored: Any) -> Any:
    return kind.fromisoformat(stored) if issubclass(kind, date) else kind(stored)
