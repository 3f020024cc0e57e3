"""In Redis no message waits twice, and none is lost for it."""

import socket

import pytest
from kombu import Connection
from redis.exceptions import ConnectionError as RedisGone

from dealportaal import queue_redis
from tests.dealportaal.test_same_work import message


class Client(dict):
    """So much of Redis as the marks need."""

    def set(self, key, value, *, nx, ex):
        if key in self:
            return None
        self[key] = ex
        return True

    def delete(self, key):
        self.pop(key, None)


@pytest.fixture
def channel(monkeypatch):
    """A channel on a Redis of our own, with what was put in its queues in `sent`."""
    made = queue_redis.Channel.__new__(queue_redis.Channel)
    made.client_of_test, made.sent, made.is_out = Client(), [], False

    class Taken:
        def __enter__(self):
            return made.client_of_test

        def __exit__(self, *_):
            return False

    def put(_channel, queue, payload, **_options):
        if made.is_out:
            raise RedisGone
        made.sent.append((queue, payload))

    monkeypatch.setattr(queue_redis.Channel, "conn_or_acquire", lambda *_: Taken())
    monkeypatch.setattr(queue_redis.redis.Channel, "_put", put)
    return made


def test_the_portal_uses_it():
    with socket.create_server(("127.0.0.1", 0)) as server:
        connection = Connection(f"redis://127.0.0.1:{server.getsockname()[1]}/0")
        assert connection.get_transport_cls() is queue_redis.Transport
    assert queue_redis.Transport.Channel is queue_redis.Channel


def test_the_same_work_waits_once_until_a_worker_has_it(channel, monkeypatch):
    for number in range(3):
        channel._put("celery", message(id=number))
    assert len(channel.sent) == 1
    transport = queue_redis.Transport.__new__(queue_redis.Transport)
    transport.channels, delivered = [channel], []
    monkeypatch.setattr(
        queue_redis.redis.Transport, "_deliver", lambda _self, *what: delivered.append(what), raising=False
    )
    transport._deliver(message(id=0), "celery")
    channel._put("celery", message(id=4))
    assert len(channel.sent) == 2 and len(delivered) == 1


def test_other_work_other_queues_and_plain_messages_all_go_in(channel):
    for queue, payload in (
        ("celery", message()),
        ("mail", message()),
        ("celery", message(body="W11=")),
        ("celery", {"id": 7}),
        ("celery", {"id": 7}),
    ):
        channel._put(queue, payload)
    assert len(channel.sent) == 5


def test_work_that_could_not_be_put_in_the_queue_may_be_asked_again(channel):
    channel.is_out = True
    with pytest.raises(RedisGone):
        channel._put("celery", message())
    channel.is_out = False
    channel._put("celery", message())
    assert len(channel.sent) == 1


def test_a_mark_ends_by_itself(channel):
    channel._put("celery", message())
    assert list(channel.client_of_test.values()) == [queue_redis.MARK_SECONDS]
