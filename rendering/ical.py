"""Days as an iCalendar file (RFC 5545): text escaped, lines folded at 75 bytes. Same input, same bytes."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

LONGEST_LINE = 75  # bytes, without the line break (RFC 5545 3.1)
PRODUCT = "-//Dealportaal//Agenda//NL"
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


@dataclass(frozen=True, slots=True)
class Event:
    """An all-day event; `uid` stays the same when the day changes."""

    uid: str
    on: date
    summary: str
    url: str = ""
    description: str = ""


def calendar(name: str, events: Iterable[Event], *, stamp: datetime) -> str:
    """`stamp`: the creation time, in UTC (RFC 5545 3.8.7.2)."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN"]
    lines.append(f"X-WR-CALNAME:{escape(name)}")
    for event in events:
        lines.extend(_event(event, f"{stamp:%Y%m%dT%H%M%SZ}"))
    lines.append("END:VCALENDAR")
    return "".join(f"{fold(line)}\r\n" for line in lines)


def escape(text: str) -> str:
    """As a TEXT value (RFC 5545 3.3.11)."""
    unix = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", unix.replace("\t", " ")).translate(_ESCAPES)


def fold(line: str) -> str:
    """Continues a long line after a line break and a space; never splits a multi-byte character."""
    folded, size = "", 0
    for character in line:
        width = len(character.encode(errors="replace"))
        if size + width > LONGEST_LINE:
            folded, size = f"{folded}\r\n ", 1
        folded, size = folded + character, size + width
    return folded


def _event(event: Event, stamp: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escape(event.uid)}"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{event.on:%Y%m%d}"
    yield f"SUMMARY:{escape(event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{escape(event.description)}"
    if event.url:
        yield f"URL:{_CONTROL.sub('', event.url)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"
