"""Background work: ordered, claimed by one worker, followed, stopped, retried, and reported to its owner.

A worker whose heartbeat stops is replaced by another; a job that began three times is given up.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, TypeAlias, cast

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from foundation.actions import job_mails
from foundation.job_kinds import KINDS, CannotMake, Follow, JobKind, Joined, Made, NotYet, Parts, Stopped
from foundation.models import ACTIVE_STATES, Job, JobState

if TYPE_CHECKING:
    from django.contrib.auth.models import _User as User  # what AUTH_USER_MODEL names

State = Job.State
MAX_ATTEMPTS = 3
# Longer than the hard limit: a job that loops has lost its worker by then, and never takes down a second one.
STALE_AFTER = timedelta(seconds=settings.CELERY_TASK_TIME_LIMIT + 30)
MOST_TECHNICAL, MOST_A_SWEEP = 200, 500
_Fields: TypeAlias = dict[str, object]


class FileGone(Exception):
    """The week is over: the file was discarded while it was being fetched."""


def order(*, kind: str, key: str, title: str, by: "User | None", now: datetime) -> Job:
    """Stores a job, or returns the one under way when it was ordered before. The caller enqueues it.

    `by`: None for the portal itself, for shared jobs. Raises PermissionDenied.
    """
    rule = KINDS[kind]
    if by is not None and not by.has_perm(rule.permission):
        raise PermissionDenied
    whose: _Fields = {"is_shared": True} if rule.is_shared else {"owner": by}
    under_way = Job.objects.filter(kind=kind, key=key, state__in=ACTIVE_STATES, **whose)
    fields: _Fields = {
        "kind": kind,
        "key": key,
        "title": title[:200],
        "owner": by,
        "is_shared": rule.is_shared,
    }
    try:
        with transaction.atomic():
            return under_way.first() or _ordered(rule, fields | {"ordered_at": now})
    except IntegrityError:  # pressed twice at the same moment
        return under_way.get()


def _ordered(rule: JobKind, fields: _Fields) -> Job:
    keys = rule.parts.cut(cast(str, fields["key"])) if rule.parts else []
    job = Job.objects.create(**fields, total=len(keys))
    Job.objects.bulk_create(Job(**fields | {"key": key}, whole=job) for key in keys)
    return job


@transaction.atomic
def stop(*, job: Job, now: datetime) -> bool:
    """Returns whether it was still under way. A worker notices at its next step; of a shared job it finishes
    the parts in hand.

    The parts first: a worker that ends a part locks its row before that of the whole.
    """
    rule = KINDS[job.kind]
    ended: _Fields = {"state": State.CANCELLED, "finished_at": now}
    active = Job.objects.filter(pk=job.pk, state__in=ACTIVE_STATES, stopped_at=None)
    if rule.parts is None:
        return bool(active.update(stopped_at=now, **ended))
    ends = (State.WAITING,) if rule.is_shared else ACTIVE_STATES
    Job.objects.filter(whole=job.pk, state__in=ends).update(**ended)
    is_stopped = bool(active.update(stopped_at=now))
    close(job_id=job.pk, now=now)
    return is_stopped


def _wholes() -> Q:
    return Q(whole=None, kind__in=[kind for kind, rule in KINDS.items() if rule.parts])


def _silent(now: datetime) -> Q:
    return Q(state=State.RUNNING, heartbeat_at__lt=now - STALE_AFTER)


def _claimable(now: datetime) -> QuerySet[Job]:
    """Jobs that are waiting, or whose heartbeat stopped."""
    stopped = Job.objects.filter(pk=OuterRef("whole"), stopped_at__isnull=False)
    waiting = Q(~Exists(stopped), state=State.WAITING)
    found = Job.objects.filter(waiting | _silent(now), attempts__lt=MAX_ATTEMPTS, kind__in=KINDS)
    return found.exclude(_wholes())


def sweep(*, now: datetime) -> list[list[int]]:
    """Discards old files, gives up on jobs that never end, and returns the ids of waiting jobs in batches
    (`batches`)."""
    discard_old(now=now)
    for job in (
        Job.objects.filter(_silent(now), attempts__gte=MAX_ATTEMPTS).select_related("owner").defer("content")
    ):
        _end([(job, {"reason": _("Het maken begon drie keer en kwam nooit klaar.")})], State.FAILED)
    left = Job.objects.filter(state=State.WAITING, whole__stopped_at__isnull=False)
    left.update(state=State.CANCELLED, finished_at=now)
    for job_id in _ready_to_close().values_list("pk", flat=True):
        close(job_id=job_id, now=now)
    return batches(now=now)


def batches(*, now: datetime) -> list[list[int]]:
    """New parts a few together where their kind allows; a retried job alone, so that a bad one takes no
    others down. One query."""
    rows = _claimable(now).order_by("whole_id", "pk")
    alone: list[list[int]] = []
    new: dict[tuple[int, int], list[int]] = defaultdict(list)
    for pk, kind, whole_id, attempts in rows.values_list("pk", "kind", "whole_id", "attempts")[:MOST_A_SWEEP]:
        together = _parts_of(kind).together if whole_id else None
        if attempts or not together:
            alone.append([pk])
        else:
            new[whole_id, together.most].append(pk)
    return [batch for (_whole, most), ids in new.items() for batch in guided(ids, most=most)] + alone


def guided(ids: list[int], *, most: int) -> Iterator[list[int]]:
    """Splits ids into ever smaller batches (guided self-scheduling), so that workers finish together."""
    while ids:
        size = min(most, -(-len(ids) // 2))
        yield ids[:size]
        ids = ids[size:]


def run(*, job_ids: Sequence[int], now: datetime) -> bool:
    """Runs jobs of one kind. Idempotent: only the worker that claims a job does its work.

    Faults are raised, and `fail` records them. Returns whether a whole ended now.
    """
    ours, made = _claim(job_ids, now), list[Made]()
    if not ours:
        return False
    try:
        for result in _results(ours, now):
            made.append(result)
    except Stopped:
        pass
    except NotYet as wait:
        _give_back(ours[len(made) :], str(wait))
    except CannotMake as refusal:
        _end([(job, {"reason": str(refusal)}) for job in ours[len(made) :]], State.FAILED)
    except Exception:
        if _ours(ours[len(made) :]).exists():  # if not, another worker took it over: it is not ours to change
            raise
    finally:
        _store(ours, made)
    return _close_whole_of(ours, now)


@transaction.atomic
def _claim(job_ids: Sequence[int], now: datetime) -> list[Job]:
    """Claims jobs for this worker, and clears the reason why they waited."""
    free = _claimable(now).filter(pk__in=job_ids).select_for_update(skip_locked=True)
    ids = list(free.values_list("pk", flat=True))
    claimed: _Fields = {
        "state": State.RUNNING,
        "heartbeat_at": now,
        "attempts": F("attempts") + 1,
        "reason": "",
    }
    Job.objects.filter(pk__in=ids).update(**claimed)
    return list(Job.objects.filter(pk__in=ids).select_related("owner").defer("content").order_by("pk"))


def _results(ours: list[Job], now: datetime) -> Iterator[Made]:
    rule = KINDS[ours[0].kind]

    def follow(done: int, total: int) -> None:
        if not _ours(ours).update(done=done, total=total, heartbeat_at=timezone.now()):
            raise Stopped

    if rule.parts and rule.parts.together:
        yield from rule.parts.together.make(ours, follow, now)
        return
    make = cast("Callable[[str, Follow], Made]", rule.make)
    for job in ours:
        owner = cast("User", job.owner)
        if not (owner.works_on(timezone.localdate()) and owner.has_perm(rule.permission)):
            raise CannotMake(_("U mag dit niet meer laten maken."))
        yield make(job.key, follow)


def _ours(jobs: Iterable[Job]) -> QuerySet[Job]:
    mine = (Q(pk=job.pk, attempts=job.attempts) for job in jobs)
    return Job.objects.filter(reduce(or_, mine, Q(pk=None)), state=State.RUNNING)


def _give_back(jobs: Iterable[Job], reason: str) -> None:
    """Returns claimed jobs to waiting, as if they had not begun."""
    _ours(jobs).update(state=State.WAITING, attempts=F("attempts") - 1, reason=reason, done=0, total=0)


@transaction.atomic
def _store(ours: list[Job], made: list[Made]) -> None:
    """Stores the results and ends their jobs: all or nothing."""
    kept = {job.pk: each for job, each in zip(ours, made, strict=False)}
    files = ("file_name", "content_type", "content", "reason")
    endings = [(job, {name: getattr(kept[job.pk], name) for name in files}) for job in ours[: len(made)]]
    ended = _end(endings, State.DONE)
    parts = KINDS[ours[0].kind].parts
    if ended and parts and parts.together:
        parts.together.store([kept[job.pk].result for job in ended])


@transaction.atomic
def _end(endings: Iterable[tuple[Job, _Fields]], state: JobState) -> list[Job]:
    """Ends jobs of one whole that are still ours, each with its fields, and posts the owner's mail in the
    same transaction (not for a part). Returns the jobs."""
    now = timezone.now()
    ended = [job for job, fields in endings if _ours([job]).update(state=state, finished_at=now, **fields)]
    for job in ended:
        if job.whole_id is None:
            job_mails.tell(job, now=now)
    if ended and ended[0].whole_id:
        Job.objects.filter(pk=ended[0].whole_id).update(done=F("done") + len(ended))
    return ended


def fail(*, job_ids: Sequence[int], fault: Exception, now: datetime) -> list[int]:
    """After a fault: unfinished jobs wait for a retry, or have failed after three attempts. Celery logs
    the traceback; the row gets a sentence. Returns the ids to enqueue again, each alone."""
    running = Job.objects.filter(pk__in=job_ids, state=State.RUNNING)
    jobs = list(running.select_related("owner", "whole").defer("content", "whole__content"))
    again, reason = [job for job in jobs if _may_again(job)], reason_of(fault)
    _ours(again).update(state=State.WAITING, reason=reason)
    _end([(job, {"reason": reason}) for job in jobs if job not in again], State.FAILED)
    _close_whole_of(jobs, now)
    return [job.pk for job in again]


def _may_again(job: Job) -> bool:
    return job.attempts < MAX_ATTEMPTS and not (job.whole and job.whole.stopped_at)


def reason_of(fault: Exception) -> str:
    """One line for staff to pass on: the technical part of the fault."""
    line = next(iter(str(fault).strip().splitlines()), "")
    technical = f"{type(fault).__name__}: {line}" if line else type(fault).__name__
    return _(
        "Probeer het opnieuw. Lukt het weer niet, geef dan deze technische melding door aan de beheerder: %(technical)s"
    ) % {"technical": Truncator(technical).chars(MOST_TECHNICAL)}


def _ready_to_close() -> QuerySet[Job]:
    """Wholes without active parts, including those whose last worker was killed before it could close
    them."""
    return Job.objects.filter(_wholes(), state=State.WAITING).exclude(parts__state__in=ACTIVE_STATES)


def _close_whole_of(jobs: list[Job], now: datetime) -> bool:
    whole_id = jobs[0].whole_id if jobs else None
    return whole_id is not None and close(job_id=whole_id, now=now)


@transaction.atomic
def close(*, job_id: int, now: datetime) -> bool:
    """Closes a whole when its last part has ended; a conditional UPDATE, so that it happens once.

    Posts the owner's mail, unless somebody stopped it or there was nothing to make. Returns whether it closed
    now.
    """
    ready = _ready_to_close().filter(pk=job_id)
    job = ready.select_related("owner").first()
    if job is None:
        return False
    state, fields = _outcome(job)
    if not ready.update(state=state, finished_at=now, **fields):
        return False
    if state != State.DONE:  # what was made of an order that gives no file is not kept
        job.parts.update(content=None)
    if state != State.CANCELLED and (job.total or state == State.FAILED):
        job_mails.tell(job, now=now)
    return True


def _parts_of(kind: str) -> Parts:
    return cast("Parts", KINDS[kind].parts)


def _outcome(job: Job) -> tuple[JobState, _Fields]:
    """(state, fields) for a whole whose parts have ended."""
    joined = _parts_of(job.kind).joined
    if job.stopped_at:
        return State.CANCELLED, {}
    failed = job.parts.filter(state=State.FAILED).defer("content").first()
    if failed is not None:
        return State.FAILED, {"reason": failed.reason or _("Een deel kon niet worden gemaakt.")}
    if joined is None:
        return State.DONE, {}
    if not _filled(job).exists():
        return State.FAILED, {"reason": joined.nothing}
    return State.DONE, {"file_name": joined.file_name(job.key), "content_type": joined.content_type}


def _filled(job: Job) -> QuerySet[Job]:
    return job.parts.exclude(file_name="").order_by("pk")


def content_of(job: Job) -> bytes:
    """The bytes of the file of a job that is done; at most one query. Raises FileGone."""
    if job.content is not None:
        return bytes(job.content)
    contents = [bytes(cast(bytes, content)) for content in _filled(job).values_list("content", flat=True)]
    if not contents:
        raise FileGone
    return cast("Joined", _parts_of(job.kind).joined).join(contents)


def discard_old(*, now: datetime) -> int:
    """Files are kept for a week: they can be made again, and no old copies of reports should linger."""
    old = Job.objects.filter(whole=None, is_shared=False, finished_at__lt=now - Job.KEPT_FOR)
    return old.delete()[0]
