"""Rate limits: counts events in the shared cache, per time window, without keeping the events."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import TypeAlias

from django.core.cache import cache

Key: TypeAlias = Iterable[object]


def add(key: Key, *, window: int, now: datetime, weight: int = 1) -> int:
    """Counts one event and returns how many there are within `window` seconds."""
    name = _name(key, window, now)
    cache.add(name, 0, timeout=2 * window)
    try:
        counted: int = cache.incr(name, weight)
        return counted
    except ValueError:  # it expired, or the cache went away, in between
        cache.set(name, weight, timeout=2 * window)
        return weight


def total(key: Key, *, window: int, now: datetime) -> int:
    counted: int = cache.get(_name(key, window, now), 0)
    return counted


def is_first(key: Key, *, seconds: int) -> bool:
    """Whether this is the first event within `window` seconds."""
    return cache.add(f"once:{_digest(key)}", 1, timeout=seconds)


def forget(key: Key, *, window: int, now: datetime) -> None:
    cache.delete(_name(key, window, now))


def _name(key: Key, window: int, now: datetime) -> str:
    return f"count:{window}:{int(now.timestamp() // window)}:{_digest(key)}"


def _digest(key: Key) -> str:
    return hashlib.sha256("\n".join(map(str, key)).encode()).hexdigest()
