"""Django's PostgreSQL backend, with a timeout on an open connection that falls silent.

The server's own limits (statement and lock) end what takes too long there. They do not help when no answer
comes back at all: a frozen server, or something in between that acknowledges and drops what is sent. So the
portal waits itself: libpq works without blocking and psycopg2 asks `wait` to wait for the socket.
"""

import select
import time

import psycopg2
from django.db.backends.postgresql import base
from psycopg2 import extensions

CONNECT_SECONDS = 3
HEALTH_SECONDS = 1
GRACE_SECONDS = 0.25  # the server's own limit comes first: it says what took so long
READY_FOR = {extensions.POLL_READ: select.POLLIN, extensions.POLL_WRITE: select.POLLOUT}


class Connection(extensions.connection):
    seconds = CONNECT_SECONDS


def wait(connection):
    """Waits until the server answers; raises OperationalError after the timeout, which closes the
    connection."""
    seconds = getattr(connection, "seconds", CONNECT_SECONDS)
    until = time.monotonic() + seconds
    while (state := connection.poll()) != extensions.POLL_OK:
        poll = select.poll()
        poll.register(connection.fileno(), READY_FOR[state])
        if not poll.poll(max(until - time.monotonic(), 0) * 1000):
            raise psycopg2.OperationalError(f"the database did not answer within {seconds:g} s")


extensions.set_wait_callback(wait)


class DatabaseWrapper(base.DatabaseWrapper):
    """OPTIONS has one extra key: `answer_seconds`, the timeout for one statement."""

    def get_connection_params(self):
        params = super().get_connection_params() | {"connection_factory": Connection}
        self.answer_seconds = params.pop("answer_seconds")
        return params

    def get_new_connection(self, conn_params):
        connection = super().get_new_connection(conn_params)
        connection.seconds = self.answer_seconds + GRACE_SECONDS
        return connection

    def is_usable(self):
        """Checked at the start of a request, with a shorter timeout, so that there is time left to
        reconnect."""
        usual, self.connection.seconds = self.connection.seconds, HEALTH_SECONDS
        try:
            return super().is_usable()
        finally:
            self.connection.seconds = usual
