"""Runs a few lines inside the portal in a process of its own, with other variables than the tests have."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SETUP = "import django\ndjango.setup()\n"


def portal(lines, *, timeout=120, **variables):
    """What it printed, line by line; fails with what went wrong."""
    with tempfile.TemporaryDirectory() as folder:
        settings = {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "tests.settings"}
        plain = {
            "PATH": os.environ["PATH"],
        }
        done = subprocess.run(
            [sys.executable, "-c", SETUP + lines],
            cwd=ROOT,
            env=plain | settings | variables,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()
