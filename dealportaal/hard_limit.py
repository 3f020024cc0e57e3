"""A task that never ends takes its process along, in every pool.

Celery keeps its hard limit only where a parent watches its children. The solo pool of the embedded default has no such
parent; there the kernel does it: a timer that nobody catches ends the process, also when Python itself is stuck.
Supervisord then starts a fresh worker, and the row of the job is taken up again when it counts as silent.
"""

import signal
import threading

GRACE_SECONDS = 5  # Celery's own limit goes first where it has one: it says in the log which task it was


def start(seconds):
    """From now on this process has so many seconds. Only the main thread runs tasks outside tests."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds + GRACE_SECONDS)


def stop():
    if threading.current_thread() is threading.main_thread():
        signal.setitimer(signal.ITIMER_REAL, 0)
