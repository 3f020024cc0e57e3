"""The forms of a user's own account; login and password forms are the library's, with our texts."""

from allauth.account import forms as account
from allauth.account.internal.stagekit import clear_login
from allauth.core import context
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.forms import PortalForm, SaysWhatToFillIn
from partners import half_login
from partners.actions import ENDED_WITH_PASSWORD
from partners.guessing import CodeAttempt
from partners.password_mail import ask_for_new_password

# Only after the right password: the owner, or a thief, who may not use up the tries of the owner's new browsers.
TOO_MANY_CODES = _(
    "Er zijn te veel verkeerde codes ingevuld. Wacht vijf minuten en probeer het opnieuw. Was u dat niet zelf? Dan kent "
    "iemand anders uw wachtwoord: kies een nieuw via “Wachtwoord vergeten” op de inlogpagina."
)


class LoginForm(SaysWhatToFillIn, account.LoginForm):
    pass


class ReauthenticateForm(SaysWhatToFillIn, account.ReauthenticateForm):
    pass


class EndsWithPassword:
    """Asks whether what can be revoked should end with the old password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for one in ENDED_WITH_PASSWORD:
            if self.user and one.has_any(self.user):
                self.fields[one.field] = forms.BooleanField(
                    label=one.label, help_text=one.help_text, required=False
                )


class ChangePasswordForm(EndsWithPassword, SaysWhatToFillIn, account.ChangePasswordForm):
    pass


class ResetPasswordForm(SaysWhatToFillIn, account.ResetPasswordForm):
    """Looks nothing up, so that neither the answer nor its duration reveals who has an account."""

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    def save(self, request, **_options):
        ask_for_new_password(email=self.cleaned_data["email"], now=timezone.now())
        return self.cleaned_data["email"]


class ResetPasswordKeyForm(EndsWithPassword, SaysWhatToFillIn, account.ResetPasswordKeyForm):
    pass


class CountedCode(SaysWhatToFillIn):
    """With our own limit (partners/guessing.py): the library's counts a stranger's codes against the
    owner."""

    def clean_code(self):
        attempt = CodeAttempt(context.request, self.user, now=timezone.now())
        if attempt.is_one_too_many():
            raise forms.ValidationError(TOO_MANY_CODES, code="too_many_login_attempts")
        code = super().clean_code()
        attempt.forget()
        return code


class CodeForm(CountedCode, mfa.AuthenticateForm):
    """The step after the password: nothing is checked or counted once the password has changed."""

    def clean_code(self):
        if not half_login.is_of(context.request, self.user):
            clear_login(context.request)
            raise forms.ValidationError(
                _("Het wachtwoord van dit account is intussen gewijzigd. Log opnieuw in.")
            )
        return super().clean_code()


class CodeAgainForm(CountedCode, mfa.ReauthenticateForm):
    pass


class ActivateForm(SaysWhatToFillIn, totp.ActivateTOTPForm):
    pass


class SettingsForm(PortalForm, forms.Form):
    wants_digest = forms.BooleanField(label=_("Stuur mij het dagelijkse overzicht"), required=False)
