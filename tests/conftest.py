"""For every test: no network outside this computer. Settings: tests/settings.py."""

import ipaddress
import socket

import pytest

_connect = socket.socket.connect


def _is_here(address):
    host = address[0]
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _connect_here_only(self, address):
    if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_here(address):
        raise RuntimeError(f"A test reaches for the network: {address}")
    return _connect(self, address)


@pytest.fixture(autouse=True, scope="session")
def _closed_network():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", _connect_here_only)
        yield
