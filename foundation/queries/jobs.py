"""A user's orders, without their files."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext as _

from foundation.models import Job

if TYPE_CHECKING:
    from django.contrib.auth.models import _User as User  # what AUTH_USER_MODEL names

SILENT_AFTER = timedelta(seconds=20)


def jobs_of(user: "User") -> list[Job]:
    """The newest fifty, newest first; one query."""
    return list(own_jobs(user)[:50])


def own_jobs(user: "User") -> QuerySet[Job]:
    """For lookups by id: leaves out other people's jobs, and parts."""
    return Job.objects.filter(owner=user, whole=None, is_shared=False).defer("content")


def progress_of(job: Job, *, now: datetime) -> dict[str, object]:
    """For the progress bar: {"value", "max", "text", "finished"}; one query."""
    return {
        "value": job.done,
        "max": job.total or 1,
        "text": _words_of(job, now),
        "finished": not job.is_active,
    }


def _words_of(job: Job, now: datetime) -> str:
    waits = waits_for(job)
    if waits:
        return waits
    words = _("stap %(done)s van %(total)s") if job.total else _("wacht op zijn beurt")
    text = words % {"done": job.done, "total": job.total}
    return with_silence(text, _signs_of(job), now=now) if job.is_active else text


def waits_for(job: Job) -> str:
    """Why a job has not begun although a worker looked: its sources are not ready yet. For an order in
    parts, the reason of the first waiting part, until one has begun; at most one query."""
    if job.state != Job.State.WAITING or job.attempts:
        return ""
    if job.reason or not job.total:
        return job.reason
    parts = list(Job.objects.filter(whole=job.pk).values_list("attempts", "reason"))
    if any(attempts for attempts, _reason in parts):
        return ""
    return next((reason for _attempts, reason in parts if reason), "")


def _signs_of(job: Job) -> list[datetime | None]:
    """The moments of the last signs of life of a job and its parts."""
    both = Job.objects.filter(Q(pk=job.pk) | Q(whole=job.pk))
    return [job.ordered_at, *both.aggregate(Max("heartbeat_at"), Max("finished_at")).values()]


def with_silence(text: str, signs: Iterable[datetime | None], *, now: datetime) -> str:
    """The text of a bar that may stand still: its worker was killed, all are busy elsewhere, or the disk
    is full."""
    if now - max(sign for sign in signs if sign is not None) < SILENT_AFTER:
        return text
    return _("%(text)s. Het staat even stil en gaat vanzelf verder.") % {"text": text}
