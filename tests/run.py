"""`make test`: the scripts in node, the suite on SQLite, again on PostgreSQL + Redis, and the journeys in a browser.

What this computer lacks is left out and said; with REQUIRE_ALL=1 that is a failure. Ends with one line of totals.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg2
import redis

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser import find_chromium

DATABASE_URL = os.environ.get("TEST_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")
REDIS_URL = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/9")
SUITE = ("-n", "2", "-m", "not journey")
WITH_DATABASE = (*SUITE, "--only-with-database")  # scores and drawings are the same on every database
JOURNEYS = ("-n", "2", "-m", "journey", "tests/journeys")


@dataclass(frozen=True)
class Part:
    name: str
    options: tuple[str, ...]
    settings: dict[str, str]
    missing: str = ""
    is_node: bool = False


@dataclass(frozen=True)
class Outcome:
    passed: int
    failed: int
    skipped: int
    is_good: bool


def missing_servers():
    """What does not answer, in words; empty when both do."""
    missing = []
    try:
        psycopg2.connect(DATABASE_URL, connect_timeout=3).close()
    except psycopg2.OperationalError as error:
        missing.append(f"PostgreSQL ({str(error).strip().splitlines()[0]})")
    try:
        redis.Redis.from_url(REDIS_URL, socket_timeout=3, socket_connect_timeout=3).ping()
    except redis.RedisError as error:
        missing.append(f"Redis ({error})")
    return ", ".join(missing)


def find_node():
    """The node of this computer, else the one that setting up took along for npm; None without either."""
    return shutil.which("node") or shutil.which("node", path=Path(sys.executable).parent)


def parts():
    both = {"DATABASE_URL": DATABASE_URL, "CELERY_BROKER_URL": REDIS_URL}
    embedded = {"DATABASE_URL": "", "CELERY_BROKER_URL": ""}
    chromium = "" if find_chromium() else "no Chromium on PATH or in CHROMIUM"
    scripts = tuple(str(path) for path in sorted((ROOT / "tests" / "scripts").glob("*.test.js")))
    return (
        Part("scripts in node", scripts, {}, "" if find_node() else "no node on PATH", is_node=True),
        Part("suite on SQLite", SUITE, embedded),
        Part("suite on PostgreSQL + Redis", WITH_DATABASE, both, missing_servers()),
        Part("journeys in a browser", JOURNEYS, embedded, chromium),
    )


def counts(report):
    """(passed, failed, skipped) of a JUnit file; zeros when pytest did not come to writing it."""
    if not report.exists():
        return 0, 0, 0
    passed = failed = skipped = 0
    for suite in ElementTree.parse(report).iter("testsuite"):  # noqa: S314
        bad = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        skipped += int(suite.get("skipped", 0))
        failed += bad
        passed += int(suite.get("tests", 0)) - bad - int(suite.get("skipped", 0))
    return passed, failed, skipped


def tap_counts(said):
    """(passed, failed, skipped) of the last lines of node's own runner; zeros when it did not come to them."""
    found = {name: int(number) for name, number in re.findall(r"^# (\w+) (\d+)$", said, re.M)}
    failed = found.get("fail", 0) + found.get("cancelled", 0)
    return found.get("pass", 0), failed, found.get("skipped", 0) + found.get("todo", 0)


def run_scripts(part):
    command = [find_node(), "--test", "--test-reporter=tap", *part.options]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    passed, failed, skipped = tap_counts(done.stdout)
    is_good = done.returncode == 0 and passed > 0
    print(f"{passed} passed, {failed} failed" if is_good else done.stdout, flush=True)
    return Outcome(passed, max(failed, int(not is_good)), skipped, is_good)


def run_suite(part):
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-q", *part.options, f"--junitxml={report}", *sys.argv[1:]]
        code = subprocess.run(command, cwd=ROOT, env={**os.environ, **part.settings}, check=False).returncode
        passed, failed, skipped = counts(report)
    return Outcome(passed, max(failed, int(code != 0)), skipped, code == 0)


def run(part):
    print(f"\n==== {part.name} ====", flush=True)
    return run_scripts(part) if part.is_node else run_suite(part)


@contextmanager
def shared_bytecode():
    """Where no bytecode may be left behind, all processes of this run share it in a folder that goes away."""
    if not os.environ.get("PYTHONDONTWRITEBYTECODE"):
        yield
        return
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": folder}
        yield


def main():
    require_all = os.environ.get("REQUIRE_ALL") == "1"
    every = parts()
    with shared_bytecode():
        outcomes = [run(part) for part in every if not part.missing]
    left_out = [part for part in every if part.missing]
    print()
    for part in left_out:
        print(f"LEFT OUT: {part.name}: {part.missing}")
    failed = sum(one.failed for one in outcomes) + (len(left_out) if require_all else 0)
    skipped = sum(one.skipped for one in outcomes)
    print(
        f"{sum(one.passed for one in outcomes)} passed, {failed} failed"
        + (f", {skipped} skipped" if skipped else "")
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
