"""Which cache holds the limits."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from dealportaal import caching


def chosen(monkeypatch, tmp_path, url="", broker="filesystem://"):
    monkeypatch.setenv("CACHE_URL", url)
    return caching.caches("CACHE_URL", broker=broker, data_dir=tmp_path)["default"]


def test_without_redis_it_is_a_folder_that_all_processes_share(monkeypatch, tmp_path):
    found = chosen(monkeypatch, tmp_path)
    assert (found["BACKEND"], found["LOCATION"]) == (caching.FILES, tmp_path / "cache")
    assert (
        found["OPTIONS"]["MAX_ENTRIES"] >= 10_000
    )  # Django's own 300 would forget a count after a few guesses


def test_with_redis_it_is_that_of_the_queue_under_an_own_prefix(monkeypatch, tmp_path):
    found = chosen(monkeypatch, tmp_path, broker="redis://server:6379/0")
    assert (found["BACKEND"], found["LOCATION"]) == (caching.REDIS, "redis://server:6379/0")
    assert found["KEY_PREFIX"] == "dealportaal"


def test_another_one_can_be_chosen(monkeypatch, tmp_path):
    found = chosen(monkeypatch, tmp_path, "rediss://cache:6380/2", broker="redis://server:6379/0")
    assert (found["BACKEND"], found["LOCATION"]) == (caching.REDIS, "rediss://cache:6380/2")
    found = chosen(monkeypatch, tmp_path, f"filecache://{tmp_path}/x")
    assert (found["BACKEND"], found["LOCATION"]) == (caching.FILES, f"{tmp_path}/x")


@pytest.mark.parametrize("url", ["locmemcache://", "dummycache://", "nonsense"])
def test_one_that_is_not_shared_is_refused(monkeypatch, tmp_path, url):
    with pytest.raises(ImproperlyConfigured, match="CACHE_URL is geen cache"):
        chosen(monkeypatch, tmp_path, url)
