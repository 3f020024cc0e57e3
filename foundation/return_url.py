"""Where a form goes when it is done: the page it was opened from, in the state it had."""

from urllib.parse import urlencode

from django.utils.http import url_has_allowed_host_and_scheme

NEXT = "next"


def return_url(request, default):
    """The page of this portal named in the address, with its filters; else `default`."""
    asked = request.GET.get(NEXT, "")
    return asked if url_has_allowed_host_and_scheme(asked, allowed_hosts=None) else default


def with_return_url(url, back):
    return f"{url}?{urlencode({NEXT: back})}"
