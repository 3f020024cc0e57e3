"""Prepares the database in one Django process: tables, real data, demo. Runs in .venv, from deploy/run.py.

`python deploy/prepare.py RESULT` writes to the file RESULT what `seed_demo --json` prints, or null when DEMO
is off.
"""

import errno
import io
import json
import os
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dealportaal.settings")

import django
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from dealportaal import env
from deploy.setup import ROOT, run_step, say

# Not served by the portal: pages of unused libraries, sources, fonts for the PDF.
NOT_SERVED = ["redoc", "rest_framework", "django_htmx/ext/*", "typst-fonts", "*.py"]
FULL, CLOSED = (errno.ENOSPC, errno.EDQUOT), (errno.EACCES, errno.EPERM, errno.EROFS)
LEAST_FREE_BYTES = 1024 * 1024
LOAD_COMMANDS = ("load_organisations", "load_questionnaire", "load_deals")


def refuse_what_does_not_answer():
    for name, default_port in (("DATABASE_URL", 5432), ("CELERY_BROKER_URL", 6379)):
        address = env.text(name)
        if address.startswith(("postgres", "redis")):
            env.refuse_unreachable(name, address, default_port=default_port)


def collect_static():
    sources = [ROOT / "static", ROOT / "requirements" / "runtime.txt"]
    run_step(
        Path(settings.STATIC_ROOT) / ".stamp",
        sources,
        "Opmaak en lettertypen klaarzetten ...",
        lambda: call_command(
            "collectstatic", interactive=False, clear=True, ignore_patterns=NOT_SERVED, verbosity=0
        ),
    )


def refuse_data_of_before(loader):
    """Refuses a database from before the first release: the migrations started anew, so it cannot be
    migrated."""
    own = {config.label for config in apps.get_app_configs() if Path(config.path).parent == ROOT}
    unknown = [
        one for one in loader.applied_migrations if one[0] in own and one not in loader.disk_migrations
    ]
    if unknown:
        raise ImproperlyConfigured(
            f"De gegevens ({connection.settings_dict['NAME']}) zijn van voor de eerste uitgave en passen niet meer: "
            "verplaats of verwijder ze, en start opnieuw."
        )


def migrate():
    """Runs the migrations; returns whether the database was empty."""
    executor = MigrationExecutor(connection)
    refuse_data_of_before(executor.loader)
    was_empty = not executor.loader.applied_migrations
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Database bijwerken ...")
        call_command("migrate", interactive=False, verbosity=0)
    return was_empty


def load_real_data(*, again):
    """Loads data once, and again when a data file changed or the database is new."""
    stamp = settings.DATA_DIR / ".stamp-data"
    if again:
        stamp.unlink(missing_ok=True)
    files = [path for pattern in ("*.yaml", "*.csv") for path in ROOT.glob(f"*/data/**/{pattern}")]
    run_step(
        stamp,
        files,
        "Organisaties, vragenlijst en deals laden ...",
        lambda: [call_command(name) for name in LOAD_COMMANDS],
    )


def seed_demo(*, is_new):
    if not settings.DEMO:
        return None
    if is_new:
        say("Demo klaarzetten (verzonnen personen en antwoorden) ...")
    answer = io.StringIO()
    call_command("seed_demo", json=True, stdout=answer)
    return json.loads(answer.getvalue())


def prepare():
    django.setup()
    refuse_what_does_not_answer()
    is_new = migrate()  # first: an unresponsive database is refused within seconds
    collect_static()
    load_real_data(again=is_new)
    return seed_demo(is_new=is_new)


def is_disk_full():
    return shutil.disk_usage(settings.DATA_DIR).free < LEAST_FREE_BYTES


def reason_of(error):
    """A sentence for the operator, or None for an unforeseen error."""
    number = getattr(error, "errno", None)
    if number in FULL or (isinstance(error, DatabaseError) and is_disk_full()):
        return f"De schijf met DATA_DIR={settings.DATA_DIR} is vol. Maak ruimte en start opnieuw: wat af is, blijft."
    if number in CLOSED:
        return f"In {error.filename or settings.DATA_DIR} kan niet worden geschreven: {error.strerror}."
    if isinstance(error, DatabaseError):
        return f"De database antwoordt niet zoals verwacht: {error}\nControleer DATABASE_URL."
    return str(error) if isinstance(error, ImproperlyConfigured | CommandError) else None


def main(result):
    try:
        Path(result).write_text(json.dumps(prepare()))
    except (ImproperlyConfigured, CommandError, DatabaseError, OSError) as error:
        reason = reason_of(error)
        if reason is None:
            raise
        sys.exit(reason)


if __name__ == "__main__":
    main(sys.argv[1])
