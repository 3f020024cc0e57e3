"""What the libraries of logging in tell, and what the portal does with it. Connected when the room is ready."""

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_reset
from django.dispatch import receiver

from partners import second_factor


@receiver(authenticator_added, dispatch_uid="keep_passed_factor")
def keep_passed_factor(*, request, authenticator, **_rest):
    """The session that makes a factor gave its first code."""
    if authenticator.type in second_factor.FACTORS:
        second_factor.record(request, authenticator)


@receiver(authenticator_reset, dispatch_uid="keep_new_codes")
def keep_new_codes(*, request, authenticator, **_rest):
    """New recovery codes end what the old ones opened, except for the session that just made them."""
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        second_factor.record(request, authenticator)
