"""Pins each worker process to its own core.

typst passes a document between threads. Left alone, the kernel spreads those over all cores, so that workers
get in each other's way: two then make 1.7 times as many PDFs as one, and 1.95 times with a core each
(measured on two cores). Everything else on the computer is free to move, and so avoids a busy core.
"""

import fcntl
import logging
import os
from pathlib import Path

log = logging.getLogger("dealportaal.cpu_affinity")
_taken = []  # open for as long as this process lives; the kernel releases the lock however the process ends


def take(folder: Path) -> int | None:
    """Pins this process, and the threads it starts from now on, to the first free core.

    `folder`: where the workers of this computer keep one lock file a core. Returns the core's number, or None
    when all are taken, when there is only one, or when the system does not support or allow it (then nothing
    changes).
    """
    if not hasattr(os, "sched_setaffinity"):
        return None
    allowed = sorted(os.sched_getaffinity(0))
    if len(allowed) == 1:
        return None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return next((core for core in allowed if _keep_on(core, folder)), None)
    except OSError as error:
        log.warning("no core of its own for this worker: %s", error)
        return None


def _keep_on(core, folder):
    if not _lock(folder / f"{core}.lock"):
        return False
    os.sched_setaffinity(0, {core})
    return True


def _lock(path):
    file = path.open("w")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        return False
    _taken.append(file)
    return True
