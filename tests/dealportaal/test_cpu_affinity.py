"""Worker processes that share a computer do not share a core."""

import os

import pytest
from celery import signals

from dealportaal import celery, cpu_affinity


@pytest.fixture
def pinned(monkeypatch):
    """The sets of cores that processes were kept on, instead of really keeping this one there; two cores."""
    kept = []
    monkeypatch.setattr(cpu_affinity, "_taken", [])
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: {4, 7}, raising=False)
    monkeypatch.setattr(os, "sched_setaffinity", lambda pid, cores: kept.append(cores), raising=False)
    yield kept
    for file in cpu_affinity._taken:
        file.close()


def test_each_takes_the_next_core_and_who_comes_too_late_goes_where_it_likes(tmp_path, pinned):
    assert [cpu_affinity.take(tmp_path / "cores") for _worker in range(3)] == [4, 7, None]
    assert pinned == [{4}, {7}]


def test_the_core_of_a_worker_that_ended_is_taken_again(tmp_path, pinned):
    cpu_affinity.take(tmp_path)
    cpu_affinity.take(tmp_path)
    cpu_affinity._taken[0].close()
    assert cpu_affinity.take(tmp_path) == 4


def test_a_computer_with_one_core_stays_as_it_is(tmp_path, pinned, monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: {0})
    assert cpu_affinity.take(tmp_path) is None
    assert pinned == []


def test_a_system_that_cannot_do_it_stays_as_it_is(tmp_path, monkeypatch):
    monkeypatch.delattr(os, "sched_setaffinity", raising=False)
    assert cpu_affinity.take(tmp_path) is None


def test_where_the_folder_cannot_be_made_a_worker_starts_all_the_same(tmp_path, pinned):
    (tmp_path / "cores").write_text("a file with the name of the folder")
    assert cpu_affinity.take(tmp_path / "cores") is None
    assert pinned == []


def test_where_a_worker_may_not_choose_a_core_it_starts_all_the_same(tmp_path, pinned, monkeypatch):
    def forbidden(pid, cores):
        raise PermissionError

    monkeypatch.setattr(os, "sched_setaffinity", forbidden)
    assert cpu_affinity.take(tmp_path) is None


@pytest.mark.parametrize("is_wanted", [True, False])
def test_a_worker_process_takes_one_as_soon_as_it_begins_where_that_is_wanted(
    monkeypatch, settings, is_wanted
):
    asked = []
    monkeypatch.setattr(celery.cpu_affinity, "take", asked.append)
    settings.WORKER_OWN_CORES = is_wanted
    signals.worker_process_init.send(sender="a worker")
    assert asked == [settings.DATA_DIR / "cores"] * is_wanted
