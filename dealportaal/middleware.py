"""Middleware of the portal."""

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.shortcuts import redirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from dealportaal.log_filters import LINK, MASKED
from dealportaal.problems import problem
from dealportaal.views import bad_request
from deals.permissions import holds_role_with_second_factor
from foundation.submission import SentBefore, led_to, sent_before
from partners import audit
from partners import second_factor as factor

FREE_PREFIXES = (
    "/static/",
    "/invullen/",
    "/u/",
    "/health/",
    "/privacy/",
    "/cookies/",
    "/toegankelijkheid/",
    "/contact/",
    "/account/overzicht/",
    "/account/password/reset/",
)
SAFE_METHODS = ("GET", "HEAD")
NUL = "%00"


def refuse_nul(get_response):
    """400 for a NUL character: no value holds one, and PostgreSQL would raise an error."""

    def middleware(request):
        if NUL in request.META.get("QUERY_STRING", ""):
            return bad_request(request)
        return get_response(request)

    return middleware


def refuse_huge_numbers(get_response):
    """400 for a key of more than 64 bits: SQLite raises an error where PostgreSQL finds nothing."""

    def middleware(request):
        return get_response(request)

    def refuse(request, exception):
        is_huge = isinstance(exception, OverflowError) and "SQLite INTEGER" in str(exception)
        return bad_request(request) if is_huge else None

    middleware.process_exception = refuse
    return middleware


def sent_twice(get_response):
    """Redirects a repeated form submission to where the first one led: after a double click, or the back
    button.

    Checked before the view, which would refuse the repeat, and after a refusal, because the first submission
    may have finished in the meantime. One query for a form with a key, two after a refusal.
    """

    def middleware(request):
        response = get_response(request)
        is_refused = response.status_code < 300 or 400 <= response.status_code < 500
        return (answer(request) if is_refused else None) or response

    def answer(request):
        url = led_to(request) if request.method == "POST" else ""
        return sent_before(request, url) if url else None

    def process_view(request, view, args, kwargs):
        return answer(request)

    def process_exception(request, exception):
        """The first submission finished while this view was running."""
        return sent_before(request, exception.url) if isinstance(exception, SentBefore) else None

    middleware.process_view, middleware.process_exception = process_view, process_exception
    return middleware


def second_factor(get_response):
    """Requires the second factor of this session for every page of an account.

    Without a factor, staff, dealmakers and administrators are sent to the page that sets one up. Checked at
    every request, so that removing the factor takes effect at once; two queries at most.
    """

    def middleware(request):
        if not request.user.is_authenticated or request.path.startswith(FREE_PREFIXES):
            return get_response(request)
        page = _page_that_asks(request)
        if page is None or request.path in (reverse(page), reverse("account_logout")):
            return get_response(request)
        return _refuse(request, page)

    return middleware


def _page_that_asks(request):
    """The name of the page to pass first, or None."""
    if not factor.has_factor(request.user):
        return "mfa_activate_totp" if _has_to_make_one(request) else None
    if not factor.is_passed(request):
        return "mfa_reauthenticate"
    return "mfa_reauthenticate" if _changes_factors(request) and not factor.is_fresh(request) else None


def _has_to_make_one(request):
    """A first factor is set up after confirming the password."""
    if not settings.REQUIRE_SECOND_FACTOR or request.path == reverse("account_reauthenticate"):
        return False
    return holds_role_with_second_factor(request.user)


def _changes_factors(request):
    """Every page of factors and codes, including future ones of libraries, except the list and the pages
    that ask for a code."""
    overview = reverse("mfa_index")
    asks = (overview, reverse("mfa_authenticate"), reverse("mfa_reauthenticate"))
    return request.path.startswith(overview) and request.path not in asks


def _refuse(request, page):
    if request.path.startswith("/api/"):
        return problem(403)
    if request.htmx:
        back = request.htmx.current_url_abs_path or reverse("home")
        return HttpResponseClientRedirect(reverse(page, query={REDIRECT_FIELD_NAME: back}))
    if page == "mfa_activate_totp":
        return redirect(page)
    back = request.get_full_path() if request.method in SAFE_METHODS else reverse("home")
    return redirect(reverse(page, query={REDIRECT_FIELD_NAME: back}))


def log_denied(get_response):
    """Records an audit event for every 403, without the key of a personal link."""

    def middleware(request):
        response = get_response(request)
        if response.status_code == 403 and request.user.is_authenticated:
            match = request.resolver_match
            page = match.view_name if match else "onbekend"
            audit.denied(request, page=page, label=LINK.sub(MASKED, request.path))
        return response

    return middleware


def private_pages(get_response):
    """Keeps personal pages out of caches of proxies and browsers, unless the view says otherwise."""

    def middleware(request):
        response = get_response(request)
        if "Cookie" in response.get("Vary", "") and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-store"
        return response

    return middleware
