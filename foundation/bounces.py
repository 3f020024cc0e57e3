"""The address a bounce comes back to: the mail's own id stands in it (VERP)."""

import uuid
from email.utils import parseaddr


def return_address(public_id: uuid.UUID, *, bounce_address: str, sender: str) -> str:
    """bounce+<id>@portal.nl; the sender's own address where there is none for bounces."""
    if not bounce_address:
        return parseaddr(sender)[1]
    name, _at, domain = bounce_address.partition("@")
    return f"{name}+{public_id.hex}@{domain}"
