"""What can be made in the background: each room registers its kinds of jobs when it is ready (apps.py)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from foundation.models import Job

Follow = Callable[[int, int], None]


class Stopped(Exception):
    """Somebody stopped the job, or another worker took it over: end without storing anything."""


class CannotMake(Exception):
    """There is nothing to make; the message is a Dutch sentence for the owner. Not retried."""


class NotYet(Exception):
    """Its sources are still being made; the message is a Dutch sentence for the owner. Costs no attempt."""


@dataclass(frozen=True)
class Made:
    """The result of a job: a file, or a `result` for the kind to store, or a `reason` in Dutch why there is
    none.

    Without a file name, a part turned out to be empty; without content, the parts hold it.
    """

    file_name: str = ""
    content_type: str = ""
    content: bytes | None = None
    reason: str = ""
    result: object = None


NOTHING = Made()


@dataclass(frozen=True)
class Joined:
    """The file of a whole. `join(contents)`: its bytes, joined at each download, so that they are not
    stored twice. `nothing`: a Dutch sentence for when every part is empty."""

    join: Callable[[list[bytes]], bytes]
    file_name: Callable[[str], str]
    content_type: str
    nothing: str


@dataclass(frozen=True)
class Together:
    """Parts that a worker makes a few at a time, because gathering data for several costs as much as for one.

    `make(jobs, follow, now)` yields a Made for each; `store(results)` stores them in the transaction that
    ends the jobs.
    """

    most: int
    make: Callable[[list[Job], Follow, datetime], Iterator[Made]]
    store: Callable[[Sequence[object]], None]


@dataclass(frozen=True)
class Parts:
    """How a job is cut into parts, each made by any free worker. `cut(key)`: their keys."""

    cut: Callable[[str], list[str]]
    joined: Joined | None = None
    together: Together | None = None


@dataclass(frozen=True)
class JobKind:
    """`make(key, follow)` returns Made; it calls `follow(done, total)` at every step, and may raise
    CannotMake and NotYet.

    `permission` is checked at ordering; for a file also when it is made and fetched. With `parts`, `make`
    makes one of them. A shared job is one for everybody and in no list of orders; when stopped, parts in hand
    are finished. `page`: where its mail links to, if not the order; `why`: what that mail says on failure, if
    not the reason.
    """

    permission: str
    make: Callable[[str, Follow], Made] | None = None
    parts: Parts | None = None
    is_shared: bool = False
    page: Callable[[Job], str] = Job.get_absolute_url
    why: Callable[[Job], str] = lambda job: job.reason


KINDS: dict[str, JobKind] = {}
