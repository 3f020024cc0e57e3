"""The visitor's own address."""

import pytest
from django.test import RequestFactory

from foundation.visitor import UNKNOWN, address_of, network_of


def seen(settings, proxies, forwarded=None, remote="192.0.2.1"):
    settings.TRUSTED_PROXIES = proxies
    headers = {"X-Forwarded-For": forwarded} if forwarded is not None else {}
    return address_of(RequestFactory(REMOTE_ADDR=remote).get("/", headers=headers))


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "203.0.113.9", "192.0.2.1"),  # no proxy: what a visitor writes is no address
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.7, 203.0.113.9", "203.0.113.9"),  # the first was written by the visitor
        (2, "198.51.100.7, 203.0.113.9, 192.0.2.8", "203.0.113.9"),
        (2, "203.0.113.9", "192.0.2.1"),  # passed fewer proxies than it should
        (1, "203.0.113.9:4711", "203.0.113.9"),
        (1, "[2001:db8::1]:4711", "2001:db8::1"),
        (1, "fe80::1%eth0", "fe80::1"),
        (1, "::ffff:203.0.113.9", "203.0.113.9"),
        (1, "<script>", "192.0.2.1"),
        (1, "", "192.0.2.1"),
        (1, None, "192.0.2.1"),
    ],
)
def test_the_address_is_that_which_the_first_own_proxy_saw(settings, proxies, forwarded, expected):
    assert seen(settings, proxies, forwarded) == expected


def test_a_socket_without_address_is_one_visitor(settings):
    assert seen(settings, 0, remote="") == UNKNOWN
    assert network_of(UNKNOWN) == UNKNOWN


@pytest.mark.parametrize(
    ("address", "expected"),
    [("203.0.113.9", "203.0.113.9"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")],
)
def test_a_whole_network_of_addresses_is_one_visitor(address, expected):
    assert network_of(address) == expected
