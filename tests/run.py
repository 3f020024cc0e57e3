"""`make test`: the suite on SQLite, again on PostgreSQL + Redis, and the journeys in a browser.

What this computer lacks is left out and said; with REQUIRE_ALL=1 that is a failure. Ends with one line of totals.
"""

import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
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


def parts():
    both = {"DATABASE_URL": DATABASE_URL, "CELERY_BROKER_URL": REDIS_URL}
    embedded = {"DATABASE_URL": "", "CELERY_BROKER_URL": ""}
    chromium = "" if find_chromium() else "no Chromium on PATH or in CHROMIUM"
    return (
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


def run(part):
    print(f"\n==== {part.name} ====", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-q", *part.options, f"--junitxml={report}", *sys.argv[1:]]
        code = subprocess.run(command, cwd=ROOT, env={**os.environ, **part.settings}, check=False).returncode
        passed, failed, skipped = counts(report)
    return Outcome(passed, max(failed, int(code != 0)), skipped, code == 0)


def main():
    require_all = os.environ.get("REQUIRE_ALL") == "1"
    every = parts()
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
