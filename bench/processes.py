"""Starts the portal's own programs the way deploy/supervisord.conf does, and stops them again."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from django.conf import settings

from deploy.child_process import tie

QUIET = ("--without-gossip", "--without-mingle", "--without-heartbeat")
START_SECONDS = 60


@contextmanager
def worker_of(processes: int) -> Iterator[None]:
    """Redis: one prefork worker with that many children; files: that many workers of one process (solo)."""
    if not settings.CELERY_EMBEDDED:
        with _worker("main", "prefork", processes):
            yield
        return
    with ExitStack() as workers:
        for number in range(processes):
            workers.enter_context(_worker(f"solo{number}", "solo", 1))
        yield


def pool_words() -> str:
    return "2 solo workers" if settings.CELERY_EMBEDDED else "prefork, 2 children"


@contextmanager
def _worker(name: str, pool: str, processes: int) -> Iterator[None]:
    options = ["--pool", pool, "--concurrency", str(processes), "--hostname", f"{name}@bench"]
    command = ["-m", "celery", "--app", "dealportaal", "worker", *options, "--loglevel", "INFO", *QUIET]
    log = settings.DATA_DIR / f"worker-{name}.log"
    with _program(command, log, {"WORKER_OWN_CORES": "1"}) as process:
        _wait(lambda: " ready." in log.read_text(), process, log)
        yield


@contextmanager
def web_server(workers: int = 2) -> Iterator[int]:
    """gunicorn with the portal's own configuration; gives the port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = settings.DATA_DIR / "web.log"
    extra = {"BIND": f"127.0.0.1:{port}", "WEB_WORKERS": str(workers), "PORT": str(port)}
    with _program(["-m", "gunicorn", "--config", "python:deploy.web"], log, extra) as process:
        _wait(lambda: _answers(port), process, log)
        yield port


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


@contextmanager
def _program(arguments: list[str], log: Path, extra: dict[str, str]) -> Iterator[subprocess.Popen]:
    with log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=settings.BASE_DIR,
            env=os.environ | extra,
            stdout=out,
            stderr=subprocess.STDOUT,
            preexec_fn=tie,
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(is_ready, process: subprocess.Popen, log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while not is_ready():
        if process.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"did not start:\n{log.read_text()[-3000:]}")
        time.sleep(0.05)
