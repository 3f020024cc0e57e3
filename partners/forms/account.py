"""The forms of logging in and of passwords: those of the library, with sentences that say what to fill in."""

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp

from partners.forms.base import SaysWhatToFillIn


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
