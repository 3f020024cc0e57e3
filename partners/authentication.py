"""`Authorization: Token ...` for programs. No viewsets here: settings name this module."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.plumbing import build_bearer_security_scheme_object
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed

from foundation.tokens import digest
from partners.models import ApiToken


class KeyRefused(AuthenticationFailed):
    """401, with our own sentence for the program's owner."""

    is_for_reader = True


class TokenAuthentication(BaseAuthentication):
    """Finds the user of a token that is not revoked; one query. A refused key is named in the log of
    calls."""

    keyword = b"token"

    def authenticate(self, request):
        parts = get_authorization_header(request).split()
        if not parts or parts[0].lower() != self.keyword:
            return None
        if len(parts) != 2:
            raise KeyRefused(_("Stuur de sleutel als: Authorization: Token <sleutel>."))
        tokens = ApiToken.objects.select_related("user")
        token = tokens.filter(digest=digest(parts[1].decode("latin-1"))).first()
        refusal = _refusal(token, timezone.localdate())
        if refusal:
            getattr(request, "_request", request).refused_token = token
            raise KeyRefused(refusal)
        return token.user, token

    def authenticate_header(self, request):
        return "Token"


def _refusal(token, day):
    """Why this key does not work on this day, else ""."""
    if token is None:
        return _("Deze sleutel is niet geldig.")
    if token.revoked_at:
        return _("Deze sleutel is ingetrokken. Vraag de beheerder van Agenda Stad om een nieuwe.")
    if token.ended_on <= day:
        ended = date_format(token.ended_on, "j F Y")
        text = _("Deze sleutel was geldig tot %(day)s. Vraag de beheerder van Agenda Stad om een nieuwe.")
        return text % {"day": ended}
    if not token.user.works_on(day):
        return _("Het account van deze sleutel is gesloten.")
    return ""


class TokenScheme(OpenApiAuthenticationExtension):
    """How the token stands in the OpenAPI description."""

    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema):
        return build_bearer_security_scheme_object(header_name="Authorization", token_prefix="Token")  # noqa: S106
