"""An uploaded file between preview and storing: on the server, for one user and one round, for an hour at most."""

import hashlib
import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

KEPT_FOR = timedelta(hours=1)


def hold(*, content, owner, year, now):
    """Keeps the bytes and returns the key under which only this user finds them again."""
    discard_old(now=now)
    key = secrets.token_urlsafe(32)
    path = _path(key, owner, year)
    path.touch(mode=0o600)
    path.write_bytes(content)
    return key


def find(*, key, owner, year):
    """The bytes, or None when they are gone or somebody else's."""
    path = _path(key, owner, year)
    return path.read_bytes() if path.is_file() else None


def discard(*, key, owner, year):
    _path(key, owner, year).unlink(missing_ok=True)


def discard_old(*, now):
    """Removes what was left behind: it holds the answers of people by name or number."""
    for path in _folder().iterdir():
        if datetime.fromtimestamp(path.stat().st_mtime, UTC) < now - KEPT_FOR:
            path.unlink(missing_ok=True)


def _folder():
    folder = Path(settings.DATA_DIR) / "imports"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _path(key, owner, year):
    """The name tells nothing: it is a hash of key, user and round."""
    return _folder() / hashlib.sha256(f"{key}:{owner.pk}:{year}".encode()).hexdigest()
