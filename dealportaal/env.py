"""Reads settings from the environment; an invalid value is refused with a sentence that says what to set."""

import os
import socket
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import redis
from django.core.exceptions import ImproperlyConfigured
from redis.backoff import NoBackoff
from redis.retry import Retry

from dealportaal.statements import Term, read_terms

DEFAULT_SECRET = "demo-only-not-a-secret"
TRUE, FALSE = {"1", "true", "yes", "on", "ja"}, {"0", "false", "no", "off", "nee"}


def text(name: str, default: str = "") -> str:
    """Empty counts as missing: `NAME=` in a file of settings."""
    return os.environ.get(name, "").strip() or default


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
    """Creates the folder; refuses a place that cannot be written to."""
    path = Path(text(name) or default).resolve()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"{name}={path} kan niet worden gemaakt: {error.strerror}.") from error
    if not os.access(path, os.W_OK):
        raise ImproperlyConfigured(f"In {name}={path} mag niet geschreven worden. Kies een andere map.")
    return path


def broker(name: str) -> str:
    """The address of the queue: kombu's file system transport by default, or Redis."""
    url = text(name) or "filesystem://"
    if url != "filesystem://" and (
        urlsplit(url).scheme not in {"redis", "rediss"} or not urlsplit(url).hostname
    ):
        raise ImproperlyConfigured(
            f"{name} is geen adres van een Redis-server. Gebruik {name}=redis://server:6379/0 of laat {name} leeg."
        )
    if url.startswith("rediss") and "ssl_cert_reqs" not in parse_qs(urlsplit(url).query):
        return f"{url}{'&' if '?' in url else '?'}ssl_cert_reqs=required"  # kombu alone would check nothing
    return url


def refuse_unreachable(name: str, url: str, *, default_port: int) -> None:
    """Raises ImproperlyConfigured when nothing listens at the address; costs at most 3 seconds."""
    parts = urlsplit(url)
    if not parts.hostname:  # a socket in a folder; connecting will show
        return
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
