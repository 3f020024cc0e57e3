"""Gunicorn: sync workers, one per core (measured faster than threads on both databases)."""

import os

from deploy.child_process import tie

wsgi_app = "dealportaal.wsgi"
bind = os.environ["BIND"]
workers = int(os.environ["WEB_WORKERS"])
worker_class = "sync"
timeout = 60
graceful_timeout = 10
max_requests = 5000
max_requests_jitter = 500
control_socket_disable = True


def post_fork(server, worker):
    """A worker whose parent was killed would keep the port for half its timeout."""
    tie()
