"""`make bench`: every promise about speed measured, one table at the end. ONLY=spiderweb,visits runs those alone.

Each measurement runs in a process of its own, on a database of its own that was just migrated.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from bench.harness import Row, say, table
from bench.places import Stack, place, stacks
from deploy.child_process import tie

ROOT = Path(__file__).resolve().parent.parent
NEEDS_DATABASE = {
    "spiderweb": False,
    "reports": True,
    "learning_reports": True,
    "visits": True,
    "lists": True,
}
NEEDS_DATABASE |= {"rollups": True, "figures": True, "mails": True, "reading_files": True}
TIME_LIMIT_SECONDS = 400
QUIET_LOAD = 0.3  # per core


def chosen() -> list[str]:
    names = [name.strip() for name in os.environ.get("ONLY", "").split(",") if name.strip()]
    unknown = [name for name in names if name not in NEEDS_DATABASE]
    if unknown:
        sys.exit(f"ONLY={unknown[0]} is not one of: {', '.join(NEEDS_DATABASE)}")
    return names or list(NEEDS_DATABASE)


def run(name: str, stack: Stack | None, folder: Path, static: Path) -> list[Row]:
    where = stack.name if stack else "-"
    say(f"==== {name} ({where}) ====")
    start = perf_counter()
    with place(stack, folder, static) as environment:
        result = folder / "rows.json"
        command = [sys.executable, "-m", "bench.child", name, str(result)]
        child = subprocess.Popen(command, cwd=ROOT, env=environment, preexec_fn=tie)
        try:
            child.wait(TIME_LIMIT_SECONDS)
        except subprocess.TimeoutExpired:
            say(f"{name} took longer than {TIME_LIMIT_SECONDS} s and was stopped")
        finally:
            stop(child)
        rows = [Row(**fields) for fields in json.loads(result.read_text())] if result.exists() else []
    say(f"     {perf_counter() - start:.0f} s")
    if child.returncode:
        rows.append(Row(f"{name}: broke off, see above", "-", "runs", False))
    return rows


def stop(child: subprocess.Popen) -> None:
    if child.poll() is None:
        child.terminate()
        try:
            child.wait(15)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def main() -> int:
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(1))
    busy = os.getloadavg()[0]
    found, left_out = stacks()
    lines: list[tuple[str, Row]] = []
    start = perf_counter()
    with tempfile.TemporaryDirectory(prefix="dealportaal-bench-") as temporary:
        static = Path(temporary) / "static"
        static.mkdir()
        for name in chosen():
            for stack in found if NEEDS_DATABASE[name] else [None]:
                folder = Path(temporary) / f"{name}-{stack.name if stack else 'pure'}"
                lines += [(stack.name if stack else "-", row) for row in run(name, stack, folder, static)]
    print(f"\n{table(lines)}\n")
    for sentence in left_out:
        print(f"LEFT OUT: {sentence}")
    if busy > QUIET_LOAD * (os.cpu_count() or 1):
        print(
            f"NOT A QUIET COMPUTER: load {busy:.1f} before the start, so times are long and ratios may be off"
        )
    missed = sum(row.is_met is False for _where, row in lines)
    met = sum(row.is_met is True for _where, row in lines)
    print(f"{met} met, {missed} not met, {os.cpu_count()} cores, {perf_counter() - start:.0f} s")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
