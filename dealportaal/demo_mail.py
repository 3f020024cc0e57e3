"""Reads back the mails that Django's file backend wrote; one file can hold several."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.parser import BytesParser
from pathlib import Path

SEPARATOR = re.compile(rb"^-{79}\n", re.MULTILINE)
FILE_NAME = re.compile(r"^[\w-]+\.log$")


@dataclass(frozen=True)
class Mail:
    name: str
    position: int
    subject: str
    to: str
    sent_at: datetime | None
    text: str


def newest(folder, limit):
    """The newest mails first, at most `limit`."""
    files = sorted(Path(folder).glob("*.log"), key=lambda file: file.stat().st_mtime, reverse=True)
    found = []
    for file in files:
        found.extend(reversed(_mails(file)))
        if len(found) >= limit:
            break
    return found[:limit]


def read(folder, name, position):
    """One mail, or None; a name that is not a plain file name gives None."""
    file = Path(folder) / name
    if not FILE_NAME.match(name) or not file.is_file():
        return None
    mails = _mails(file)
    return mails[position] if position < len(mails) else None


def _mails(file):
    parts = [part for part in SEPARATOR.split(file.read_bytes()) if part.strip()]
    return [_parse(file.name, position, part) for position, part in enumerate(parts)]


def _parse(name, position, raw):
    message = BytesParser(policy=policy.default).parsebytes(raw)
    body = message.get_body(("plain",))
    sent = _moment(message["date"].datetime) if message["date"] else None
    text = body.get_content() if body else ""
    return Mail(name, position, str(message["subject"]), str(message["to"]), sent, text)


def _moment(sent):
    """Django writes "-0000", which is read as a time without a zone, and would be shown as UTC."""
    return sent.replace(tzinfo=UTC) if sent and sent.tzinfo is None else sent
