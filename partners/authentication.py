"""`Authorization: Token ...` for programs. No viewsets here: settings name this module."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.plumbing import build_bearer_security_scheme_object
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed

from partners.models import ApiToken
from partners.tokens import digest


class TokenAuthentication(BaseAuthentication):
    """Finds the user of a token that is not revoked; one query."""

    keyword = b"token"

    def authenticate(self, request):
        parts = get_authorization_header(request).split()
        if not parts or parts[0].lower() != self.keyword:
            return None
        if len(parts) != 2:
            raise AuthenticationFailed(_("Stuur de sleutel als: Authorization: Token <sleutel>."))
        tokens = ApiToken.objects.select_related("user").filter(revoked_at__isnull=True, user__is_active=True)
        token = tokens.filter(digest=digest(parts[1].decode("latin-1"))).first()
        if token is None:
            raise AuthenticationFailed(_("Deze sleutel is niet geldig."))
        return token.user, token

    def authenticate_header(self, request):
        return "Token"


class TokenScheme(OpenApiAuthenticationExtension):
    """How the token stands in the OpenAPI description."""

    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema):
        return build_bearer_security_scheme_object(header_name="Authorization", token_prefix="Token")  # noqa: S106
