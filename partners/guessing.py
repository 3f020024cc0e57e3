"""Rate limits on guessing passwords that never lock out the owner.

Only wrong passwords count. Per account together with the device or address they come from: 5 in 5 minutes.
Per address, over all accounts: 40 a minute. Per account, worldwide: after 50 in an hour one try a minute. A
browser in which this account logged in before is counted separately and is not affected by others.

The same holds for second-factor codes, 5 in 5 minutes: somebody who knows a password cannot lock the owner
out of the owner's browser.
"""

from django.conf import settings
from django.core import signing
from django.utils.crypto import get_random_string, salted_hmac

from foundation import counting
from foundation.visitor import address_of, network_of

PAIR, PAIR_SECONDS = 5, 300
ADDRESS, ADDRESS_SECONDS = 40, 60
ACCOUNT, ACCOUNT_SECONDS, ACCOUNT_PAUSE = 50, 3600, 60
CODES, CODES_SECONDS = 5, 300
DEVICE_DAYS = 90
SALT = "partners.device"


class Attempt:
    """One try to log in to an account; `email` as it was typed."""

    def __init__(self, request, email, *, now):
        self.email, self.now = email.strip().lower(), now
        self.address = network_of(address_of(request))
        self.device = device_of(request, self.email)
        self._pair = ("pair", self.email, self.device or self.address)
        self._address, self._account = ("address", self.address), ("account", self.email)

    def is_held_up(self):
        """Checked before the password, so that a right one reveals nothing either."""
        if self._total(self._pair, PAIR_SECONDS) >= PAIR:
            return True
        if self.device:
            return False
        if self._total(self._address, ADDRESS_SECONDS) >= ADDRESS:
            return True
        if self._total(self._account, ACCOUNT_SECONDS) < ACCOUNT:
            return False
        return not counting.is_first(("turn", self.email), seconds=ACCOUNT_PAUSE)

    def _total(self, key, window):
        return counting.total(key, window=window, now=self.now)

    def failed(self):
        """Returns whether the next try is refused."""
        pair = counting.add(self._pair, window=PAIR_SECONDS, now=self.now)
        address = counting.add(self._address, window=ADDRESS_SECONDS, now=self.now)
        account = counting.add(self._account, window=ACCOUNT_SECONDS, now=self.now)
        return pair == PAIR or address == ADDRESS or account == ACCOUNT

    def forget(self):
        """A new password by mail resets the owner's count."""
        counting.forget(self._pair, window=PAIR_SECONDS, now=self.now)


class CodeAttempt:
    """One code of the second factor; counted before it is checked, so that parallel tries are no way
    around."""

    def __init__(self, request, user, *, now):
        self._key, self._now = ("code", user.pk, device_of(request, user.email.lower())), now

    def is_one_too_many(self):
        return counting.add(self._key, window=CODES_SECONDS, now=self._now) > CODES

    def was_last(self):
        return counting.total(self._key, window=CODES_SECONDS, now=self._now) >= CODES

    def forget(self):
        counting.forget(self._key, window=CODES_SECONDS, now=self._now)


def device_of(request, email):
    """The id of a browser in which this account logged in before, or ""."""
    sealed = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
    try:
        known, number = signing.loads(sealed, salt=SALT, max_age=DEVICE_DAYS * 86400)
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return number if known == _mark(email) else ""


def remember_device(request, response, user):
    """A cookie that only affects login limits; it grants no access."""
    email = user.email.lower()
    number = device_of(request, email) or get_random_string(16)
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps([_mark(email), number], salt=SALT),
        max_age=DEVICE_DAYS * 86400,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _mark(email):
    """The cookie identifies nobody."""
    return salted_hmac(SALT, email, algorithm="sha256").hexdigest()[:32]
