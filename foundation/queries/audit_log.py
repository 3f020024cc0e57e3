"""Reading the audit log."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from foundation import event_words
from foundation.event_words import Line, Names
from foundation.events import Ref, Subject
from foundation.models import AuditEvent

if TYPE_CHECKING:
    from django.contrib.auth.models import _User as User  # what AUTH_USER_MODEL names


@dataclass(frozen=True, slots=True)
class LogLine:
    """An event in words, for one reader."""

    at: datetime
    when: str
    is_of_a_day: bool
    actor_id: int | None
    actor_label: str
    verb: str
    changes: list[Line]
    subject: Subject

    @property
    def subject_label(self) -> str:
        return self.subject.label


def read(events: Iterable[AuditEvent], *, reader: "User") -> list[LogLine]:
    """LogLines of these AuditEvents; at most two queries, one for each kind of ref."""
    events = list(events)
    data = [event_words.data_of(event.event, event.data) for event in events]
    names = _names({ref for one in data for ref in event_words.refs_in(one)}, reader)
    return [_line(event, one, names) for event, one in zip(events, data, strict=True)]


def _names(refs: set[Ref], reader: "User") -> Names:
    keys: Mapping[str, set[int]] = defaultdict(set)
    for ref in refs:
        keys[ref.kind].add(ref.key)
    known = {kind: event_words.REFS[kind].names(sorted(wanted), reader) for kind, wanted in keys.items()}
    return Names({ref: known[ref.kind].get(ref.key) for ref in refs})


def _line(event: AuditEvent, data: object, names: Names) -> LogLine:
    return LogLine(
        at=event.at,
        when=event.when,
        is_of_a_day=event.is_of_a_day,
        actor_id=event.actor_id,
        actor_label=event.actor_label,
        verb=event_words.verb_of(event.event, data),
        changes=event_words.lines_of(event.event, data, names),
        subject=event.subject,
    )


def all_of(deal_id: int) -> QuerySet[AuditEvent]:
    """Every event of a deal, for readers of the log."""
    return AuditEvent.objects.filter(deal_id=deal_id)


def history_of(deal_id: int) -> QuerySet[AuditEvent]:
    """The events that a deal's team may read in its history."""
    return AuditEvent.objects.filter(deal_id=deal_id, event__in=event_words.told_to_teams())


def about(subject: str) -> QuerySet[AuditEvent]:
    """`subject`: "kind:key", as in a URL."""
    kind, _colon, key = subject.partition(":")
    return AuditEvent.objects.filter(subject_kind=kind, subject_key=key)
