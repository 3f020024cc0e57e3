"""A document, or an end to it: typst works in a process that is stopped, and the next document comes from a fresh one."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rendering import typesetter

ROOT = Path(__file__).resolve().parents[2]
FONTS = ROOT / "static" / "build" / "typst-fonts"
# typst says of a plain `while` that it never ends; of this it does not.
ENDLESS = "#for i in range(100000) { for j in range(100000) { let k = i * j } }"


def typeset(source="Hallo", seconds=20.0):
    return typesetter.typeset(
        source, root=ROOT / "rendering" / "typst", fonts=FONTS, seconds=seconds, options={"format": "pdf"}
    )


def idle():
    return [child.process.pid for child in typesetter._idle]


def is_there(pid):
    return Path(f"/proc/{pid}").exists()


def test_a_child_is_kept_for_the_next_document():
    assert typeset().startswith(b"%PDF")
    first = idle()
    typeset("Nog een")
    assert idle() == first and is_there(first[-1])


def test_an_endless_document_costs_its_time_and_leaves_no_busy_core_behind():
    typeset()
    busy = idle()[-1]
    start = time.monotonic()
    with pytest.raises(typesetter.TypesetterError, match="within 1 seconds"):
        typeset(ENDLESS, seconds=1)
    assert time.monotonic() - start < 20
    assert not is_there(busy)
    assert typeset().startswith(b"%PDF")


def test_the_child_ends_by_itself_when_nobody_waits_for_it_any_more():
    lines = f"""
import os, sys, threading
from pathlib import Path
from rendering import typesetter
def ask():
    typesetter.typeset({ENDLESS!r}, root=Path("rendering/typst"), fonts=Path({str(FONTS)!r}), seconds=2)
made = []
class Seen(typesetter._Child):
    def __init__(self):
        super().__init__()
        made.append(self.process.pid)
typesetter._Child = Seen
threading.Thread(target=ask, daemon=True).start()
while not made: pass
print(made[0], flush=True)
os._exit(0)
"""
    told = subprocess.run([sys.executable, "-c", lines], cwd=ROOT, capture_output=True, text=True, check=True)
    end = time.monotonic() + 30
    while is_there(int(told.stdout)) and time.monotonic() < end:
        time.sleep(0.1)
    assert not is_there(int(told.stdout))


def test_what_typst_refuses_is_said_in_its_words():
    with pytest.raises(typesetter.TypesetterError, match="unclosed"):
        typeset("#(")
    assert typeset().startswith(b"%PDF")


def test_a_child_that_was_killed_is_replaced():
    typeset()
    child = typesetter._idle[-1]
    child.process.kill()
    child.process.wait()
    assert typeset().startswith(b"%PDF")


def test_the_child_of_another_process_is_left_alone():
    typeset()
    child = typesetter._idle[-1]
    child.owner = -1
    typeset()
    assert child not in typesetter._idle
    child.owner = os.getpid()
    child.end()
