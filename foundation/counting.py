"""Rate limits: counts events in the shared cache, per time window, without keeping the events."""

import hashlib

from django.core.cache import cache


def add(key, *, window, now, weight=1):
    """Counts one event and returns how many there are within `window` seconds."""
    name = _name(key, window, now)
    cache.add(name, 0, timeout=2 * window)
    try:
        return cache.incr(name, weight)
    except ValueError:  # it expired, or the cache went away, in between
        cache.set(name, weight, timeout=2 * window)
        return weight


def total(key, *, window, now):
    return cache.get(_name(key, window, now), 0)


def is_first(key, *, seconds):
    """Whether this is the first event within `window` seconds."""
    return cache.add(f"once:{_digest(key)}", 1, timeout=seconds)


def forget(key, *, window, now):
    cache.delete(_name(key, window, now))


def _name(key, window, now):
    return f"count:{window}:{int(now.timestamp() // window)}:{_digest(key)}"


def _digest(key):
    return hashlib.sha256("\n".join(map(str, key)).encode()).hexdigest()
