"""Mails a link to choose a new password. The worker looks up whether the account exists, after the answer."""

from allauth.account import app_settings
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actions.outbox import HEADERS, Skip, post, register
from partners.models import User

KIND = "new_password"


def ask_for_new_password(*, email, now):
    """The same work for every address: one row."""
    post(kind=KIND, to=email, payload={}, now=now)


def compose(row):
    """To the account's own address, never to what was typed; the link is made here and stored nowhere."""
    user = User.objects.working_on(timezone.localdate()).filter(email__iexact=row.to).first()
    if user is None:
        raise Skip(_("Bij dit adres hoort geen account."))
    key = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    path = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), key])
    facts = {
        "user": user,
        "link": settings.SITE_URL + path,
        "days": settings.PASSWORD_RESET_TIMEOUT // (24 * 3600),
        "site": settings.SITE_URL,
    }
    return EmailMessage(
        subject=_("Nieuw wachtwoord voor het Dealportaal"),
        body=render_to_string("partners/mail_password.txt", facts),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[user.email],
        headers=HEADERS,
    )


register(KIND, compose, is_urgent=True, leaves_trace=False)
