"""A database that falls silent while it is talked to, or a lock that stays: a page within five seconds."""

import os
from contextlib import contextmanager

import psycopg2
import pytest
from django.db import connection

from tests.dealportaal.processes import portal
from tests.dealportaal.silent_postgresql import proxy, small_postgresql

AS_THE_WEB = {"DATABASE_ANSWER_SECONDS": "4"}
ASK = """
import socket, time
from psycopg2 import extensions
from django.db import close_old_connections, connection
from django.test import Client
from dealportaal.postgresql import base

waited = 0

def wait(connection):
    global waited
    start = time.monotonic()
    try:
        base.wait(connection)
    finally:
        waited += time.monotonic() - start

extensions.set_wait_callback(wait)

def ask(path, **headers):
    global waited
    waited = 0
    close_old_connections()
    response = Client(raise_request_exception=False).get(path, headers=headers)
    print(response.status_code, waited < 5, sep="|", flush=True)

def switch_off():
    socket.create_connection(("127.0.0.1", PORT)).recv(1)

def midway(execute, *arguments):
    switch_off()
    return execute(*arguments)

"""
BETWEEN_REQUESTS = """
ask("/health/")
switch_off()
ask("/health/")
ask("/health/")
"""
DURING_A_REQUEST = """
ask("/health/")
with connection.execute_wrapper(midway):
    ask("/health/")
ask("/health/")
"""


@contextmanager
def database_behind_a_proxy():
    """That of the tests where it is PostgreSQL; else a small one that says yes to everything."""
    if connection.vendor == "postgresql":
        found = connection.settings_dict
        with proxy((found["HOST"], found["PORT"] or 5432)) as made:
            yield made, f"postgres://{found['USER']}:{found['PASSWORD']}@127.0.0.1:{made.port}/postgres"
    else:
        with small_postgresql() as address, proxy(address) as made:
            yield made, f"postgres://me:x@127.0.0.1:{made.port}/db"


@pytest.mark.django_db
@pytest.mark.parametrize("moment", [BETWEEN_REQUESTS, DURING_A_REQUEST])
def test_a_database_that_falls_silent_gives_a_page_within_seconds(moment):
    with database_behind_a_proxy() as (made, url):
        lines = ASK.replace("PORT", str(made.switch_port)) + moment
        printed = portal(lines, DATABASE_URL=url, **AS_THE_WEB)
    assert printed == ["200|True", "503|True", "503|True"]


@contextmanager
def locked(found):
    """Somebody else holds the sessions, for as long as it takes."""
    other = psycopg2.connect(
        host=found["HOST"],
        port=found["PORT"],
        user=found["USER"],
        password=found["PASSWORD"],
        dbname=found["NAME"],
    )
    try:
        with other.cursor() as cursor:
            cursor.execute("LOCK TABLE django_session IN ACCESS EXCLUSIVE MODE")
        yield
    finally:
        other.close()


LOCKED = """
ask("/deals/", cookie="sessionid=" + "x" * 32)
"""


@pytest.mark.django_db
def test_a_lock_that_stays_gives_a_page_within_seconds():
    if connection.vendor == "sqlite":
        return  # knows no locks of tables: whoever reads waits for nobody
    found = connection.settings_dict
    url = f"postgres://{found['USER']}:{found['PASSWORD']}@{found['HOST']}:{found['PORT']}/{found['NAME']}"
    with locked(found):
        assert portal(ASK + LOCKED, DATABASE_URL=url, **AS_THE_WEB) == ["503|True"]


def test_the_web_has_less_patience_than_the_worker(monkeypatch):
    monkeypatch.delenv("DATABASE_ANSWER_SECONDS", raising=False)
    printed = portal("import os, dealportaal.wsgi\nprint(os.environ['DATABASE_ANSWER_SECONDS'])")
    assert printed == ["4"]
    assert "DATABASE_ANSWER_SECONDS" not in os.environ
