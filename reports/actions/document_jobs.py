"""Long work on order: claimed by one worker, followed, stopped, tried at most three times, and told to its owner."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from reports.actions import document_mails
from reports.actions.jobs import MAX_ATTEMPTS, NotYet, claim, claimable, give_back, never_finished, reason_of
from reports.models import ACTIVE_STATES, DocumentJob

KEPT_FOR = DocumentJob.KEPT_FOR
State = DocumentJob.State


class Stopped(Exception):
    """Somebody stopped the job, or another worker took it over: leave it, store nothing."""


class FileGone(Exception):
    """The week is over: the file was discarded while it was being fetched."""


class CannotMake(Exception):
    """There is nothing to make, with a Dutch sentence for the owner; trying again would not help."""


@dataclass(frozen=True)
class Made:
    """A file; without a name when a part turns out to hold nothing, without content when its parts have that."""

    file_name: str
    content_type: str
    content: bytes | None


NOTHING = Made("", "", None)


@dataclass(frozen=True)
class Parts:
    """Of what is made in parts, each by whatever worker is free. `cut(key)`: their keys. `join(contents)`: the bytes of
    the whole file, each time it is fetched, so that it is not stored twice. `nothing`: a Dutch sentence for when no
    part has anything in it."""

    cut: Callable[[str], list[str]]
    join: Callable[[list[bytes]], bytes]
    file_name: Callable[[str], str]
    content_type: str
    nothing: str


@dataclass(frozen=True)
class Kind:
    """What can be ordered. `make(key, follow)` gives Made; it calls `follow(done, total)` at every step. It may raise
    CannotMake, and NotYet while the reports it is made of are under way. `permission` is asked when it is ordered, made and fetched. With `parts`, `make` makes one of those."""

    permission: str
    make: Callable[[str, Callable[[int, int], None]], Made]
    parts: "Parts | None" = None


# Filled when the apps are ready, by this room and by those above it.
KINDS: dict[str, Kind] = {}


def order(*, kind, key, title, by, now):
    """The job that makes it; ordered twice it gives the one that is under way. The caller rings the bell.

    Raises PermissionDenied.
    """
    if not by.has_perm(KINDS[kind].permission):
        raise PermissionDenied
    under_way = DocumentJob.objects.filter(owner=by, kind=kind, key=key, state__in=ACTIVE_STATES)
    try:
        with transaction.atomic():
            return under_way.first() or _ordered(
                owner=by, kind=kind, key=key, title=title[:200], ordered_at=now
            )
    except IntegrityError:  # pressed twice at the same moment
        return under_way.get()


def _ordered(**fields):
    parts = KINDS[fields["kind"]].parts
    keys = parts.cut(fields["key"]) if parts else []
    job = DocumentJob.objects.create(**fields, total=len(keys))
    DocumentJob.objects.bulk_create(DocumentJob(**fields | {"key": key}, whole=job) for key in keys)
    return job


@transaction.atomic
def stop(*, job, now):
    """Gives whether it was still under way. A worker that is busy with it notices at its next step.

    Its parts first: a worker that ends one has hold of that row, and then asks for the one of the whole.
    """
    ended = {"state": State.CANCELLED, "finished_at": now}
    DocumentJob.objects.filter(whole=job.pk, state__in=ACTIVE_STATES).update(**ended)
    is_stopped = bool(DocumentJob.objects.filter(pk=job.pk, state__in=ACTIVE_STATES).update(**ended))
    _forget_parts(job)
    return is_stopped


def _forget_parts(job):
    """What was made of an order that gives no file is not kept."""
    DocumentJob.objects.filter(whole=job.pk, whole__state__in=(State.CANCELLED, State.FAILED)).update(
        content=None
    )


def waiting_jobs(*, now):
    """Ids of jobs that wait or whose worker fell silent; gives up on those that began three times."""
    waiting = DocumentJob.objects.filter(claimable(now)).exclude(parts__state__in=ACTIVE_STATES)
    for job in waiting.filter(attempts__gte=MAX_ATTEMPTS).defer("content"):
        _end(job, State.FAILED, now, reason=never_finished())
    return list(waiting.filter(attempts__lt=MAX_ATTEMPTS).values_list("pk", flat=True)[:100])


def run_job(*, job_id, now):
    """Makes the file of one job. Safe to run twice: only who claims it does the work. What goes wrong is raised, and
    `fail_job` then writes it down. Gives whether there is now a mail to its owner."""
    if DocumentJob.objects.filter(whole=job_id, state__in=ACTIVE_STATES).exists():
        return False
    wanted = DocumentJob.objects.filter(claimable(now), pk=job_id, attempts__lt=MAX_ATTEMPTS)
    if not claim(wanted, now=now):
        return False
    job = DocumentJob.objects.select_related("owner").get(pk=job_id)
    try:
        made = _make(job)
    except Stopped:
        return False
    except NotYet as wait:
        give_back(_ours(job), reason=str(wait))
        return False
    except CannotMake as refusal:
        return _end(job, State.FAILED, timezone.now(), reason=str(refusal))
    except Exception:
        if not _ours(job).exists():  # another worker took it over: its state is not ours to change
            return False
        raise
    return _end(job, State.DONE, timezone.now(), reason="", **vars(made))


def _make(job):
    kind = KINDS[job.kind]
    if not (job.owner.works_on(timezone.localdate()) and job.owner.has_perm(kind.permission)):
        raise CannotMake("U mag dit niet meer laten maken.")

    def follow(done, total):
        if not _ours(job).update(done=done, total=total, heartbeat_at=timezone.now()):
            raise Stopped

    if kind.parts is None or job.whole_id:
        return kind.make(job.key, follow)
    failed = job.parts.exclude(state=State.DONE).defer("content").first()
    if failed is not None:
        raise CannotMake(failed.reason or "Een deel kon niet worden gemaakt.")
    if not _filled(job).exists():
        raise CannotMake(kind.parts.nothing)
    return Made(kind.parts.file_name(job.key), kind.parts.content_type, None)


def _ours(job):
    return DocumentJob.objects.filter(pk=job.pk, state=State.RUNNING, attempts=job.attempts)


def _filled(job):
    return job.parts.exclude(file_name="").order_by("pk")


def content_of(job):
    """The bytes of the file of a job that is done; at most one query. Raises FileGone."""
    if job.content is not None:
        return bytes(job.content)
    contents = [bytes(content) for content in _filled(job).values_list("content", flat=True)]
    if not contents:
        raise FileGone
    return KINDS[job.kind].parts.join(contents)


def next_of(job_id):
    """The id of the order that can go on now this part of it has ended, or None; one query."""
    whole = DocumentJob.objects.filter(parts=job_id, state=State.WAITING).exclude(
        parts__state__in=ACTIVE_STATES
    )
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
    """Only of a job that is still ours; with it the mail to its owner, so that neither is without the other. Gives
    whether there is one: not of a part."""
    ours = DocumentJob.objects.filter(pk=job.pk, attempts=job.attempts, state__in=ACTIVE_STATES)
    if not ours.update(state=state, finished_at=now, **fields):
        return False
    if job.whole_id:
        DocumentJob.objects.filter(pk=job.whole_id).update(done=F("done") + 1)
        return False
    _forget_parts(job)
    document_mails.tell_of_job(job, now=now)
    return True


def discard_old_files(*, now):
    """A file is kept for a week: it can be made again, and old copies of reports lie nowhere."""
    old = DocumentJob.objects.filter(whole=None, finished_at__lt=now - KEPT_FOR)
    return old.delete()[0]
