"""Nothing is left running when the process that started it is killed."""

import subprocess
import sys
import time
from pathlib import Path

from deploy.setup import ROOT


def test_a_process_ends_with_the_one_that_started_it():
    child = "import os, time; from deploy.child_process import tie; tie();print(os.getpid(), flush=True); time.sleep(60)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    process = subprocess.Popen([sys.executable, "-c", parent], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    with process:
        pid = int(process.stdout.readline())
        process.kill()
    assert _is_gone(pid)


def _is_gone(pid):
    end = time.monotonic() + 5
    while time.monotonic() < end:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False
