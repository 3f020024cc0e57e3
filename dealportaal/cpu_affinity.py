"""A core of its own for every worker process.

typst hands a document back and forth between threads. Left alone, the kernel spreads those over all cores, so that
workers get in each other's way: two then make 1.7 times as many PDFs as one, and 1.95 times with a core each
(measured on two cores). Everything else on the computer goes where it likes, and so avoids a busy core by itself.
"""

import fcntl
import logging
import os
from pathlib import Path

log = logging.getLogger("dealportaal.cpu_affinity")
_taken = []  # open for as long as this process lives; the kernel lets go of it afterwards, whatever the end


def take(folder: Path) -> int | None:
    """Keeps this process, and the threads it starts from now on, on the first core that no other worker has taken.

    `folder`: where the workers of this computer leave one file a core. Gives the number of the core, or None where
    all are taken, where there is only one, or where the system cannot or may not do it (then nothing changes).
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
