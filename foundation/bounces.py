"""Mail that comes back: the address it comes back to, with the mail's own id in it (VERP), and what it says."""

import re
import uuid
from email import message_from_bytes, policy
from email.message import Message
from email.utils import parseaddr

from flufl.bounce import all_failures

CAME_TO = ("To", "Delivered-To", "X-Original-To", "Envelope-To")
MOST_BYTES = 1_000_000


def return_address(public_id: uuid.UUID, *, bounce_address: str, sender: str) -> str:
    """bounce+<id>@portal.nl; the sender's own address where there is none for bounces."""
    if not bounce_address:
        return parseaddr(sender)[1]
    name, _at, domain = bounce_address.partition("@")
    return f"{name}+{public_id.hex}@{domain}"


def bounced_mail(raw: bytes, *, bounce_address: str, mail_domain: str) -> uuid.UUID | None:
    """Which mail this one says cannot be delivered; None for a delay, an answer of a person or a machine, or another's.

    The mail is known by the address the bounce came back to, or by the Message-ID that the bounce quotes.
    """
    message = message_from_bytes(raw[:MOST_BYTES], policy=policy.compat32)
    if not _is_failure(message):
        return None
    name, _at, domain = bounce_address.partition("@")
    came_to = " ".join(str(value) for header in CAME_TO for value in message.get_all(header, []))
    for pattern, text in (
        (rf"{re.escape(name)}\+([0-9a-f]{{32}})@{re.escape(domain)}", came_to if bounce_address else ""),
        (rf"<([0-9a-f]{{32}})@{re.escape(mail_domain)}>", raw.decode("ascii", "replace")),
    ):
        if found := re.search(pattern, text, re.IGNORECASE):
            return uuid.UUID(found[1])
    return None


def _is_failure(message: Message) -> bool:
    """For good, not for now. A mail that no reader of bounces understands is none."""
    try:
        _delayed, failed = all_failures(message)
    except (AttributeError, LookupError, TypeError, ValueError):
        return False
    return bool(failed)
