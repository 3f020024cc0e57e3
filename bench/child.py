"""Runs one measurement: `python -m bench.child NAME RESULT`; its rows go to the file RESULT as JSON."""

import importlib
import json
import signal
import sys
from dataclasses import asdict
from pathlib import Path


def main() -> None:
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(1))
    name, result = sys.argv[1:]
    if name != "spiderweb":  # measured without Django: the drawing is a pure module
        import django

        django.setup()
        from django.core.management import call_command

        from deploy.prepare import collect_static

        collect_static()
        call_command("migrate", verbosity=0)
    module = importlib.import_module(f"bench.{name}")
    Path(result).write_text(json.dumps([asdict(row) for row in module.measure()]))


if __name__ == "__main__":
    main()
