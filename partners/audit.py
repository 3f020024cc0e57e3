"""Audit events about logging in: who, what, with which result, from which address. Never what was typed."""

from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from foundation import counting
from foundation.actions.audit_log import record_event
from foundation.events import Subject
from foundation.models import AuditEvent
from foundation.visitor import address_of
from partners.events import AccountEvent, Result, Visit
from partners.models import User

REPEAT_SECONDS = 300
ADDRESS_KEPT_FOR = timedelta(days=180)


def record(request, event, *, by, subject, result, methods=()):
    address = address_of(request) or "" if settings.LOG_VISITOR_ADDRESSES else ""
    data = Visit(result, tuple(methods), address)
    return record_event(event, by=by, subject=subject, data=data)


def forget_addresses(*, now):
    """Keeps the events but erases visitors' addresses after ADDRESS_KEPT_FOR."""
    old = AuditEvent.objects.filter(at__lt=now - ADDRESS_KEPT_FOR, data__has_key="address")
    for event in old.exclude(data__address="").order_by("pk").iterator(chunk_size=500):
        event.data["address"] = ""
        event.save(update_fields=["data"])


def logged_in(request, user, *, methods):
    """`methods`: the steps of this session, as the library names them."""
    _about(request, user, AccountEvent.LOGGED_IN, by=user, result=Result.DONE, methods=methods)


def logged_out(request, user, *, result):
    _about(request, user, AccountEvent.LOGGED_OUT, by=user, result=result)


def refused(request, user, *, result):
    _about(request, user, AccountEvent.LOGIN_REFUSED, by=None, result=result)


def held_up(request, user, *, key):
    """One event per period, however often it is tried."""
    if counting.is_first(("held-up", *key), seconds=REPEAT_SECONDS):
        _about(request, user, AccountEvent.LOGIN_HELD_UP, by=None, result=Result.TOO_MANY_TRIES)


def changed(request, user, event, *, methods=()):
    _about(request, user, event, by=user, result=Result.DONE, methods=methods)


def denied(request, *, page, label):
    """A logged-in user asked for something forbidden; one event per page and period."""
    user = request.user
    if counting.is_first(("denied", user.pk, page), seconds=REPEAT_SECONDS):
        subject = Subject("page", page, label)
        record(request, AccountEvent.PAGE_REFUSED, by=user, subject=subject, result=Result.NOT_ALLOWED)


def account_named(email):
    """One query; what was typed and matches no account may be a password, and is stored nowhere."""
    return User.objects.filter(email__iexact=email.strip()).first()


def _about(request, user, event, **told):
    subject = user.audit_subject if user else Subject("login", label=_("een onbekend account"))
    record(request, event, subject=subject, **told)
