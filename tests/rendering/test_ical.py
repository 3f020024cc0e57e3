"""An iCalendar file as RFC 5545 wants it, whatever the text."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rendering.ical import Event, calendar, escape, fold

STAMP = datetime(2026, 11, 22, 6, 5, 4, tzinfo=UTC)


def test_the_whole_file():
    event = Event("mijlpaal-1@x", date(2026, 9, 1), "Slot, met; alles", "https://x.invalid/a,b", "een\ntwee")
    assert calendar("Mijn deals", [event], stamp=STAMP).split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Dealportaal//Agenda//NL",
        "CALSCALE:GREGORIAN",
        "X-WR-CALNAME:Mijn deals",
        "BEGIN:VEVENT",
        "UID:mijlpaal-1@x",
        "DTSTAMP:20261122T060504Z",
        "DTSTART;VALUE=DATE:20260901",
        "SUMMARY:Slot\\, met\\; alles",
        "DESCRIPTION:een\\ntwee",
        "URL:https://x.invalid/a,b",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a\\b", "a\\\\b"),
        ("a\r\nEND:VEVENT", "a\\nEND:VEVENT"),
        ("a\rb", "a\\nb"),
        ("a\tb\x00\x07c", "a bc"),
    ],
)
def test_text_is_text(text, escaped):
    assert escape(text) == escaped


@given(st.text(max_size=300))
def test_lines_are_short_and_fold_back_to_what_they_were(text):
    line = f"SUMMARY:{escape(text)}"
    folded = fold(line)
    assert all(len(part.encode("utf-8", "surrogatepass")) <= 75 for part in folded.split("\r\n"))
    assert folded.replace("\r\n ", "") == line


@given(st.text(max_size=100))
def test_no_text_adds_a_line_of_its_own(text):
    made = calendar(text, [Event("a", date(2026, 1, 1), text, description=text)], stamp=STAMP)
    starts = [line for line in made.split("\r\n") if not line.startswith(" ")]
    assert len(starts) == (15 if text else 14)  # the last one is empty


def test_half_a_character_does_not_stop_a_line():
    assert fold("a\ud800b") == "a\ud800b"
