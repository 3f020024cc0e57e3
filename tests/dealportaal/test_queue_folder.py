"""A message on disk is whole or not there, also for a worker that looks at the wrong moment."""

import contextlib
import os
import threading
import time
from queue import Empty

import pytest
from kombu import Connection
from kombu.exceptions import ChannelError

from dealportaal import queue_folder
from tests.dealportaal.test_same_work import message

MESSAGES = 300


@pytest.fixture
def connection(tmp_path):
    for name in ("queue", "control"):
        (tmp_path / name).mkdir()
    options = {
        "data_folder_in": str(tmp_path / "queue"),
        "data_folder_out": str(tmp_path / "queue"),
        "control_folder": str(tmp_path / "control"),
        "polling_interval": 0.001,
    }
    with Connection("filesystem://", transport_options=options) as made:
        yield made


def test_the_portal_uses_it(connection):
    assert isinstance(connection.transport, queue_folder.Transport)


def test_a_folder_without_a_host_is_nothing_to_warn_about(connection, caplog):
    connection.info()
    assert not caplog.messages


def test_a_message_is_not_seen_before_it_is_whole(connection, monkeypatch, tmp_path):
    replace, seen = os.replace, []

    def look_and_replace(old, new):
        seen.extend(
            path.name for path in (tmp_path / "queue").iterdir() if path.name.partition(".")[2] == "proef.msg"
        )
        replace(old, new)

    monkeypatch.setattr(queue_folder.os, "replace", look_and_replace)
    with connection.SimpleQueue("proef") as queue:
        queue.put({"id": 7})
        assert seen == []
        assert queue.get(timeout=5).payload == {"id": 7}


def test_a_reader_beside_a_writer_gets_every_message(connection):
    """With kombu's own transport the reader meets an empty file and raises."""
    channel = connection.channel()

    def write():
        for number in range(MESSAGES):
            channel._put("proef", {"id": number})

    writer = threading.Thread(target=write)
    writer.start()
    got, end = [], time.monotonic() + 30
    while len(got) < MESSAGES and time.monotonic() < end:
        with contextlib.suppress(Empty):
            got.append(channel._get("proef")["id"])
    writer.join()
    assert sorted(got) == list(range(MESSAGES))


def test_the_same_work_waits_once_until_a_worker_has_it(connection, tmp_path):
    """Every half minute of a worker that is busy for long the schedule asks the same again."""
    channel = connection.channel()
    for number in range(5):
        channel._put("proef", message(id=number))
        channel._put("proef", message(id=number, body="W11="))
        channel._put("ander", message(id=number))
    assert len(list((tmp_path / "queue").glob("*.proef.msg"))) == 2
    assert channel._get("proef")["headers"]["id"] == 0
    channel._put("proef", message(id=7))
    assert [channel._get("proef")["headers"]["id"] for _ in range(2)] == [0, 7]


def test_a_list_of_queues_that_a_full_disk_left_empty_stops_no_worker(connection, tmp_path):
    (tmp_path / "control" / "post.exchange").write_bytes(b"")
    channel = connection.channel()
    assert channel.get_table("post") == []
    for _start in range(2):
        channel._queue_bind("post", "post", "", "post")
        channel._queue_bind("post", "ander", "", "ander")
    assert sorted(bound.queue for bound in channel.get_table("post")) == ["ander", "post"]


def test_a_full_disk_leaves_the_list_of_queues_and_no_litter(connection, monkeypatch, tmp_path):
    channel = connection.channel()
    channel._queue_bind("post", "post", "", "post")

    def full(path, _content):
        path.touch()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(queue_folder.Path, "write_bytes", full)
    with pytest.raises(ChannelError):
        channel._queue_bind("post", "ander", "", "ander")
    with pytest.raises(ChannelError):
        channel._put("post", {"id": 1})
    assert [bound.queue for bound in channel.get_table("post")] == ["post"]
    assert not list(tmp_path.rglob("*.part"))
