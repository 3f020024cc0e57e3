"""A cache that may fall silent."""

import socket
import time

import pytest

from foundation import steady_cache
from foundation.steady_cache import SteadyFileCache, SteadyRedisCache


@pytest.fixture
def silent():
    """A server that takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"redis://127.0.0.1:{server.getsockname()[1]}/0"


@pytest.fixture
def refused():
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"redis://127.0.0.1:{server.getsockname()[1]}/0"
    return address


@pytest.mark.parametrize("server", ["silent", "refused"])
def test_a_server_that_is_away_is_asked_once_and_this_process_remembers(server, request, caplog):
    cache = SteadyRedisCache(request.getfixturevalue(server), {"KEY_PREFIX": server})
    assert cache.add("a", 0)
    assert not cache.add("a", 0)
    assert cache.incr("a", 2) == 2
    cache.set("b", "x")
    assert cache.get_many(["a", "b"]) == {"a": 2, "b": "x"}
    assert cache.has_key("b")
    cache.delete("b")
    assert cache.get("b") is None
    assert len(caplog.records) == 1


def test_it_waits_half_a_second_at_most():
    options = SteadyRedisCache("redis://127.0.0.1:1/0", {})._cache._pool_options
    assert (options["socket_timeout"], options["socket_connect_timeout"]) == (0.5, 0.5)
    assert options["retry"]._retries == 0


def test_it_is_asked_again_after_a_pause(tmp_path, monkeypatch):
    folder = tmp_path / "cache"
    cache = SteadyFileCache(folder, {})
    folder.rmdir()
    folder.write_text("not a folder")
    cache.set("a", 1)
    assert cache.get("a") == 1
    folder.unlink()
    start = time.monotonic() + steady_cache.PAUSE_SECONDS
    monkeypatch.setattr(steady_cache.time, "monotonic", lambda: start + 1)
    cache.set("a", 2)
    assert len(list(folder.iterdir())) == 1
