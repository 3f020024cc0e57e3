"""Points of attention of a deal (docs/rules.md 8); each says why, and which facts it rests on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from foundation.sort_key import sort_key

OFTEN = 2
RUNNING = ("uitvoering", "afronding")
AT_REST = ("nawerking", "afgerond", "niet_doorgegaan")
HALF_A_YEAR = timedelta(days=183)  # our choice
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Partner:
    """One that takes part, or took part (`has_left`)."""

    key: int
    name: str
    type: str
    has_contact: bool = True
    has_left: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """What is known of one deal. `roles`: (role, ids of whoever holds it now); `elections`: (id, name, day)."""

    phase: str
    starts_on: date | None = None
    ends_on: date | None = None
    has_anchoring: bool = False
    partners: tuple[Partner, ...] = ()
    roles: tuple[tuple[str, tuple[int, ...]], ...] = ()
    elections: tuple[tuple[int, str, date], ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """`facts`: what the point rests on; dismissing it holds for these facts, and it returns when they
    change."""

    code: str
    why: str
    facts: str

    @property
    def kind(self) -> str:
        return self.code.partition("-")[0]

    @property
    def fingerprint(self) -> str:
        return sha256(f"{self.code} {self.facts}".encode()).hexdigest()[:32]


def times_moved(days: Iterable[date]) -> int:
    """On how many days a date was moved: two changes on one day count as one, a correction (our choice).

    >>> times_moved([date(2026, 3, 1), date(2026, 3, 1), date(2026, 5, 2)])
    2
    """
    return len(set(days))


def is_moved_often(days: Iterable[date]) -> bool:
    """A milestone that was moved twice [docs/rules.md 8]."""
    return times_moved(days) >= OFTEN


def is_past_half(starts_on: date | None, ends_on: date | None, day: date) -> bool:
    """After the day in the middle of the term, and after its end also where the begin is not known.

    >>> is_past_half(date(2024, 1, 1), date(2024, 1, 11), date(2024, 1, 6))
    False
    """
    if starts_on is None or ends_on is None:
        return ends_on is not None and day > ends_on
    return day > starts_on + (ends_on - starts_on) / 2


def points_of(state: State, day: date) -> tuple[Point, ...]:
    """In the order of docs/rules.md 8. Of a deal that is over nothing is asked."""
    if state.phase in AT_REST:
        return ()
    running = [*_anchoring(state, day), *_without(state)] if state.phase in RUNNING else []
    return (*running, *_contacts(state), *_elections(state, day), *_roles(state))


def _anchoring(state: State, day: date) -> Iterator[Point]:
    if not state.has_anchoring and is_past_half(state.starts_on, state.ends_on, day):
        why = "De deal is over de helft, en er staat nog niet waar de resultaten worden geborgd."
        yield Point("borging", why, f"{state.starts_on} {state.ends_on}")


def _without(state: State) -> Iterator[Point]:
    """No ministry or no municipality left, where partners are known."""
    here = [one for one in state.partners if not one.has_left]
    for type_ in ("ministerie", "gemeente"):
        if not here or any(one.type == type_ for one in here):
            continue
        gone = [one for one in state.partners if one.has_left and one.type == type_]
        rest = f" Vertrokken: {_named(gone)}." if gone else ""
        yield Point(f"zonder-{type_}", f"Er doet geen {type_} (meer) mee.{rest}", _keys(gone))


def _contacts(state: State) -> Iterator[Point]:
    alone = [one for one in state.partners if not one.has_left and not one.has_contact]
    if alone:
        why = f"Geen contactpersoon van nu bij {_named(alone)}."
        yield Point("contact", why, _keys(alone))


def _elections(state: State, day: date) -> Iterator[Point]:
    for key, name, on in state.elections:
        if day <= on <= day + HALF_A_YEAR:
            why = f"{name} binnen een half jaar: wat betekent dat voor de deal?"
            yield Point(f"verkiezing-{key}", why, on.isoformat())


def _roles(state: State) -> Iterator[Point]:
    for role, people in state.roles:
        if len(people) == 1:
            why = f"Eén persoon is {role}: spreek af wie het overneemt als die wegvalt."
            yield Point(f"rol-{role}", why, str(people[0]))


def _keys(partners: Sequence[Partner]) -> str:
    return ",".join(str(key) for key in sorted(one.key for one in partners))


def _named(partners: Sequence[Partner]) -> str:
    """ "A, B, C en 2 andere" """
    names = sorted((one.name for one in partners), key=sort_key)
    rest = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" en {rest} andere" if rest > 0 else "")
