"""The forms of the own account; those of logging in and of passwords are of the library, with sentences of our own."""

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms
from django.utils.translation import gettext_lazy as _

from partners.forms.base import PortalForm, SaysWhatToFillIn


class LoginForm(SaysWhatToFillIn, account.LoginForm):
    pass


class ReauthenticateForm(SaysWhatToFillIn, account.ReauthenticateForm):
    pass


class ChangePasswordForm(SaysWhatToFillIn, account.ChangePasswordForm):
    pass


class ResetPasswordForm(SaysWhatToFillIn, account.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(SaysWhatToFillIn, account.ResetPasswordKeyForm):
    pass


class CodeForm(SaysWhatToFillIn, mfa.AuthenticateForm):
    pass


class CodeAgainForm(SaysWhatToFillIn, mfa.ReauthenticateForm):
    pass


class ActivateForm(SaysWhatToFillIn, totp.ActivateTOTPForm):
    pass


class SettingsForm(PortalForm, forms.Form):
    wants_digest = forms.BooleanField(label=_("Stuur mij het dagelijkse overzicht"), required=False)
