"""Between password and second factor: a login that is valid only as long as that password is.

The library remembers only the account, so a code would open it even after its password was changed because of
a thief.
"""

from django.utils.crypto import constant_time_compare

PASSWORD = "half_login_password"  # noqa: S105  the place in the session, of a hash of what is stored


def begin(request, user):
    request.session[PASSWORD] = user.get_session_auth_hash()


def is_of(request, user):
    """Whether the password that was given is still the account's; no query."""
    return constant_time_compare(request.session.get(PASSWORD, ""), user.get_session_auth_hash())


def end(request):
    request.session.pop(PASSWORD, None)
