"""For every test: no network outside this computer. Settings: tests/settings.py."""

import ipaddress
import socket

import pytest
from django.core.cache import cache
from hypothesis import HealthCheck, settings

# On a busy computer drawing the examples takes longer; that says nothing about the code.
settings.register_profile("portal", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("portal")

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


def pytest_addoption(parser):
    parser.addoption(
        "--only-with-database",
        action="store_true",
        help="leave out the files of which no test asks for a database: on another one they do the same again",
    )


def pytest_collection_modifyitems(config, items):
    if not config.getoption("--only-with-database"):
        return
    asking = {item.path for item in items if "django_db_setup" in item.fixturenames or _is_marked(item)}
    config.hook.pytest_deselected(items=[item for item in items if item.path not in asking])
    items[:] = [item for item in items if item.path in asking]


def _is_marked(item):
    return item.get_closest_marker("django_db") is not None


@pytest.fixture(autouse=True, scope="session")
def _closed_network():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", _connect_here_only)
        yield


@pytest.fixture(autouse=True)
def _empty_cache():
    """Limits on visits and passwords are counted in it; those of one test are nothing to the next."""
    cache.clear()
