"""The queue on disk, without half-written messages.

kombu's file system transport makes a message visible before it is written; a worker that looks in that moment reads
nothing and stops. Here a message is written under another name first and then gets its own: whole or not there.
And a message that asks the same as one that still waits is not added: see `same_work`.
"""

import os
import uuid
from pathlib import Path
from time import monotonic

from kombu.exceptions import ChannelError
from kombu.transport import TRANSPORT_ALIASES, filesystem
from kombu.utils.encoding import str_to_bytes
from kombu.utils.json import dumps

from dealportaal.same_work import mark_of


class Channel(filesystem.Channel):
    def _put(self, queue, payload, **kwargs):
        folder = Path(self.data_folder_out)
        mark = mark_of(payload)
        if mark and any(folder.glob(f"*_{mark}.{queue}.msg")):
            return
        name = f"{round(monotonic() * 1000)}_{mark or uuid.uuid4()}.{queue}.msg"
        unfinished = folder / f".{name}.part"
        try:
            unfinished.write_bytes(str_to_bytes(dumps(payload)))
            os.replace(unfinished, folder / name)
        except OSError as error:
            raise ChannelError(f"Cannot add a message to {folder}") from error


class Transport(filesystem.Transport):
    Channel = Channel


def use():
    """From now on `filesystem://` is this transport."""
    TRANSPORT_ALIASES["filesystem"] = f"{__name__}:Transport"
