"""Reads settings from the environment and refuses nonsense with a sentence that says what to set."""

import os
import socket
from pathlib import Path
from urllib.parse import urlsplit

import environ
import redis
from django.core.exceptions import ImproperlyConfigured
from redis.backoff import NoBackoff
from redis.retry import Retry

from dealportaal.statements import Term, read_terms

DEFAULT_SECRET = "demo-only-not-a-secret"
TRUE, FALSE = {"1", "true", "yes", "on", "ja"}, {"0", "false", "no", "off", "nee", ""}


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def flag(name: str, default: bool) -> bool:
    value = text(name, "1" if default else "0").lower()
    if value not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name}={value} is geen ja of nee. Zet {name}=1 of {name}=0.")
    return value in TRUE


def number(name: str, default: int, *, low: int, high: int) -> int:
    value = text(name, str(default))
    if not value.isdigit() or not low <= int(value) <= high:
        raise ImproperlyConfigured(f"{name}={value} moet een heel getal van {low} tot en met {high} zijn.")
    return int(value)


def terms(name: str, default: str) -> tuple[Term, ...]:
    try:
        return read_terms(text(name, default))
    except ValueError as error:
        raise ImproperlyConfigured(
            f"{name}: in '{error}' ontbreekt een dubbele punt. Schrijf bijvoorbeeld {name}=\"Accounts: één jaar\"."
        ) from error


def names(name: str) -> list[str]:
    return [part.strip() for part in text(name).split(",") if part.strip()]


def folder(name: str, default: Path) -> Path:
    """Makes the folder; refuses a place that cannot be written to."""
    path = Path(text(name) or default).resolve()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"{name}={path} kan niet worden gemaakt: {error.strerror}.") from error
    if not os.access(path, os.W_OK):
        raise ImproperlyConfigured(f"In {name}={path} mag niet geschreven worden. Kies een andere map.")
    return path


def database(name: str, data_dir: Path) -> dict:
    """SQLite under DATA_DIR (WAL, immediate transactions) or the PostgreSQL of DATABASE_URL."""
    url = text(name)
    if not url:
        return _sqlite(data_dir / "dealportaal.sqlite3")
    example = f"Gebruik {name}=postgres://gebruiker:wachtwoord@server:5432/database of laat {name} leeg."
    parts = urlsplit(url)
    if parts.scheme == "sqlite" and parts.path:
        return _sqlite(Path(parts.path))
    if parts.scheme not in {"postgres", "postgresql"} or not parts.hostname or len(parts.path) < 2:
        raise ImproperlyConfigured(f"{name} is geen adres van een PostgreSQL-database. {example}")
    return environ.Env.db_url_config(url) | {
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 3, "options": "-c statement_timeout=30000 -c lock_timeout=10000"},
    }


def _sqlite(path: Path) -> dict:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
            "PRAGMA secure_delete=ON;",
        },
    }


def broker(name: str) -> str:
    """The address of the queue: kombu's file system transport by default, or Redis."""
    url = text(name) or "filesystem://"
    if url != "filesystem://" and (
        urlsplit(url).scheme not in {"redis", "rediss"} or not urlsplit(url).hostname
    ):
        raise ImproperlyConfigured(
            f"{name} is geen adres van een Redis-server. Gebruik {name}=redis://server:6379/0 of laat {name} leeg."
        )
    return url


def refuse_unreachable(name: str, url: str, *, default_port: int) -> None:
    """Raises ImproperlyConfigured when nothing listens at the address; costs at most 3 seconds."""
    parts = urlsplit(url)
    try:
        socket.create_connection((parts.hostname, parts.port or default_port), timeout=3).close()
    except OSError as error:
        where = f"{parts.hostname}:{parts.port or default_port}"
        raise ImproperlyConfigured(
            f"Op {where} antwoordt niets ({error}). Start die server, of zet {name} op het juiste adres."
        ) from error
    if parts.scheme.startswith("redis"):
        _refuse_without_pong(name, url)


def _refuse_without_pong(name: str, url: str) -> None:
    """A port that listens is not yet a Redis that answers and lets us in; costs at most 3 seconds."""
    client = redis.Redis.from_url(
        url, socket_connect_timeout=3, socket_timeout=3, retry=Retry(NoBackoff(), 0)
    )
    try:
        client.ping()
    except redis.RedisError as error:
        where = f"{urlsplit(url).hostname}:{urlsplit(url).port or 6379}"
        raise ImproperlyConfigured(
            f"Op {where} antwoordt geen Redis ({error}). Start die server, of zet {name} op het juiste adres."
        ) from error
    finally:
        client.close()


def secret(name: str, *, production: bool) -> str:
    value = text(name) or DEFAULT_SECRET
    if production and (value == DEFAULT_SECRET or len(value) < 50 or value.startswith("django-insecure")):
        raise ImproperlyConfigured(
            f"{name} ontbreekt of is te zwak. Zet {name} op minstens 50 willekeurige tekens, bijvoorbeeld van "
            '`python -c "import secrets; print(secrets.token_urlsafe(64))"`.'
        )
    return value
