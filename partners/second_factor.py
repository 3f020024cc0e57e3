"""Whether this session passed the second factor: checked on the session's own record, never on the account
alone.

A record counts as long as the factor it names exists: removing or replacing a factor ends what older sessions
passed. A session older than the factor has no record and is asked for a code.
"""

import time

from allauth.account import app_settings
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
METHOD = "mfa"


def factors_of(user):
    """Recovery codes alone do not count as a second factor."""
    return Authenticator.objects.filter(user=user, type__in=FACTORS)


def has_factor(user):
    """No query for the user of this request (partners/backends.py); one otherwise."""
    known = getattr(user, "with_factor", None)
    return factors_of(user).exists() if known is None else known


def _used(request):
    """The records of this session that name a factor of today; one query when there are any."""
    records = [one for one in get_authentication_records(request, request.user) if one["method"] == METHOD]
    if not records:
        return []
    alive = set(Authenticator.objects.filter(user=request.user).values_list("pk", flat=True))
    return [one for one in records if one.get("id") in alive]


def is_passed(request):
    return bool(_used(request))


def is_fresh(request):
    """Whether a factor was used within minutes: required for factors, codes, accounts and exports."""
    used_at = max((one["at"] for one in _used(request)), default=0)
    return time.time() - used_at < app_settings.REAUTHENTICATION_TIMEOUT


def record(request, authenticator):
    """Marks this session as passed, after the code that set up the factor."""
    record_authentication(
        request,
        authenticator.user,
        METHOD,
        id=authenticator.pk,
        type=authenticator.type,
        reauthenticated=True,
    )
