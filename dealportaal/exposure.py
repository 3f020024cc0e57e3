"""Keeps the demo off the internet: without PRODUCTION=1 its passwords are known to anyone, so it is for this
computer and its network.

Refused at the start when a setting shows that outsiders can reach it, and per request when the address in the
browser does.
"""

import ipaddress
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponseForbidden
from django.utils.translation import gettext as _

# Names that can never be an address on the internet [RFC 2606, RFC 6761, RFC 6762, RFC 8375].
LOCAL_ENDINGS = ("localhost", "test", "example", "invalid", "local", "internal", "home.arpa")


def is_public(host: str) -> bool:
    """Whether a host without port is local. A name without a dot is on a local network."""
    host = host.strip("[].").lower()
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return "." in host and not any(host == end or host.endswith(f".{end}") for end in LOCAL_ENDINGS)


def is_other_computer(host: str) -> bool:
    """Whether a host is this computer: a socket in a folder, an empty name, or a loopback address."""
    host = host.strip("[]").lower()
    try:
        return not ipaddress.ip_address(host).is_loopback
    except ValueError:
        return not (host in ("", "localhost") or host.startswith("/"))


def public_sign(*, site_url, allowed_hosts, bind, database_host, has_secret) -> str:
    """The setting that shows that outsiders can reach the portal, as NAME=value; else empty."""
    if is_public(urlsplit(site_url).hostname or ""):
        return f"SITE_URL={site_url}"
    if named := [host for host in allowed_hosts if host != "*" and is_public(host)]:
        return f"ALLOWED_HOSTS={','.join(named)}"
    bound = bind.rpartition(":")[0]
    if bound and not bind.startswith("unix:") and is_other_computer(bound):
        return f"BIND={bind}"
    if has_secret and is_other_computer(database_host):
        return f"DATABASE_URL (server {database_host}, met een eigen SECRET_KEY)"
    return ""


def refuse_public_demo(**signs):
    if sign := public_sign(**signs):
        raise ImproperlyConfigured(
            f"{sign} hoort bij een portaal waar anderen bij kunnen, maar PRODUCTION=1 ontbreekt. Zonder PRODUCTION=1 "
            "is dit een demo met wachtwoorden die iedereen kan kennen. Zet PRODUCTION=1, of haal die instelling weg."
        )


def demo_stays_here(get_response):
    """Middleware, outside production only: a proxy with a public name may stand before a demo by accident."""

    def middleware(request):
        host = urlsplit(f"//{request.META.get('HTTP_HOST', '')}").hostname or ""
        if is_public(host):
            return HttpResponseForbidden(
                _(
                    "Dit is een demo met wachtwoorden die iedereen kan kennen. Die is alleen op de eigen computer of het "
                    "eigen netwerk te zien. Wie het portaal beheert, start het met PRODUCTION=1."
                ),
                content_type="text/plain; charset=utf-8",
            )
        return get_response(request)

    return middleware
