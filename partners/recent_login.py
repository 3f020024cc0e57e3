"""Whether somebody recently proved who they are: required before changing accounts, roles and keys."""

import time

from allauth.account import app_settings
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.core.exceptions import ReauthenticationRequired

from partners import second_factor


def require_recent_login(request):
    """Raises ReauthenticationRequired, which leads to the page that asks for code or password, and back.

    A user of OpenID Connect without a second factor has nothing to be asked for.
    """
    if second_factor.has_factor(request.user):
        is_recent = second_factor.is_fresh(request)
    else:
        records = get_authentication_records(request, request.user)
        is_recent = any(time.time() - one["at"] < app_settings.REAUTHENTICATION_TIMEOUT for one in records)
    if not is_recent and get_reauthentication_flows(request.user):
        raise ReauthenticationRequired
