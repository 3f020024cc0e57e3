"""PostgreSQL behind something that stops forwarding: it takes what is sent, and nothing ever comes back."""

import socket
import struct
import threading
from contextlib import contextmanager

PARAMETERS = {
    "server_version": "15.0",
    "server_encoding": "UTF8",
    "client_encoding": "UTF8",
    "TimeZone": "UTC",
    "DateStyle": "ISO, MDY",
    "integer_datetimes": "on",
    "standard_conforming_strings": "on",
}


class Proxy:
    """Forwards between a client and a server until `falls_silent` is set; the connections stay open."""

    def __init__(self, address):
        self.address = address
        self.falls_silent = threading.Event()
        self.listening = socket.create_server(("127.0.0.1", 0), backlog=20)
        self.port = self.listening.getsockname()[1]
        self.switch = socket.create_server(("127.0.0.1", 0))  # whoever knocks here makes it fall silent
        self.switch_port = self.switch.getsockname()[1]
        self.open = []
        threading.Thread(target=self._serve, daemon=True).start()
        threading.Thread(target=self._wait_for_the_switch, daemon=True).start()

    def _wait_for_the_switch(self):
        try:
            knock = self.switch.accept()[0]
        except OSError:
            return
        self.falls_silent.set()
        knock.close()

    def _serve(self):
        while True:
            try:
                client = self.listening.accept()[0]
            except OSError:
                return
            self.open.append(client)
            if not self.falls_silent.is_set():
                server = socket.create_connection(self.address)
                self.open.append(server)
                for pair in ((client, server), (server, client)):
                    threading.Thread(target=self._forward, args=pair, daemon=True).start()

    def _forward(self, source, target):
        while True:
            try:
                data = source.recv(65536)
                if self.falls_silent.is_set():
                    continue
                if not data:
                    target.close()
                    return
                target.sendall(data)
            except OSError:
                return


@contextmanager
def proxy(address):
    made = Proxy(address)
    try:
        yield made
    finally:
        for one in (made.listening, made.switch):
            one.shutdown(socket.SHUT_RDWR)
            one.close()
        for one in made.open:
            one.close()


def _message(kind, body):
    return kind + struct.pack("!i", len(body) + 4) + body


READY = _message(b"Z", b"I")
WELCOME = (
    _message(b"R", struct.pack("!i", 0))
    + b"".join(_message(b"S", f"{key}\0{value}\0".encode()) for key, value in PARAMETERS.items())
    + READY
)


def _talk(line):
    """The little of the protocol that a connection and statements without rows need."""
    with line, line.makefile("rb") as read:
        size, code = struct.unpack("!ii", read.read(8))
        while code in (80877103, 80877104):  # asks for encryption
            line.sendall(b"N")
            size, code = struct.unpack("!ii", read.read(8))
        read.read(size - 8)
        line.sendall(WELCOME)
        while kind := read.read(1):
            read.read(struct.unpack("!i", read.read(4))[0] - 4)
            if kind == b"Q":
                line.sendall(_message(b"C", b"SELECT 0\0") + READY)


def _answer(listening):
    while True:
        try:
            line = listening.accept()[0]
        except OSError:
            return
        threading.Thread(target=_talk, args=[line], daemon=True).start()


@contextmanager
def small_postgresql():
    """Says yes to everything, for where no PostgreSQL is; gives its address."""
    with socket.create_server(("127.0.0.1", 0), backlog=20) as listening:
        threading.Thread(target=_answer, args=[listening], daemon=True).start()
        yield listening.getsockname()[:2]
        listening.shutdown(socket.SHUT_RDWR)
