"""A hard time limit that ends the whole process, in every pool.

Celery enforces its own hard limit only where a parent process watches its children. The solo pool of the
embedded default has no parent, so the kernel does it: an uncaught timer signal ends the process, even when
Python is stuck. Supervisord then starts a fresh worker, and the job's row is picked up again once its
heartbeat is stale.

A task that reports progress can have a limit on silence too: each sign of life restarts the timer.
"""

import signal
import threading
from time import monotonic

GRACE_SECONDS = 5  # Celery's own limit goes first where it works: it logs which task it was
_ends_at = 0.0
_silent_seconds: float | None = None


def start(seconds: float, silent_seconds: float | None = None) -> None:
    """Gives this process so many seconds from now on. Outside tests only the main thread runs tasks."""
    global _ends_at, _silent_seconds
    if threading.current_thread() is threading.main_thread():
        _ends_at, _silent_seconds = monotonic() + seconds, silent_seconds
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        _set(seconds)


def sign_of_life() -> None:
    """Restarts the limit on silence, within the limit of the whole task."""
    if _silent_seconds is not None and threading.current_thread() is threading.main_thread():
        _set(_ends_at - monotonic())


def stop() -> None:
    global _silent_seconds
    if threading.current_thread() is threading.main_thread():
        _silent_seconds = None
        signal.setitimer(signal.ITIMER_REAL, 0)


def _set(seconds: float) -> None:
    silence = seconds if _silent_seconds is None else _silent_seconds
    signal.setitimer(signal.ITIMER_REAL, max(min(seconds, silence), 0) + GRACE_SECONDS)
