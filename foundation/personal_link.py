"""The pages behind a personal link in a mail: no session and no account.

The key moves from the address bar to a cookie for these pages only; a link that does not work gets a plain
page that says why.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

COOKIE = "sleutel"


@dataclass(frozen=True)
class Notice:
    """A plain page instead of the one behind the link."""

    status: int
    title: str
    texts: tuple[str, ...]


def redirect_with_key(url: str, token: str, *, max_age: int) -> HttpResponse:
    """Redirects to the first page, under which all others lie. No later page has the key in its address."""
    response = redirect(url)
    set_cookie(response, COOKIE, token, path=url, max_age=max_age)
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


def set_cookie(response: HttpResponse, name: str, value: str, *, path: str, max_age: int) -> None:
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


def show_notice(
    request: HttpRequest,
    notice: Notice,
    *,
    template: str = "components/notice_page.html",
    context: Mapping[str, object] | None = None,
) -> HttpResponse:
    response = render(request, template, {"notice": notice, **(context or {})}, status=notice.status)
    response["Cache-Control"] = "no-store"
    return response
