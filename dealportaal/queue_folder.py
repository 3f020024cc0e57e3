"""The queue on disk, with atomic writes.

kombu's file system transport makes a message visible before it is written; a worker that reads it at that
moment gets nothing and stops. Here a message is written under a temporary name and then renamed. So are the
lists of queues: one that a full disk left empty would stop every worker at its start. A message that
duplicates a waiting one is not added: see `same_work`.
"""

import fcntl
import os
import uuid
from pathlib import Path
from time import monotonic_ns

from kombu.exceptions import ChannelError
from kombu.transport import TRANSPORT_ALIASES, filesystem
from kombu.transport.filesystem import exchange_queue_t
from kombu.utils.encoding import str_to_bytes
from kombu.utils.json import dumps

from dealportaal.same_work import mark_of


class Channel(filesystem.Channel):
    def _put(self, queue, payload, **kwargs):
        folder = Path(self.data_folder_out)
        mark = mark_of(payload)
        if mark and any(folder.glob(f"*_{mark}.{queue}.msg")):
            return
        _write(folder / f"{monotonic_ns():020}_{mark or uuid.uuid4()}.{queue}.msg", payload)

    def get_table(self, exchange):
        try:
            return super().get_table(exchange)
        except ValueError:  # left empty by a full disk: every worker binds its queue again
            return []

    def _queue_bind(self, exchange, routing_key, pattern, queue):
        self.control_folder.mkdir(exist_ok=True)
        folder = os.open(self.control_folder, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            known = self.get_table(exchange)
            bound = exchange_queue_t(routing_key or "", pattern or "", queue or "")
            if bound not in known:
                _write(self._exchange_file(exchange), [bound, *known])
        finally:
            os.close(folder)


def _write(path, value):
    """Writes the file completely or not at all, and leaves no temporary file."""
    unfinished = path.with_name(f".{path.name}.part")
    try:
        unfinished.write_bytes(str_to_bytes(dumps(value)))
        os.replace(unfinished, path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise ChannelError(f"Cannot write to {path.parent}") from error


class Transport(filesystem.Transport):
    Channel = Channel

    @property
    def default_connection_params(self):
        """A folder has no host; kombu warns about its default one."""
        return {"port": self.default_port}


def use():
    """Registers this transport for `filesystem://`."""
    TRANSPORT_ALIASES["filesystem"] = f"{__name__}:Transport"
