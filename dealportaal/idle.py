"""Ends a session of staff, administrators and deal teams after half an hour of inactivity."""

import time

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from dealportaal.problems import problem
from deals.permissions import holds_role_with_second_factor
from partners import audit
from partners.events import Result
from partners.listening import SEEN_AT

WRITE_SECONDS = 60
SAFE_METHODS = ("GET", "HEAD")
# Requests that an open page makes by itself: no sign that somebody is there.
ASKED_BY_PAGES = {"reports:notes", "reports:run_progress", "reports:document_job_progress"}


def end_idle(get_response):
    """At most one write a minute; looks up the role only after the half hour."""

    def middleware(request):
        if not request.user.is_authenticated:
            return get_response(request)
        now = time.time()
        silent = now - request.session.get(SEEN_AT, now)
        by_itself = _is_asked_by_a_page(request)
        if silent > settings.IDLE_SECONDS and holds_role_with_second_factor(request.user):
            return problem(401) if by_itself else _end(request)  # shown at the next visit
        if SEEN_AT not in request.session or (silent > WRITE_SECONDS and not by_itself):
            request.session[SEEN_AT] = now
        return get_response(request)

    return middleware


def _is_asked_by_a_page(request):
    try:
        return resolve(request.path_info).view_name in ASKED_BY_PAGES
    except Resolver404:
        return False


def _end(request):
    audit.logged_out(request, request.user, result=Result.IDLE)
    logout(request)
    if request.path.startswith("/api/"):
        return problem(401)
    words = _("U bent uitgelogd, omdat u een half uur niets deed. Log opnieuw in.")
    if request.method not in SAFE_METHODS:
        words = f"{words} {_('Wat u net verstuurde, is niet opgeslagen.')}"
    messages.warning(request, words)
    if request.htmx:
        return HttpResponseClientRedirect(_way_in(request.htmx.current_url_abs_path or reverse("home")))
    back = request.get_full_path() if request.method in SAFE_METHODS else reverse("home")
    return redirect(_way_in(back))


def _way_in(back):
    return reverse("account_login", query={REDIRECT_FIELD_NAME: back})
