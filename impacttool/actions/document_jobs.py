"""Long work on order: claimed by one worker, followed, stopped, tried at most three times, and told to its owner."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from impacttool.actions.reports import MAX_ATTEMPTS, STALE_AFTER, reason_of
from impacttool.models import DocumentJob, DocumentMail

KEPT_FOR = timedelta(days=7)
State = DocumentJob.State
ACTIVE = (State.WAITING, State.RUNNING)


class Stopped(Exception):
    """Somebody stopped the job, or another worker took it over: leave it, store nothing."""


class CannotMake(Exception):
    """There is nothing to make, with a Dutch sentence for the owner; trying again would not help."""


@dataclass(frozen=True)
class Made:
    file_name: str
    content_type: str
    content: bytes


@dataclass(frozen=True)
class Kind:
    """What can be ordered. `make(key, follow)` gives Made; it calls `follow(done, total)` at every step. It may raise
    CannotMake. `permission` is asked when it is ordered, made and fetched.

    With `cut(key)`, the keys of its parts, each of those is made by itself, by whatever worker is free, and
    `join(key, contents)` gives Made of what they hold."""

    permission: str
    make: Callable[[str, Callable[[int, int], None]], Made]
    cut: Callable[[str], list[str]] | None = None
    join: Callable[[str, list[bytes]], Made] | None = None


# Filled when the apps are ready, by this room and by those above it.
KINDS: dict[str, Kind] = {}


def order(*, kind, key, title, by, now):
    """The job that makes it; ordered twice it gives the one that is under way. The caller rings the bell.

    Raises PermissionDenied.
    """
    if not by.has_perm(KINDS[kind].permission):
        raise PermissionDenied
    under_way = DocumentJob.objects.filter(owner=by, kind=kind, key=key, state__in=ACTIVE)
    try:
        with transaction.atomic():
            return under_way.first() or _ordered(
                owner=by, kind=kind, key=key, title=title[:200], ordered_at=now
            )
    except IntegrityError:  # pressed twice at the same moment
        return under_way.get()


def _ordered(**fields):
    cut = KINDS[fields["kind"]].cut
    keys = cut(fields["key"]) if cut else []
    job = DocumentJob.objects.create(**fields, total=len(keys))
    DocumentJob.objects.bulk_create(DocumentJob(**fields | {"key": key}, whole=job) for key in keys)
    return job


def stop(*, job, now):
    """Gives whether it was still under way. A worker that is busy with it notices at its next step."""
    active = DocumentJob.objects.filter(Q(pk=job.pk) | Q(whole=job.pk), state__in=ACTIVE)
    return bool(active.update(state=State.CANCELLED, finished_at=now))


def waiting_jobs(*, now):
    """Ids of jobs that wait or whose worker fell silent; gives up on those that began three times."""
    claimable = DocumentJob.objects.filter(_claimable(now)).exclude(parts__state__in=ACTIVE)
    for job in claimable.filter(attempts__gte=MAX_ATTEMPTS).defer("content"):
        _end(job, State.FAILED, now, reason="Het maken begon drie keer en kwam nooit klaar.")
    return list(claimable.filter(attempts__lt=MAX_ATTEMPTS).values_list("pk", flat=True)[:100])


def _claimable(now):
    return Q(state=State.WAITING) | Q(state=State.RUNNING, heartbeat_at__lt=now - STALE_AFTER)


def run_job(*, job_id, now):
    """Makes the file of one job. Safe to run twice: only who claims it does the work. What goes wrong is raised, and
    `fail_job` then writes it down."""
    if DocumentJob.objects.filter(whole=job_id, state__in=ACTIVE).exists():
        return
    claimable = DocumentJob.objects.filter(_claimable(now), pk=job_id, attempts__lt=MAX_ATTEMPTS)
    if not claimable.update(state=State.RUNNING, heartbeat_at=now, attempts=F("attempts") + 1):
        return
    job = DocumentJob.objects.select_related("owner").get(pk=job_id)
    try:
        made = _make(job)
    except Stopped:
        return
    except CannotMake as refusal:
        _end(job, State.FAILED, timezone.now(), reason=str(refusal))
    else:
        _end(
            job,
            State.DONE,
            timezone.now(),
            reason="",
            file_name=made.file_name,
            content_type=made.content_type,
            content=made.content,
        )


def _make(job):
    kind = KINDS[job.kind]
    if not (job.owner.is_active and job.owner.has_perm(kind.permission)):
        raise CannotMake("U mag dit niet meer laten maken.")
    ours = DocumentJob.objects.filter(pk=job.pk, state=State.RUNNING, attempts=job.attempts)

    def follow(done, total):
        if not ours.update(done=done, total=total, heartbeat_at=timezone.now()):
            raise Stopped

    if kind.join is None or job.whole_id:
        return kind.make(job.key, follow)
    parts = job.parts.order_by("pk")
    failed = parts.exclude(state=State.DONE).first()
    if failed is not None:
        raise CannotMake(failed.reason or "Een deel kon niet worden gemaakt.")
    return kind.join(job.key, [bytes(content) for content in parts.values_list("content", flat=True)])


def next_of(job_id):
    """The id of the order that can go on now this part of it has ended, or None; one query."""
    whole = DocumentJob.objects.filter(parts=job_id, state=State.WAITING).exclude(parts__state__in=ACTIVE)
    return whole.values_list("pk", flat=True).first()


def fail_job(*, job_id, fault, now):
    """After a fault: waits to be tried again, or has failed after three attempts. Gives whether to ring again."""
    job = DocumentJob.objects.filter(pk=job_id, state=State.RUNNING).defer("content").first()
    if job is None:
        return False
    if job.attempts < MAX_ATTEMPTS:
        ours = DocumentJob.objects.filter(pk=job.pk, state=State.RUNNING, attempts=job.attempts)
        return bool(ours.update(state=State.WAITING, reason=reason_of(fault)))
    _end(job, State.FAILED, now, reason=reason_of(fault))
    return False


@transaction.atomic
def _end(job, state, now, **fields):
    """Only of a job that is still ours; with it the mail to its owner, so that neither is without the other."""
    ours = DocumentJob.objects.filter(pk=job.pk, attempts=job.attempts, state__in=ACTIVE)
    if not ours.update(state=state, finished_at=now, **fields):
        return
    if job.whole_id:
        DocumentJob.objects.filter(pk=job.whole_id).update(done=F("done") + 1)
    else:
        DocumentJob.objects.filter(whole=job.pk).update(content=None)
        DocumentMail.objects.get_or_create(job_id=job.pk)


def discard_old_files(*, now):
    """A file is kept for a week: it can be made again, and old copies of reports lie nowhere."""
    old = DocumentJob.objects.filter(finished_at__lt=now - KEPT_FOR)
    return old.delete()[0]
