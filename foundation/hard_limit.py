"""A task that never ends takes its process along, in every pool.

Celery keeps its hard limit only where a parent watches its children. The solo pool of the embedded default has no such
parent; there the kernel does it: a timer that nobody catches ends the process, also when Python itself is stuck.
Supervisord then starts a fresh worker, and the row of the job is taken up again when it counts as silent.

A task that says how far it is may have a limit on its silence too: the timer begins again with every sign of life, and
whoever waits needs to wait no longer than that to know that it ended.
"""

import signal
import threading
from time import monotonic

GRACE_SECONDS = 5  # Celery's own limit goes first where it has one: it says in the log which task it was
_ends_at = _silent_seconds = None


def start(seconds, silent_seconds=None):
    """From now on this process has so many seconds. Only the main thread runs tasks outside tests."""
    global _ends_at, _silent_seconds
    if threading.current_thread() is threading.main_thread():
        _ends_at, _silent_seconds = monotonic() + seconds, silent_seconds
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        _set(seconds)


def sign_of_life():
    """The seconds of silence begin again, within those of the whole task."""
    if _silent_seconds is not None and threading.current_thread() is threading.main_thread():
        _set(_ends_at - monotonic())


def stop():
    global _silent_seconds
    if threading.current_thread() is threading.main_thread():
        _silent_seconds = None
        signal.setitimer(signal.ITIMER_REAL, 0)


def _set(seconds):
    silence = seconds if _silent_seconds is None else _silent_seconds
    signal.setitimer(signal.ITIMER_REAL, max(min(seconds, silence), 0) + GRACE_SECONDS)
