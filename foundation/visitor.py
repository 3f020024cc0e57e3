"""The visitor's address, also behind proxies. Nothing else decides it."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "onbekend"
IPV6_PREFIX = 64  # what one household or office gets; a single visitor has 2**64 addresses in it


def address_of(request: HttpRequest) -> str:
    """The address seen by the first of our own proxies; what a visitor writes in front of it is ignored.
    UNKNOWN when there is none, as on a socket without a proxy."""
    proxies = settings.TRUSTED_PROXIES
    hops = request.headers.get("X-Forwarded-For", "").split(",") if proxies else []
    seen = _clean(hops[-proxies]) if len(hops) >= proxies > 0 else None
    return seen or _clean(request.META.get("REMOTE_ADDR", "")) or UNKNOWN


def network_of(address: str) -> str:
    """What counts as one visitor in a rate limit."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 4:
        return address
    return str(ipaddress.ip_network((parsed, IPV6_PREFIX), strict=False).network_address)


def _clean(text: str) -> str | None:
    """An address without port, brackets and zone; None when invalid."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        parsed = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return str(getattr(parsed, "ipv4_mapped", None) or parsed)
