"""The vocabulary of the log: events are members of an enum, each with a stable code and data of its own type.

A room declares its events in its own `events.py`, and says in `event_words.py` how each reads in Dutch; the sentence is
made when the log is read. Data are ids, values, dates and what was before and after: never a token, an answer or a
password, and no name of a person, because the log outlives a name. Somebody is a `Ref`, whose name is looked up.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias


class Audience(StrEnum):
    """Who reads of it: those who may read the log, or the team of the deal as well, in its history."""

    LOG = "log"
    TEAM = "team"


@dataclass(frozen=True, slots=True)
class NoData:
    """The event says it all."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What an event is about. `label`: its name at that time; `deal_id` where it is about a deal."""

    kind: str
    key: str = ""
    label: str = ""
    deal_id: int | None = None

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}" if self.key else self.kind

    def called(self, label: str) -> "Subject":
        """The same, by another name."""
        return replace(self, label=label)


@dataclass(frozen=True, slots=True)
class Ref:
    """A person, or a deal that not everybody may see: the name is looked up for whoever reads."""

    kind: str
    key: int


Value: TypeAlias = bool | int | str | Decimal | date | datetime | Ref | tuple["Value", ...] | None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """`label` as the form had it; a choice by its label, and another record by the name it had then."""

    field: str
    label: str
    old: Value = None
    new: Value = None
    is_withheld: bool = False  # of a person: only that it changed


@dataclass(frozen=True, slots=True)
class Changes:
    """What a form changed."""

    changes: tuple[FieldChange, ...] = ()


class Event(StrEnum):
    """Base of the events of a room: NAME = code, type of its data, audience."""

    data_class: type
    audience: Audience

    def __new__(cls, code: str, data_class: type = NoData, audience: Audience = Audience.LOG) -> "Event":
        member = str.__new__(cls, code)
        member._value_, member.data_class, member.audience = code, data_class, audience
        return member
