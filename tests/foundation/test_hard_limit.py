"""A task that loops ends its process, also where nobody watches it."""

import signal
import subprocess
import sys
import threading
from types import SimpleNamespace

import pytest
from celery import signals

from dealportaal import celery
from foundation import hard_limit
from foundation.actions.jobs import STALE_AFTER

LOOPS = """
from foundation import hard_limit
hard_limit.GRACE_SECONDS = 0
hard_limit.start(0.2)
while True: pass
"""


def test_a_loop_ends_with_its_process():
    done = subprocess.run([sys.executable, "-c", LOOPS], timeout=60, check=False)
    assert done.returncode == -signal.SIGALRM


SILENT = """
import sys
from time import monotonic, sleep
from foundation import hard_limit
hard_limit.GRACE_SECONDS = 0
started = monotonic()
hard_limit.start(%s, silent_seconds=0.5)
while monotonic() - started < 1.5:
    sleep(0.02)
    hard_limit.sign_of_life()
print("lived", flush=True)
while True: pass
"""


@pytest.mark.parametrize(("seconds", "said"), [(60, b"lived\n"), (1, b"")])
def test_a_task_that_says_it_lives_ends_after_its_silence_and_never_later_than_all_of_it(seconds, said):
    done = subprocess.run(
        [sys.executable, "-c", SILENT % seconds], timeout=20, check=False, stdout=subprocess.PIPE
    )
    assert (done.returncode, done.stdout) == (-signal.SIGALRM, said)


@pytest.mark.parametrize("is_eager", [False, True])
def test_every_task_of_a_worker_has_the_limit_and_none_that_is_done_in_place(monkeypatch, is_eager):
    timed = []
    monkeypatch.setattr(hard_limit.signal, "setitimer", lambda _which, seconds: timed.append(seconds))
    task = SimpleNamespace(request=SimpleNamespace(is_eager=is_eager))
    celery.begin_the_time(sender=task)
    celery.end_the_time(sender=task)
    limit = celery.app.conf.task_time_limit + hard_limit.GRACE_SECONDS
    assert timed == ([] if is_eager else [limit, 0])
    for moment, receiver in (
        (signals.task_prerun, celery.begin_the_time),
        (signals.task_postrun, celery.end_the_time),
    ):
        assert any(known() is receiver for _key, known in moment.receivers)


def test_a_thread_beside_the_worker_sets_no_clock(monkeypatch):
    monkeypatch.setattr(hard_limit.signal, "setitimer", lambda *_: pytest.fail("set a clock"))
    thread = threading.Thread(target=lambda: (hard_limit.start(1), hard_limit.stop()))
    thread.start()
    thread.join()


def test_a_job_counts_as_silent_only_after_its_worker_was_stopped():
    """Else a job that loops takes a second worker along, and then a third."""
    assert STALE_AFTER.total_seconds() > celery.app.conf.task_time_limit + hard_limit.GRACE_SECONDS
    assert (
        celery.app.conf.broker_transport_options.get("visibility_timeout", 300) > STALE_AFTER.total_seconds()
    )
