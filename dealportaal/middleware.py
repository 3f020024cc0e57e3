"""Small middleware of the shell."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.shortcuts import redirect

from dealportaal.problems import problem
from deals.permissions import holds_role_with_second_factor

FREE_PREFIXES = ("/account/", "/static/", "/invullen/", "/u/", "/health/")
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def second_factor(get_response):
    """Sends staff, dealmakers and administrators without a second factor to the page that sets one up."""

    def middleware(request):
        if (
            not settings.REQUIRE_SECOND_FACTOR
            or request.path.startswith(FREE_PREFIXES)
            or not _lacks_factor(request.user)
        ):
            return get_response(request)
        return problem(403) if request.path.startswith("/api/") else redirect("mfa_activate_totp")

    return middleware


def _lacks_factor(user):
    """Asked at every request, so that who takes the factor away is stopped at the next one; two queries at most."""
    if not user.is_authenticated or user.authenticator_set.filter(type__in=FACTORS).exists():
        return False
    return holds_role_with_second_factor(user)


def private_pages(get_response):
    """What depends on who looks is kept by no proxy and no browser, unless the view said otherwise."""

    def middleware(request):
        response = get_response(request)
        if "Cookie" in response.get("Vary", "") and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-store"
        return response

    return middleware
