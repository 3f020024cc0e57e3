"""`make lock`: renews the lock files from requirements/*.in and package.json, without addresses of registries."""

import os
import subprocess
import sys

from setup import REQUIREMENTS, ROOT, VENV, find_npm

NAMES = ("runtime", "dev", "node")
OPTIONS = (
    "--quiet",
    "--generate-hashes",
    "--no-emit-find-links",
    "--no-emit-index-url",
    "--allow-unsafe",
    "--strip-extras",
)


def lock():
    compiler = str(VENV / "bin" / "pip-compile")
    for name in NAMES:
        source = (REQUIREMENTS / f"{name}.in").relative_to(ROOT)
        subprocess.run(
            [compiler, *OPTIONS, *sys.argv[1:], str(source), "-o", str(source.with_suffix(".txt"))],
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
    lock()
