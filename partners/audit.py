"""Lines in the log about logging in: who, what, with which result, from which address. Never what was typed."""

from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from foundation import counting
from foundation.visitor import address_of
from partners.actions import write_log
from partners.models import LogEntry, User

REPEAT_SECONDS = 300
ADDRESS_KEPT_FOR = timedelta(days=180)


def record(request, *, by, verb, subject, label, result):
    details = {_("resultaat"): result}
    if settings.LOG_VISITOR_ADDRESSES:
        details[_("adres van de bezoeker")] = address_of(request)
    return write_log(by=by, verb=verb, subject=subject, label=label, details=details)


def forget_addresses(*, now):
    """The lines stay; from where somebody came is not kept longer than ADDRESS_KEPT_FOR."""
    name = _("adres van de bezoeker")
    old = LogEntry.objects.filter(at__lt=now - ADDRESS_KEPT_FOR, details__has_key=name)
    for line in old.order_by("pk").iterator(chunk_size=500):
        line.details.pop(name)
        line.save(update_fields=["details"])


def logged_in(request, user, *, how):
    _about(request, user, by=user, verb=_("logde in"), result=how)


def logged_out(request, user, *, result):
    _about(request, user, by=user, verb=_("logde uit"), result=result)


def refused(request, user, *, reason):
    _about(request, user, by=None, verb=_("weigerde een poging om in te loggen"), result=reason)


def held_up(request, user, *, key):
    """One line per stretch, however often it is tried meanwhile."""
    if counting.is_first(("held-up", *key), seconds=REPEAT_SECONDS):
        verb = _("hield inloggen even tegen")
        _about(request, user, by=None, verb=verb, result=_("te veel mislukte pogingen"))


def changed(request, user, *, verb, result):
    _about(request, user, by=user, verb=verb, result=result)


def denied(request, *, page, label):
    """Someone who is logged in asked for what is not allowed; one line per page and stretch."""
    user = request.user
    if counting.is_first(("denied", user.pk, page), seconds=REPEAT_SECONDS):
        verb = _("vroeg een pagina die niet mag")
        record(request, by=user, verb=verb, subject=f"page:{page}", label=label, result=_("geweigerd"))


def account_named(email):
    """One query; what was typed and belongs to nobody may be a password, and is written nowhere."""
    return User.objects.filter(email__iexact=email.strip()).first()


def _about(request, user, *, by, verb, result):
    subject = f"user:{user.pk}" if user else "login"
    label = str(user) if user else _("een onbekend account")
    record(request, by=by, verb=verb, subject=subject, label=label, result=result)
