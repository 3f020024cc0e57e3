"""The mails about accounts; their links are made when they are sent, and stored nowhere."""

from allauth.account import app_settings
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.actions.outbox import HEADERS, Skip, one_line, register
from foundation.models import AuditEvent
from foundation.queries import audit_log
from partners.models import User

INVITATION, CHANGED, MOVED = "account_invitation", "account_changed", "account_address"


def compose_invitation(row):
    """Never sent to an earlier address of the account. The link works until it or a later one is used, for
    PASSWORD_RESET_TIMEOUT at most."""
    user = _working(row.payload["user"])
    if user.email.lower() != row.to.lower():
        raise Skip(_("Dit account heeft intussen een ander adres."))
    key = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    path = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), key])
    facts = {
        "user": user,
        "link": settings.SITE_URL + path,
        "days": settings.PASSWORD_RESET_TIMEOUT // (24 * 3600),
        "again": settings.SITE_URL + reverse("account_reset_password"),
        "is_new": user.last_login is None,
    }
    return message(row, _("Kies uw wachtwoord voor het Dealportaal"), "partners/mail_invitation.txt", facts)


def compose_changed(row):
    reader = _working(row.payload["reader"])
    event = AuditEvent.objects.filter(pk=row.payload["line"])
    line = next(iter(audit_log.read(event, reader=reader)), None)
    is_own = line is not None and str(line.subject) == str(reader.audit_subject)
    if line is None or not (reader.has_perm("partners.read_log") or is_own):
        raise Skip(_("Deze persoon is geen beheerder of medewerker meer."))
    log = f"{settings.SITE_URL}{reverse('partners:log')}?subject={line.subject}"
    facts = {
        "reader": reader,
        "line": line,
        "is_own": is_own,
        "link": log if reader.has_perm("partners.read_log") else "",
    }
    subject = _("Toegang gewijzigd: {who}").format(who=line.subject_label)
    return message(row, subject, "partners/mail_access_changed.txt", facts)


def compose_moved(row):
    """Also sent to an old address, so it does not hold the new one."""
    user = User.objects.filter(pk=row.payload["user"]).first()
    if user is None:
        raise Skip(_("Dit account bestaat niet meer."))
    facts = {"user": user, "is_new": user.email == row.to}
    return message(row, _("Het e-mailadres van uw account is gewijzigd"), "partners/mail_moved.txt", facts)


def _working(pk):
    user = User.objects.working_on(timezone.localdate()).filter(pk=pk).first()
    if user is None:
        raise Skip(_("Dit account is gesloten."))
    return user


def message(row, subject, template, facts):
    return EmailMessage(
        subject=one_line(subject),
        body=render_to_string(template, facts | {"site": settings.SITE_URL}),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[row.to],
        headers=HEADERS,
    )


register(
    INVITATION,
    compose_invitation,
    is_urgent=True,
    title=gettext_lazy("Link om een wachtwoord te kiezen"),
)
register(CHANGED, compose_changed, title=gettext_lazy("Bericht aan een beheerder over toegang"))
register(MOVED, compose_moved, title=gettext_lazy("Bericht over een ander e-mailadres"))
