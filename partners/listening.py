"""Signals of the login libraries and what the portal does with them; connected when the room is ready."""

import time

from allauth.account.signals import password_changed, password_reset
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.utils import timezone

from partners import audit, second_factor
from partners.actions import ENDED_WITH_PASSWORD
from partners.events import AccountEvent, Result
from partners.guessing import Attempt, CodeAttempt

SEEN_AT = "seen_at"


@receiver(authenticator_added, dispatch_uid="keep_passed_factor")
def keep_passed_factor(*, request, authenticator, **_rest):
    """Setting up a factor proves it: this session gave its first code."""
    if authenticator.type in second_factor.FACTORS:
        second_factor.record(request, authenticator)


@receiver(authenticator_reset, dispatch_uid="keep_new_codes")
def keep_new_codes(*, request, authenticator, **_rest):
    """New recovery codes end the sessions that the old ones opened, except the one that made them."""
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        second_factor.record(request, authenticator)


@receiver(authenticator_added, dispatch_uid="log_added_factor")
@receiver(authenticator_reset, dispatch_uid="log_new_codes")
@receiver(authenticator_removed, dispatch_uid="log_removed_factor")
def log_factor(*, signal, request, user, authenticator, **_rest):
    is_removed = signal is authenticator_removed
    event = AccountEvent.FACTOR_REMOVED if is_removed else AccountEvent.FACTOR_ADDED
    audit.changed(request, user, event, methods=[authenticator.type])


@receiver(authentication_failed, dispatch_uid="log_wrong_code")
def log_wrong_code(*, request, user, **_rest):
    audit.refused(request, user, result=Result.WRONG_CODE)
    if CodeAttempt(request, user, now=timezone.now()).was_last():
        audit.held_up(request, user, key=("code", user.pk))


@receiver(password_changed, dispatch_uid="log_password")
def log_password(*, request, user, **_rest):
    audit.changed(request, user, AccountEvent.PASSWORD_CHANGED)


@receiver(password_reset, dispatch_uid="log_password_by_mail")
def log_password_by_mail(*, request, user, **_rest):
    """A reset password clears the count of wrong ones, so that the owner need not wait."""
    Attempt(request, user.email, now=timezone.now()).forget()
    audit.changed(request, user, AccountEvent.PASSWORD_CHOSEN)


@receiver(password_changed, dispatch_uid="end_with_password")
@receiver(password_reset, dispatch_uid="end_with_password_by_mail")
def end_with_password(*, request, user, **_rest):
    """For somebody who fears that another person had access."""
    for one in ENDED_WITH_PASSWORD:
        if request.POST.get(one.field):
            one.end(user)


@receiver(user_logged_in, dispatch_uid="start_of_session")
def start_of_session(*, request, **_rest):
    """The half hour of inactivity starts counting now (dealportaal/idle.py)."""
    request.session[SEEN_AT] = time.time()
