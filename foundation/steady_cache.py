"""A cache with a fallback: while the shared cache is down, this process counts by itself for a while, without
waiting.

Rate limits then hold per process, which is weaker than shared and better than nothing.
"""

import logging
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from django.core.cache.backends.filebased import FileBasedCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

PAUSE_SECONDS = 10
ANSWER_SECONDS = 0.5
logger = logging.getLogger("dealportaal.cache")

if TYPE_CHECKING:
    from django.core.cache.backends.base import BaseCache

    class _Cache(BaseCache):
        def __init__(self, location: str, params: dict[str, Any]) -> None: ...

else:
    _Cache = object


def _steady(name: str) -> Callable[..., Any]:
    def call(self: "SteadyCache", *args: object, **options: object) -> object:
        if time.monotonic() >= self._away_until:
            try:
                return getattr(super(SteadyCache, self), name)(*args, **options)
            except self.FAULTS:
                self._away_until = time.monotonic() + PAUSE_SECONDS
                logger.exception("The cache does not answer; this process counts by itself for a while.")
        return getattr(self._own, name)(*args, **options)

    return call


class SteadyCache(_Cache):
    """Wraps a cache; an exception in FAULTS means that it is down."""

    FAULTS: tuple[type[Exception], ...] = (OSError,)

    def __init__(self, location: str, params: dict[str, object]) -> None:
        super().__init__(location, params)
        own = {name: value for name, value in params.items() if name != "OPTIONS"}
        self._own, self._away_until = LocMemCache(f"own-{location}", own), 0.0

    add, get, set, touch = _steady("add"), _steady("get"), _steady("set"), _steady("touch")
    delete, incr, has_key, clear = _steady("delete"), _steady("incr"), _steady("has_key"), _steady("clear")
    get_many, set_many, delete_many = _steady("get_many"), _steady("set_many"), _steady("delete_many")


class SteadyRedisCache(SteadyCache, RedisCache):
    FAULTS = (RedisError, OSError)

    def __init__(self, location: str, params: dict[str, object]) -> None:
        limits: dict[str, object] = {
            "socket_connect_timeout": ANSWER_SECONDS,
            "socket_timeout": ANSWER_SECONDS,
            "retry": Retry(NoBackoff(), 0),
        }
        own = cast("dict[str, object]", params.get("OPTIONS", {}))
        params = params | {"OPTIONS": limits | own}
        super().__init__(location, params)


class SteadyFileCache(SteadyCache, FileBasedCache):
    """A folder shared by all processes of this computer; a full or read-only disk raises no error."""
