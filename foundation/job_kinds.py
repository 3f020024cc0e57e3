"""What can be made in the background: each room registers its kinds of jobs when it is ready (apps.py)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from foundation.models import Job

Follow = Callable[[int, int], None]


class Stopped(Exception):
    """Somebody stopped the job, or another worker took it over: leave it, store nothing."""


class CannotMake(Exception):
    """There is nothing to make, with a Dutch sentence for the owner; trying again would not help."""


class NotYet(Exception):
    """What it is made of is still being made, with a Dutch sentence for whoever waits; it costs no attempt."""


@dataclass(frozen=True)
class Made:
    """What came of a job: a file, or a `result` for the kind to store, or a `reason` in Dutch why there is none.

    A file without a name: a part turned out to hold nothing. One without content: its parts have that.
    """

    file_name: str = ""
    content_type: str = ""
    content: bytes | None = None
    reason: str = ""
    result: object = None


NOTHING = Made()


@dataclass(frozen=True)
class Joined:
    """The file of a whole. `join(contents)`: the bytes, each time it is fetched, so that it is not stored twice.
    `nothing`: a Dutch sentence for when no part has anything in it."""

    join: Callable[[list[bytes]], bytes]
    file_name: Callable[[str], str]
    content_type: str
    nothing: str


@dataclass(frozen=True)
class Together:
    """Parts that a worker makes a few at a time, since gathering for several costs as much as for one.

    `make(jobs, follow, now)` gives Made for each; `store(results)` stores those in the transaction that ends the jobs.
    """

    most: int
    make: Callable[[list[Job], Follow, datetime], Iterator[Made]]
    store: Callable[[Sequence[object]], None]


@dataclass(frozen=True)
class Parts:
    """Of what is made in parts, each by whatever worker is free. `cut(key)`: their keys."""

    cut: Callable[[str], list[str]]
    joined: Joined | None = None
    together: Together | None = None


@dataclass(frozen=True)
class JobKind:
    """`make(key, follow)` gives Made; it calls `follow(done, total)` at every step, and may raise CannotMake and NotYet.

    `permission` is asked when it is ordered; of a file also when it is made and fetched. With `parts`, `make` makes one of
    those. What is shared is one job for everybody, and in no list of orders; when it is stopped, what was begun is ended.
    `page`: where its mail leads, if not to the order; `why`: what that mail says when it failed, if not the reason.
    """

    permission: str
    make: Callable[[str, Follow], Made] | None = None
    parts: Parts | None = None
    is_shared: bool = False
    page: Callable[[Job], str] = Job.get_absolute_url
    why: Callable[[Job], str] = lambda job: job.reason


KINDS: dict[str, JobKind] = {}
