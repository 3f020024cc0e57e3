"""The page a form was opened from, with its filters, to return to after saving."""

from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

NEXT = "next"


def return_url(request: HttpRequest, default: str) -> str:
    """The page of this portal named in the URL, with its filters; else `default`."""
    asked = request.GET.get(NEXT, "")
    return asked if url_has_allowed_host_and_scheme(asked, allowed_hosts=None) else default


def with_return_url(url: str, back: str) -> str:
    return f"{url}?{urlencode({NEXT: back})}"
