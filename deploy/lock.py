"""`make lock`: renews the lock files from requirements/*.in and package.json, without registry addresses.

One lock serves every supported Python (`OLDEST_PYTHON` and newer): packages that only some of them need have
a marker, and extras stay in it, so that pip has to look for nothing beside the lock. Wheels only: a source
package would be built with whatever build tools are newest in the index.
"""

import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from deploy import setup
from deploy.setup import OLDEST_PYTHON, REQUIREMENTS, ROOT, VENV, find_npm

NAMES = ("runtime", "dev", "node")
OPTIONS = (
    "--quiet",
    "--universal",
    "--python-version",
    ".".join(map(str, OLDEST_PYTHON)),
    "--no-strip-extras",
    "--generate-hashes",
    "--no-emit-find-links",
    "--no-emit-index-url",
    "--only-binary",
    ":all:",
    "--custom-compile-command",
    "make lock",
)


def lock():
    uv = str(VENV / "bin" / "uv")
    for name in NAMES:
        source = (REQUIREMENTS / f"{name}.in").relative_to(ROOT)
        subprocess.run(
            [
                uv,
                "pip",
                "compile",
                *OPTIONS,
                *sys.argv[1:],
                str(source),
                "-o",
                str(source.with_suffix(".txt")),
            ],
            cwd=ROOT,
            check=True,
        )
    npm = [
        find_npm(),
        "install",
        "--package-lock-only",
        "--ignore-scripts",
        "--omit-lockfile-registry-resolved",
    ]
    path = os.pathsep.join([str(VENV / "bin"), os.environ.get("PATH", "")])
    subprocess.run(npm, cwd=ROOT, check=True, env={**os.environ, "PATH": path})


if __name__ == "__main__":
    setup.language = "en"
    lock()
