"""A small mail server on this computer that answers as a test tells it to."""

import socketserver
import threading
import time
from contextlib import contextmanager

from django.test import override_settings

OK = {"EHLO": "250 hello", "MAIL": "250 ok", "RCPT": "250 ok", "DATA": "354 go on", ".": "250 taken"}
OTHERS = {"RSET": "250 ok", "NOOP": "250 ok", "QUIT": "221 bye", "HELO": "250 hello", "AUTH": "235 in"}
HANG_UP = "hang up"


class Server(socketserver.ThreadingTCPServer):
    """`answers` by command, "." for the end of the text; a callable gets the line. `taken`: (sender, recipient, text)."""

    allow_reuse_address = daemon_threads = True
    block_on_close = False

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Session)
        self.answers, self.taken, self.commands, self.wait = OK | OTHERS, [], [], 0
        self.connections = self.open = 0

    @property
    def recipients(self):
        return [recipient for _sender, recipient, _text in self.taken]


class Session(socketserver.StreamRequestHandler):
    def handle(self):
        self.server.connections += 1
        self.server.open += 1
        try:
            self._talk()
        finally:
            self.server.open -= 1

    def _talk(self):
        if "CONNECT" in self.server.answers and not self._say("CONNECT"):
            return
        if "CONNECT" not in self.server.answers:
            self._write("220 here")
        self.sender = self.recipient = ""
        while line := self.rfile.readline():
            if not self._answer(line.decode().rstrip("\r\n")):
                return

    def _answer(self, line):
        verb = line[:4].upper()
        self.server.commands.append(line)
        if verb == "MAIL":
            self.sender = line.partition("<")[2].partition(">")[0]
        if verb == "RCPT":
            self.recipient = line.partition("<")[2].partition(">")[0]
        if not self._say(verb, line):
            return False
        if verb == "DATA" and self.last.startswith("354"):
            return self._text()
        return verb != "QUIT"

    def _text(self):
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        if not self._say("."):
            return False
        if self.last.startswith("250"):
            self.server.taken.append((self.sender, self.recipient, b"".join(lines).decode()))
        return True

    def _say(self, verb, line=""):
        answer = self.server.answers.get(verb, "500 what")
        self.last = answer(line) if callable(answer) else answer
        time.sleep(self.server.wait)
        if self.last == HANG_UP:
            return False
        self._write(self.last)
        return True

    def _write(self, text):
        self.wfile.write(f"{text}\r\n".encode())


@contextmanager
def serving(**settings):
    """A server that takes everything, and the portal's settings that lead to it."""
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        here = {
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": server.server_address[1],
            "EMAIL_TIMEOUT": 1,
        }
        try:
            with override_settings(**here | settings):
                yield server
        finally:
            server.shutdown()
            thread.join()
