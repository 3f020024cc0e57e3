"""How logging in differs from allauth's defaults."""

from allauth.account.adapter import DefaultAccountAdapter
from django.utils.translation import gettext_lazy as _


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator, never by signing up; the reader is "u", and is told what to do."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _(
            "Dit e-mailadres en wachtwoord horen niet bij elkaar. Controleer beide, of kies een nieuw wachtwoord."
        ),
        "too_many_login_attempts": _("Dit is te vaak misgegaan. Wacht vijf minuten en probeer het opnieuw."),
    }

    def is_open_for_signup(self, request):
        return False
