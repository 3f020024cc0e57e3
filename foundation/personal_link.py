"""The pages behind a personal link in a mail: no session and no account.

The key moves from the address bar to a cookie for these pages only; a link that does not work gets a plain
page that says why.
"""

from dataclasses import dataclass

from django.conf import settings
from django.shortcuts import redirect, render

COOKIE = "sleutel"


@dataclass(frozen=True)
class Notice:
    """A plain page instead of the one behind the link."""

    status: int
    title: str
    texts: tuple[str, ...]


def redirect_with_key(url, token, *, max_age):
    """Redirects to the first page, under which all others lie. No later page has the key in its address."""
    response = redirect(url)
    set_cookie(response, COOKIE, token, path=url, max_age=max_age)
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


def set_cookie(response, name, value, *, path, max_age):
    """For the pages under `path` alone."""
    response.set_cookie(
        name,
        value,
        max_age=max_age,
        path=path,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def show_notice(request, notice, *, template="components/notice_page.html", context=None):
    response = render(request, template, {"notice": notice, **(context or {})}, status=notice.status)
    response["Cache-Control"] = "no-store"
    return response
