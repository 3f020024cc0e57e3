"""DATABASES from DATABASE_URL; options in its query (`?sslmode=verify-full`) are kept and take precedence."""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

from dealportaal import env

SQLITE, POSTGRESQL = "django.db.backends.sqlite3", "django.db.backends.postgresql"
LONGEST_LOCK_SECONDS = 10
SQLITE_OPTIONS = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
    "PRAGMA secure_delete=ON;",
}
# Linux itself notices within seconds that the other computer is gone, whatever the longer timeouts say.
NETWORK_OPTIONS = {
    "connect_timeout": 3,
    "tcp_user_timeout": 4000,
    "keepalives": 1,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 2,
}


def database(name: str, data_dir: Path, *, answer_seconds: int) -> dict:
    """SQLite under DATA_DIR (WAL, immediate transactions) or the PostgreSQL of DATABASE_URL."""
    url = env.text(name)
    if not url:
        return _sqlite({"NAME": data_dir / "dealportaal.sqlite3"})
    found = _read(name, url)
    options = found.get("OPTIONS", {})
    if found["ENGINE"] == SQLITE:
        return _sqlite(found)
    limits = _limits(answer_seconds, options.get("options", ""))
    return (
        {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
        | found
        | {
            "ENGINE": "dealportaal.postgresql",
            "OPTIONS": NETWORK_OPTIONS | options | {"options": limits, "answer_seconds": answer_seconds},
        }
    )


def _read(name: str, url: str) -> dict:
    try:
        if "://" not in url:
            raise ValueError(url)
        found = environ.Env.db_url_config(url)
        is_whole = found["ENGINE"] == SQLITE or (
            found["ENGINE"] == POSTGRESQL and found["NAME"] and found["HOST"]
        )
    except (ValueError, KeyError):
        is_whole = False
    if not is_whole:
        raise ImproperlyConfigured(
            f"{name} is geen adres van een PostgreSQL-database. "
            f"Gebruik {name}=postgres://gebruiker:wachtwoord@server:5432/database of laat {name} leeg."
        )
    return found


def _limits(answer_seconds: int, own: str) -> str:
    """Timeouts of the server; the lock timeout is slightly shorter than the statement timeout."""
    lock = min(LONGEST_LOCK_SECONDS, max(answer_seconds - 1, 1))
    return f"-c statement_timeout={answer_seconds}s -c lock_timeout={lock}s {own}".strip()


def _sqlite(found: dict) -> dict:
    return (
        {"CONN_MAX_AGE": None}
        | found
        | {
            "ENGINE": SQLITE,
            "OPTIONS": SQLITE_OPTIONS | found.get("OPTIONS", {}),
        }
    )
