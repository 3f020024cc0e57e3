"""Counting in the shared cache."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache

from foundation import counting

NOW = datetime(2026, 6, 1, 12, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _nothing_remembered():
    cache.clear()
    yield
    cache.clear()


def test_every_one_counts_within_its_window():
    assert [counting.add(("a", 1), window=60, now=NOW) for _time in range(3)] == [1, 2, 3]
    assert counting.total(("a", 1), window=60, now=NOW) == 3
    assert counting.total(("a", 2), window=60, now=NOW) == 0
    assert counting.total(("a", 1), window=60, now=NOW + timedelta(seconds=60)) == 0


def test_some_weigh_more_and_all_can_be_forgotten():
    counting.add(("a",), window=60, now=NOW, weight=5)
    assert counting.add(("a",), window=60, now=NOW) == 6
    counting.forget(("a",), window=60, now=NOW)
    assert counting.total(("a",), window=60, now=NOW) == 0


def test_only_one_is_the_first():
    assert [counting.is_first(("a",), seconds=60) for _time in range(2)] == [True, False]


def test_a_counter_that_ran_out_meanwhile_begins_anew(monkeypatch):
    def gone(*_args, **_options):
        raise ValueError

    monkeypatch.setattr(cache, "incr", gone)
    assert counting.add(("a",), window=60, now=NOW) == 1
    assert counting.total(("a",), window=60, now=NOW) == 1


def test_what_is_counted_is_not_kept(monkeypatch):
    names, add = [], cache.add
    monkeypatch.setattr(
        cache, "add", lambda name, *rest, **options: names.append(name) or add(name, *rest, **options)
    )
    counting.add(("pair", "persoon@voorbeeld.invalid"), window=60, now=NOW)
    counting.is_first(("pair", "persoon@voorbeeld.invalid"), seconds=60)
    assert len(names) == 2 and not [name for name in names if "persoon" in name]
