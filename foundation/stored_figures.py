"""Stored figures: a frozen dataclass for the portal, canonical JSON for the database, and one codec between them.

A kind of figures has a number for its shape, `SCHEMA`, which is stored with it; another shape is another number. No
field is a float: a number with decimals is text or a `Decimal`, an exact one a `Fraction`. The log keeps values of any
type and has no schema number, so its events have a codec of their own (event_codec.py).
"""

import hashlib
from collections.abc import Mapping
from fractions import Fraction
from typing import ClassVar, Protocol, TypeVar

import msgspec


class Figures(Protocol):
    """What the codec takes: a frozen dataclass with a schema number."""

    SCHEMA: ClassVar[int]


Kind = TypeVar("Kind", bound=Figures)


class CannotRead(ValueError):
    """What is stored has another shape than this version of the portal reads."""


def write(figures: Figures) -> dict[str, object]:
    """As JSON can hold it, with sorted keys."""
    stored = msgspec.to_builtins(figures, enc_hook=_as_text, str_keys=True, order="sorted")
    return dict(sorted({**stored, "schema": figures.SCHEMA}.items()))


def read(kind: type[Kind], stored: Mapping[str, object]) -> Kind:
    """Raises CannotRead where the schema number or a field is not that of the kind."""
    if stored.get("schema") != kind.SCHEMA:
        found = stored.get("schema", "none")
        raise CannotRead(f"{kind.__name__}: stored with schema {found}, this version reads {kind.SCHEMA}")
    try:
        return msgspec.convert(stored, kind, dec_hook=_from_text, str_keys=True)
    except msgspec.ValidationError as error:
        raise CannotRead(f"{kind.__name__}: {error}") from error


def canonical(value: object) -> bytes:
    """The same value gives the same bytes: sorted keys, sets sorted, no spaces, fractions as text."""
    plain = msgspec.to_builtins(value, enc_hook=_as_text, str_keys=True, order="sorted")
    return msgspec.json.encode(plain, order="sorted")


def hash_of(value: object) -> str:
    """SHA-256 over the canonical JSON."""
    return hashlib.sha256(canonical(value)).hexdigest()


def _as_text(value: object) -> str:
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    raise TypeError(f"{type(value).__name__} has no place in stored figures")


def _from_text(kind: type, value: object) -> object:
    if kind is Fraction and isinstance(value, str):
        return Fraction(value)
    raise TypeError(f"{kind.__name__} has no place in stored figures")
