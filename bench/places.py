"""Temporary places: a folder and a database for one measurement, both gone afterwards."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2
import redis

DATABASE_URL = os.environ.get("TEST_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")
REDIS_URL = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/9")
REDIS_NUMBERS = range(15, 9, -1)
OURS = ("PRODUCTION", "DEBUG", "DEMO", "ALLOWED_HOSTS", "SITE_URL", "REQUIRE_SECOND_FACTOR", "SECRET_KEY")


@dataclass(frozen=True)
class Stack:
    """A database with a queue. `redis_url` empty: the queue of files."""

    name: str
    is_postgres: bool = False
    redis_url: str = ""


def stacks() -> tuple[list[Stack], list[str]]:
    """The stacks that answer on this computer, and in words what is left out."""
    found, left_out = [Stack("SQLite")], []
    try:
        psycopg2.connect(DATABASE_URL, connect_timeout=3).close()
    except psycopg2.OperationalError as error:
        return found, [f"PostgreSQL: {str(error).strip().splitlines()[0]}"]
    queue = _empty_redis()
    if not queue:
        left_out.append(f"Redis: no answer, or no empty database in it, at {urlsplit(REDIS_URL).netloc}")
    return [*found, Stack("PostgreSQL", is_postgres=True, redis_url=queue)], left_out


def _empty_redis() -> str:
    """The address of a Redis database that holds nothing, so that emptying it afterwards harms nobody; or ""."""
    parts = urlsplit(REDIS_URL)
    for number in REDIS_NUMBERS:
        url = urlunsplit(parts._replace(path=f"/{number}"))
        try:
            if redis.Redis.from_url(url, socket_timeout=3, socket_connect_timeout=3).dbsize() == 0:
                return url
        except redis.RedisError:
            return ""
    return ""


@contextmanager
def place(stack: Stack | None, folder: Path, static: Path) -> Iterator[dict[str, str]]:
    """The environment of one measurement. `static`: collected once, shared by all of them."""
    folder.mkdir(parents=True)
    (folder / "static").symlink_to(static)
    environment = {name: value for name, value in os.environ.items() if name not in OURS}
    environment |= {
        "DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "dealportaal.settings",
        "DATABASE_URL": "",
        "CELERY_BROKER_URL": stack.redis_url if stack else "",
    }
    if stack is None or not stack.is_postgres:
        yield environment
        return
    name = f"bench_{os.getpid()}_{secrets.token_hex(4)}"
    _administer(f'CREATE DATABASE "{name}"')
    try:
        yield environment | {"DATABASE_URL": urlunsplit(urlsplit(DATABASE_URL)._replace(path=f"/{name}"))}
    finally:
        _administer(f'DROP DATABASE "{name}" WITH (FORCE)')
        if stack.redis_url:
            redis.Redis.from_url(stack.redis_url).flushdb()


def _administer(statement: str) -> None:
    connection = psycopg2.connect(DATABASE_URL)
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)
    finally:
        connection.close()
