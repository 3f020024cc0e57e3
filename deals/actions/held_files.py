"""An uploaded file between preview and storing: on the server, for one user and one place, for an hour at most."""

import hashlib
import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

KEPT_FOR = timedelta(hours=1)


def hold(*, content, owner, place, now):
    """Keeps the bytes and returns the key under which only this user finds them again."""
    discard_old(now=now)
    key = secrets.token_urlsafe(32)
    path = _path(key, owner, place)
    path.touch(mode=0o600)
    path.write_bytes(content)
    return key


def find(*, key, owner, place):
    """The bytes, or None when they are gone or somebody else's."""
    path = _path(key, owner, place)
    return path.read_bytes() if path.is_file() else None


def discard(*, key, owner, place):
    _path(key, owner, place).unlink(missing_ok=True)


def discard_old(*, now):
    """Removes what was left behind: it holds answers or contacts of people."""
    for path in _folder().iterdir():
        if datetime.fromtimestamp(path.stat().st_mtime, UTC) < now - KEPT_FOR:
            path.unlink(missing_ok=True)


def _folder():
    folder = Path(settings.DATA_DIR) / "imports"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _path(key, owner, place):
    """The name tells nothing: it is a hash of key, user and place."""
    return _folder() / hashlib.sha256(f"{key}:{owner.pk}:{place}".encode()).hexdigest()
