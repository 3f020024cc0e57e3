"""The cache for rate limits, shared by all processes."""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from dealportaal import env

REDIS = "foundation.steady_cache.SteadyRedisCache"
FILES = "foundation.steady_cache.SteadyFileCache"
SHARED = {"redis", "rediss", "rediscache", "filecache", "dbcache"}
MOST_FILES = 20_000


def caches(name: str, *, broker: str, data_dir: Path) -> dict:
    """CACHE_URL; else the queue's Redis with its own prefix, or a folder in DATA_DIR."""
    url = env.text(name) or (broker if broker.startswith("redis") else "")
    if not url:
        return {"default": {"BACKEND": FILES, "LOCATION": data_dir / "cache"} | _limits(files=True)}
    scheme = urlsplit(url).scheme
    if scheme not in SHARED:
        raise ImproperlyConfigured(
            f"{name} is geen cache die alle processen delen. Gebruik {name}=redis://server:6379/1 of laat {name} leeg."
        )
    found = environ.Env.cache_url_config(url)
    if scheme.startswith("redis"):
        found["BACKEND"] = REDIS
    if scheme == "filecache":
        found["BACKEND"] = FILES
    return {"default": _limits(files=scheme == "filecache") | found}


def _limits(*, files: bool) -> dict:
    options = {"OPTIONS": {"MAX_ENTRIES": MOST_FILES}} if files else {}
    return {"TIMEOUT": 3600, "KEY_PREFIX": "dealportaal"} | options
