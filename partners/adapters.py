"""How logging in differs from allauth's defaults."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.visitor import address_of
from partners import audit, half_login, second_factor
from partners.events import Result
from partners.guessing import Attempt, remember_device

CODE_AGAIN = "mfa_reauthenticate"


class AccountAdapter(DefaultAccountAdapter):
    """Administrators create accounts, nobody signs up; texts address the reader as "u" and say what to do."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _(
            "Dit e-mailadres en wachtwoord horen niet bij elkaar. Controleer beide, of kies een nieuw wachtwoord."
        ),
        "too_many_login_attempts": _("Dit is te vaak misgegaan. Wacht vijf minuten en probeer het opnieuw."),
    }

    def pre_login(self, request, user, **given):
        """The right password of an ended account leads to the page that says so."""
        if not (user.is_active and user.works_on(timezone.localdate())):
            audit.refused(request, user, result=Result.ACCOUNT_CLOSED)
            return self.respond_user_inactive(request, user)
        half_login.begin(request, user)
        return super().pre_login(request, user, **given)

    def is_open_for_signup(self, request):
        return False

    def is_reauthentication_required(self, *, app, **kwargs):
        """A code entered within the last minutes, at login too, is enough."""
        return not second_factor.is_fresh(context.request)

    def get_reauthentication_methods(self, user):
        """An account with a second factor is asked for that one: a stolen password alone is not enough."""
        methods = super().get_reauthentication_methods(user)
        if not user.is_authenticated or not second_factor.has_factor(user):
            return methods
        return [method for method in methods if method["id"].startswith(CODE_AGAIN)]

    def get_client_ip(self, request):
        return address_of(request)

    def pre_authenticate(self, request, **credentials):
        """Our own limits (partners/guessing.py) replace those of allauth, which lock out the owner too."""
        email = credentials.get("email", "")
        self._attempt = Attempt(request, email, now=timezone.now())
        if self._attempt.is_held_up():
            key = (self._attempt.email, self._attempt.address)
            audit.held_up(request, audit.account_named(email), key=key)
            raise self.validation_error("too_many_login_attempts")

    def authentication_failed(self, request, **credentials):
        user = audit.account_named(credentials.get("email", ""))
        self._attempt.failed()
        audit.refused(request, user, result=Result.WRONG_PASSWORD)

    def post_login(self, request, user, **options):
        half_login.end(request)
        response = super().post_login(request, user, **options)
        remember_device(request, response, user)
        audit.logged_in(request, user, methods=_methods(request, user))
        return response

    def logout(self, request):
        audit.logged_out(request, request.user, result=Result.BY_THEMSELVES)
        super().logout(request)


def _methods(request, user):
    """The login steps of this session."""
    return [one.get("type", one["method"]) for one in get_authentication_records(request, user)]
