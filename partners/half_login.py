"""Between the password and the code of the second step: a login that holds only as long as that password does.

The library remembers the account alone, so that a code would open it after its password was changed because of a thief.
"""

from django.utils.crypto import constant_time_compare

PASSWORD = "half_login_password"  # noqa: S105  the place in the session, of a hash of what is stored


def begin(request, user):
    request.session[PASSWORD] = user.get_session_auth_hash()


def is_of(request, user):
    """Whether the password that was given is still that of the account; no query."""
    return constant_time_compare(request.session.get(PASSWORD, ""), user.get_session_auth_hash())


def end(request):
    request.session.pop(PASSWORD, None)
