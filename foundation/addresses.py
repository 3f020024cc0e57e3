"""The one rule for an e-mail address: forms, pasted lists, files and imports all ask here."""

import re

import email_validator

# The people of the demo and of a trial run have addresses that reach nobody (RFC 2606).
_REACH_NOBODY = {"invalid", "test"}
_RESERVED = [name for name in email_validator.SPECIAL_USE_DOMAIN_NAMES if name not in _REACH_NOBODY]
email_validator.SPECIAL_USE_DOMAIN_NAMES[:] = _RESERVED

INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_AROUND = " \t\r\n\u00a0<>()[]\"'“”‘’,;:"
_SCHEME = re.compile(r"^mailto:", re.IGNORECASE)
MOST_CHARACTERS = 254


class NotAnAddress(ValueError):
    """This is not an address that mail can be sent to."""


def normal(text: str) -> str:
    """The address as the portal writes it: small letters, an international domain in its own letters.

    What clings to an address when it is copied falls off: mailto:, brackets, quotes, a full stop, signs that cannot
    be seen. Raises NotAnAddress.
    """
    bare = _SCHEME.sub("", text.translate(INVISIBLE).strip(_AROUND)).strip(_AROUND).rstrip("." + _AROUND)
    try:
        found = email_validator.validate_email(
            bare, check_deliverability=False, allow_smtputf8=False, allow_quoted_local=False
        )
    except email_validator.EmailNotValidError as error:
        raise NotAnAddress(str(error)) from error
    address = found.normalized.lower()
    if len(address) > MOST_CHARACTERS:
        raise NotAnAddress("too long")
    return address


def is_address(text: str) -> bool:
    try:
        normal(text)
    except NotAnAddress:
        return False
    return True


def mailbox(address: str) -> str:
    """The mailbox behind an address: "piet+deal@x.nl" and "Piet@x.nl" both give "piet@x.nl"."""
    try:
        address = normal(address)
    except NotAnAddress:
        address = address.strip().lower()
    local, at, domain = address.rpartition("@")
    return f"{local.partition('+')[0] or local}{at}{domain}"
