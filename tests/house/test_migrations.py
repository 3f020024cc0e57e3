"""Migrations make the same tables as the models.

The other tests create tables straight from the models (`--nomigrations`); here an empty database is migrated.
"""

import os
import re
import subprocess
import sys
from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.db import connection

from tests.house import tree

TWICE = """
import django
django.setup()
from deploy import prepare
print(prepare.migrate(), prepare.migrate())
"""
# Without a model; and a Django table whose migration gave its id another size than its model asks.
NOT_COMPARED = {"django_migrations", "auth_group_permissions"}
CHECKS = "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = %s::regclass"


@contextmanager
def empty_database(folder):
    """A second database beside the tests' own, and the settings with which the portal finds it."""
    other = connection.copy()
    url = ""
    if connection.vendor == "sqlite":
        other.settings_dict["NAME"] = folder / "dealportaal.sqlite3"
    else:
        found = connection.settings_dict
        name = f"{found['NAME']}_migrated"
        with other._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
            cursor.execute(f'CREATE DATABASE "{name}"')
        other.settings_dict["NAME"] = name
        url = f"postgres://{found['USER']}:{found['PASSWORD']}@{found['HOST']}:{found['PORT']}/{name}"
    try:
        yield other, {"DATA_DIR": str(folder), "DATABASE_URL": url, "CELERY_BROKER_URL": ""}
    finally:
        other.close()
        if url:
            with connection._nodb_cursor() as cursor:
                cursor.execute(f'DROP DATABASE "{name}"')


def migrate_twice(variables):
    settings = os.environ | variables | {"DJANGO_SETTINGS_MODULE": "dealportaal.settings"}
    command = [sys.executable, "-c", TWICE]
    done = subprocess.run(command, cwd=tree.ROOT, env=settings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[-1]


def parts(sql):
    """The columns and constraints of CREATE TABLE, sorted: a later migration adds its column at the end."""
    inside = sql[sql.index("(") + 1 : sql.rindex(")")]
    depth, found = 0, [""]
    for letter in inside:
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "," and not depth:
            found.append("")
        else:
            found[-1] += letter
    return sorted(re.sub(r'[\s"]+', " ", part).strip() for part in found)


def of_sqlite(cursor):
    cursor.execute("SELECT tbl_name, type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {
        (table, name): parts(sql) if kind == "table" else sql
        for table, kind, name, sql in cursor.fetchall()
        if table not in NOT_COMPARED and not table.startswith("sqlite_")
    }


def of_postgresql(one, cursor):
    tables = set(one.introspection.table_names(cursor)) - NOT_COMPARED
    found = {}
    for table in tables:
        columns = one.introspection.get_table_description(cursor, table)
        found[table, "columns"] = sorted((*column[:5], column.null_ok, column.default) for column in columns)
        found[table, "constraints"] = one.introspection.get_constraints(cursor, table)
        cursor.execute(CHECKS, [f'"{table}"'])
        found[table, "checks"] = sorted(cursor.fetchall())
    return found


def schema(one):
    with one.cursor() as cursor:
        return of_sqlite(cursor) if one.vendor == "sqlite" else of_postgresql(one, cursor)


@pytest.mark.django_db
def test_no_migration_is_missing(settings):
    settings.MIGRATION_MODULES = {}
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_migrations_make_the_tables_of_the_models_and_leave_them_alone_afterwards(tmp_path):
    with empty_database(tmp_path) as (other, variables):
        assert migrate_twice(variables) == "True False"
        migrated, from_models = schema(other), schema(connection)
    assert len(from_models) > 200
    assert migrated.keys() == from_models.keys()
    assert {key: migrated[key] for key in migrated if migrated[key] != from_models[key]} == {}


@pytest.mark.django_db
def test_data_of_before_the_first_release_are_refused_in_one_sentence(tmp_path):
    with empty_database(tmp_path) as (other, variables):
        migrate_twice(variables)
        with other.cursor() as cursor:
            cursor.execute(
                "INSERT INTO django_migrations (app, name, applied) "
                "VALUES ('deals', '0033_decisions_as_written', '2026-11-01')"
            )
        command = [sys.executable, "deploy/prepare.py", str(tmp_path / "result")]
        settings = os.environ | variables | {"DJANGO_SETTINGS_MODULE": "dealportaal.settings"}
        done = subprocess.run(
            command, cwd=tree.ROOT, env=settings, capture_output=True, text=True, check=False
        )
    assert done.returncode == 1
    assert "zijn van voor de eerste uitgave" in done.stderr
    assert "Traceback" not in done.stderr
