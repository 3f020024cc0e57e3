"""Small middleware of the shell."""

from django.conf import settings
from django.shortcuts import redirect
from django.urls import reverse

from deals.permissions import holds_role_with_second_factor

FREE_PREFIXES = ("/account/", "/static/", "/invullen/", "/u/", "/api/", "/health/")
VERIFIED = "second_factor_is_set_up"


def second_factor(get_response):
    """Sends staff, dealmakers and administrators without a second factor to the page that sets one up."""

    def middleware(request):
        if (
            settings.REQUIRE_SECOND_FACTOR
            and not request.path.startswith(FREE_PREFIXES)
            and _lacks_factor(request)
        ):
            return redirect(reverse("mfa_activate_totp"))
        return get_response(request)

    return middleware


def _lacks_factor(request):
    if not request.user.is_authenticated or request.session.get(VERIFIED):
        return False
    if not holds_role_with_second_factor(request.user):
        return False
    if request.user.authenticator_set.exists():
        request.session[VERIFIED] = True
        return False
    return True
