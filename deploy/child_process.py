"""`child_process.py PROGRAM ...` becomes the program and ends with its parent, even after kill -9 (Linux)."""

import ctypes
import os
import signal
import sys

PARENT_DIES = 1  # prctl(PR_SET_PDEATHSIG)


def tie():
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PARENT_DIES, signal.SIGTERM)


if __name__ == "__main__":
    tie()
    os.execvp(sys.argv[1], sys.argv[1:])
