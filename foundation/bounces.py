"""Bounced mail: the return address, which holds the mail's id (VERP), and what a bounce says."""

import re
import uuid
from email import message_from_bytes, policy
from email.message import Message
from email.utils import parseaddr

from flufl.bounce import all_failures

CAME_TO = ("To", "Delivered-To", "X-Original-To", "Envelope-To")
MOST_BYTES = 1_000_000


def return_address(public_id: uuid.UUID, *, bounce_address: str, sender: str) -> str:
    """bounce+<id>@portal.nl, or the sender's address when no bounce address is set."""
    if not bounce_address:
        return parseaddr(sender)[1]
    name, _at, domain = bounce_address.partition("@")
    return f"{name}+{public_id.hex}@{domain}"


def bounced_mail(raw: bytes, *, bounce_address: str, mail_domain: str) -> uuid.UUID | None:
    """The id of the mail that permanently failed; None for a delay, an auto-reply, a person's answer, or
    another sender's mail.

    The mail is recognised by the bounce's own recipient, or by the Message-ID that it quotes.
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
    """Whether the failure is permanent. A bounce that cannot be parsed does not count."""
    try:
        _delayed, failed = all_failures(message)
    except (AttributeError, LookupError, TypeError, ValueError):
        return False
    return bool(failed)
