"""`make lint`: every check that needs no test database. Runs in .venv; continues after a failure and
reports all."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
WITH_NODE = os.pathsep.join([os.environ.get("PATH", ""), str(BIN)])  # that of .venv where there is no other
PRODUCTION = {
    "PRODUCTION": "1",
    "DEMO": "0",
    "SECRET_KEY": "only-for-this-check-" + "0123456789" * 5,
    "ALLOWED_HOSTS": "deals.voorbeeld.nl",
    "SITE_URL": "https://deals.voorbeeld.nl",
    "DEFAULT_FROM_EMAIL": "Dealportaal <deals@voorbeeld.nl>",
    "SECURITY_CONTACT": "mailto:beveiliging@voorbeeld.nl",
}
MANAGE = (str(BIN / "python"), "-W", "error", "manage.py")
CHECKS = (
    ("style", (str(BIN / "ruff"), "check", "--quiet", "--output-format=concise", "."), {}),
    ("layout", (str(BIN / "ruff"), "format", "--check", "--output-format=concise", "."), {}),
    ("rooms and floors", (str(BIN / "lint-imports"), "--no-logo"), {}),
    ("types", (str(BIN / "mypy"), "--no-error-summary"), {}),
    ("templates", (str(BIN / "djlint"), "--lint", "--quiet", "templates"), {}),
    ("scripts", ("node_modules/.bin/biome", "ci", "--error-on-warnings"), {"PATH": WITH_NODE}),
    ("migrations", (*MANAGE, "makemigrations", "--check", "--dry-run"), {}),
    ("data model", (str(BIN / "python"), "deploy/diagram.py", "--check"), {}),
    ("production settings", (*MANAGE, "check", "--deploy", "--fail-level", "WARNING"), PRODUCTION),
)


def check(name, command, extra):
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "DATA_DIR": folder, **extra}
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    print(f"{'ok    ' if done.returncode == 0 else 'FAILED'} {name}", flush=True)
    if done.returncode:
        print(done.stdout + done.stderr, flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    results = [check(*one) for one in CHECKS]
    sys.exit(0 if all(results) else 1)
