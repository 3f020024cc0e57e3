"""The only way to write an audit event."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from foundation.event_codec import to_json
from foundation.events import Event, NoData, Subject
from foundation.models import AuditEvent

if TYPE_CHECKING:
    from django.contrib.auth.models import _User as User  # what AUTH_USER_MODEL names


def record_event(
    event: Event,
    *,
    by: "User | None",
    subject: Subject,
    data: object = NoData(),
) -> AuditEvent:
    """`event`: a member of a room's event enum; `data`: an instance of its data class; `by`: None for the
    portal itself."""
    return _record(event, by, subject, data, at=timezone.now(), is_of_a_day=False)


def record_event_of_day(
    event: Event,
    *,
    by: "User | None",
    subject: Subject,
    data: object = NoData(),
) -> AuditEvent:
    """Like `record_event`, but stamped with the end of the day, for events whose time would give somebody
    away (docs/rules.md 5.7). The next morning's overview still reports them."""
    end_of_day = localtime(timezone.now()).replace(hour=23, minute=59, second=0, microsecond=0)
    return _record(event, by, subject, data, at=end_of_day, is_of_a_day=True)


def _record(
    event: Event, by: "User | None", subject: Subject, data: object, *, at: datetime, is_of_a_day: bool
) -> AuditEvent:
    if not isinstance(data, event.data_class):
        raise TypeError(f"{event.value} has {event.data_class.__name__}, not {type(data).__name__}")
    return AuditEvent.objects.create(
        actor=by,
        actor_label=str(by) if by else _("het portaal zelf"),
        event=event.value,
        subject_kind=subject.kind,
        subject_key=subject.key,
        subject_label=subject.label[:300],
        deal_id=subject.deal_id,
        data=to_json(data),
        at=at,
        is_of_a_day=is_of_a_day,
    )
