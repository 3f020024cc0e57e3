"""The queue in Redis, without duplicates: see `same_work`.

A mark is kept beside the queue from when a message is added until a worker takes it. It expires, in case the
message is lost and the mark is not.
"""

from contextlib import suppress

from kombu.transport import TRANSPORT_ALIASES, redis
from redis.exceptions import RedisError

from dealportaal.same_work import mark_of

MARK_SECONDS = 180


def _key(queue, mark):
    return f"dealportaal.waits.{queue}.{mark}"


class Channel(redis.Channel):
    def _put(self, queue, message, **kwargs):
        mark = mark_of(message)
        if mark:
            with self.conn_or_acquire() as client:
                if not client.set(_key(queue, mark), 1, nx=True, ex=MARK_SECONDS):
                    return
        try:
            super()._put(queue, message, **kwargs)
        except Exception:  # not put, so not marked as put; raised again
            with suppress(RedisError):
                self.forget(queue, message)
            raise

    def forget(self, queue, message):
        mark = mark_of(message)
        if mark:
            with self.conn_or_acquire() as client:
                client.delete(_key(queue, mark))


class Transport(redis.Transport):
    Channel = Channel

    def _deliver(self, message, queue):
        """Removes the mark: later requests may concern work that this message no longer covers."""
        for channel in self.channels[:1]:
            channel.forget(queue, message)
        super()._deliver(message, queue)


def use():
    """Registers this transport for `redis://`."""
    for name in ("redis", "rediss"):
        TRANSPORT_ALIASES[name] = f"{__name__}:Transport"
