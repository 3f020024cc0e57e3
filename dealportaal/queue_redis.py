"""The queue in Redis, in which no message waits twice: see `same_work`.

A mark stands beside the queue from when a message is put in it until a worker has it. It ends by itself, for the case
that the message was lost and the mark was not.
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
        except Exception:
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
        """What comes after this asks for work that this one may not see any more."""
        for channel in self.channels[:1]:
            channel.forget(queue, message)
        super()._deliver(message, queue)


def use():
    """From now on `redis://` is this transport."""
    for name in ("redis", "rediss"):
        TRANSPORT_ALIASES[name] = f"{__name__}:Transport"
