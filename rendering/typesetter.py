"""Runs typst in a child process, which is killed when it takes too long.

typst cannot be interrupted: an endless loop in a template keeps a core busy until its process ends. And a process
forked after its parent used typst hangs. A child process solves both; it is kept for the next document, because
starting one costs as much as ten documents.
"""

import atexit
import contextlib
import json
import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Lock

ROOT = Path(__file__).resolve().parent.parent
MADE = b"1"


class TypesetterError(Exception):
    """No document; the message is typst's own, or says that it took too long."""


class _Child:
    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        command = [sys.executable, "-m", "rendering.typst_child", str(theirs.fileno())]
        # One document keeps one core busy, so two workers on two cores do not wait for each other.
        env = {"RAYON_NUM_THREADS": "1", **os.environ}
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=env, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL
        )
        theirs.close()
        self.owner = os.getpid()
        self.connection = Connection(ours.detach())

    def ask(self, question: bytes, seconds: float) -> bytes:
        try:
            self.connection.send_bytes(question)
            if not self.connection.poll(seconds):
                raise TypesetterError(f"typst gave no document within {seconds:g} seconds")
            return self.connection.recv_bytes()
        except (OSError, EOFError) as error:
            raise TypesetterError("the process of typst ended") from error

    def end(self) -> None:
        self.connection.close()
        self.process.kill()
        self.process.wait()


_idle: list[_Child] = []
_lock = Lock()


@atexit.register
def end_idle() -> None:
    """Only of this process: the children of other processes are not ours to end."""
    with _lock:
        ours = [child for child in _idle if child.owner == os.getpid()]
        _idle.clear()
    for child in ours:
        child.end()


def _take() -> _Child:
    with _lock:
        while _idle:
            child = _idle.pop()
            if child.owner == os.getpid() and child.process.poll() is None:
                return child
    return _Child()


def typeset(
    source: str, *, root: Path, fonts: Path, seconds: float, options: Mapping[str, object] | None = None
) -> bytes:
    """The bytes of the document. Raises TypesetterError."""
    asked = {
        "source": source,
        "root": str(root),
        "fonts": str(fonts),
        "seconds": seconds + 1,
        "options": {**(options or {})},
    }
    child = _take()
    try:
        answer = child.ask(json.dumps(asked).encode(), seconds)
    except BaseException:
        with contextlib.suppress(OSError):
            child.end()
        raise
    with _lock:
        _idle.append(child)
    if answer[:1] != MADE:
        raise TypesetterError(answer[1:].decode())
    return answer[1:]
