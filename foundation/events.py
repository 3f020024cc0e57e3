"""The vocabulary of the audit log: enum members, each with a stable code and a data class.

A room declares its events in `events.py` and words them in `event_words.py`; the sentence is made when the
log is read. Data are ids, values, dates and values before and after. They never hold a token, an answer, a
password or a person's name, because the log outlives names. A person is a `Ref`, whose name is looked up.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias


class Audience(StrEnum):
    """The readers of an event: those of the log, or also the deal's team in its history."""

    LOG = "log"
    TEAM = "team"


@dataclass(frozen=True, slots=True)
class NoData:
    """For events without data."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What an event is about. `label`: its name at that time; `deal_id`: set when it is about a deal."""

    kind: str
    key: str = ""
    label: str = ""
    deal_id: int | None = None

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}" if self.key else self.kind

    def called(self, label: str) -> "Subject":
        """The same subject with another label."""
        return replace(self, label=label)


@dataclass(frozen=True, slots=True)
class Ref:
    """A person, or a deal that not everybody may see; the name is looked up for each reader."""

    kind: str
    key: int


Value: TypeAlias = bool | int | str | Decimal | date | datetime | Ref | tuple["Value", ...] | None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """`label` as in the form; choices by label, and other records by their name at that time."""

    field: str
    label: str
    old: Value = None
    new: Value = None
    is_withheld: bool = False  # of a person: only the fact of the change


@dataclass(frozen=True, slots=True)
class Changes:
    """The fields that a form changed."""

    changes: tuple[FieldChange, ...] = ()


class Event(StrEnum):
    """Base of a room's events: NAME = code, data class, audience."""

    data_class: type
    audience: Audience

    def __new__(cls, code: str, data_class: type = NoData, audience: Audience = Audience.LOG) -> "Event":
        member = str.__new__(cls, code)
        member._value_, member.data_class, member.audience = code, data_class, audience
        return member
