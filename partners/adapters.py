"""How logging in differs from allauth's defaults."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partners import second_factor

CODE_AGAIN = "mfa_reauthenticate"


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator, never by signing up; the reader is "u", and is told what to do."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _(
            "Dit e-mailadres en wachtwoord horen niet bij elkaar. Controleer beide, of kies een nieuw wachtwoord."
        ),
        "too_many_login_attempts": _("Dit is te vaak misgegaan. Wacht vijf minuten en probeer het opnieuw."),
    }

    def pre_login(self, request, user, **given):
        """The right password of an account that reached its end leads to the page that says so."""
        if not user.works_on(timezone.localdate()):
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **given)

    def is_open_for_signup(self, request):
        return False

    def is_reauthentication_required(self, *, app, **kwargs):
        """A code given within minutes, at logging in too, is enough."""
        return not second_factor.is_fresh(context.request)

    def get_reauthentication_methods(self, user):
        """Whoever has a second factor is asked for that one: a password alone is what a thief may have."""
        methods = super().get_reauthentication_methods(user)
        if not user.is_authenticated or not second_factor.has_factor(user):
            return methods
        return [method for method in methods if method["id"].startswith(CODE_AGAIN)]
