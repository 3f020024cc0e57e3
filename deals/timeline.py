"""The milestones of a deal as one SVG, and the same in words. Same input, same bytes.

Presentation attributes only: the page's security policy allows no inline style. Places on the line are percentages and
sizes pixels, without a viewBox: on a phone the line is shorter and the text as large as on a desk.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from deals import rough
from rendering.svg_text import FONT_SIZE, escape, number, wrap

BLUE, GREEN, RED, INK, SOFT_INK, GRID = "#154273", "#1e5631", "#8e1537", "#1b2733", "#465261", "#d5dae1"
BAR = "#7a93b5"  # the term: softer than what is marked on it
FONT = "Fira Sans, Arial, sans-serif"
NARROWEST = 270.0  # a card on a phone of 340 px
LEFT, RIGHT = 3.0, 97.0  # percent; half a mark stays inside
TOP, LINE, TRACK, LEGEND_ROW = 26, 18, 30, 22  # px
MOST_YEAR_LABELS = 6
MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()


@dataclass(frozen=True, slots=True)
class Mark:
    """A milestone; `expected_on` only when it is another day than planned."""

    name: str
    planned_on: date
    expected_on: date | None = None
    done_on: date | None = None
    planned_precision: str = rough.DAY
    expected_precision: str = rough.DAY

    @property
    def days(self) -> list[date]:
        return [day for day in (self.planned_on, self.expected_on, self.done_on) if day]

    @property
    def last(self) -> date:
        """Where it ended up: the day it was done, else when it is expected now."""
        return self.done_on or self.expected_on or self.planned_on


@dataclass(frozen=True, slots=True)
class Known:
    """A day as precisely as it is known: dag, maand or jaar."""

    on: date
    precision: str = "dag"

    def __str__(self) -> str:
        month = MONTHS[self.on.month - 1]
        words = {"jaar": f"in {self.on.year}", "maand": f"in {month} {self.on.year}"}
        return words.get(self.precision, f"op {_dutch(self.on)}")


@dataclass(frozen=True, slots=True)
class Term:
    """From when till when the deal runs, as far as known; when was signed, and where it ended before an extension."""

    starts: Known | None = None
    ends: Known | None = None
    signed: tuple[Known, ...] = ()
    earlier_ends: tuple[Known, ...] = ()

    @property
    def days(self) -> list[date]:
        known = (self.starts, self.ends, *self.signed, *self.earlier_ends)
        return [one.on for one in known if one]


NO_TERM = Term()


def draw(
    marks: tuple[Mark, ...], *, title: str, today: date, term: Term = NO_TERM, prefix: str = "tijdlijn"
) -> str:
    """The term of the deal, then rows from early to late; at least one day."""
    first, last = _years(marks, term)
    above, top = _term_row(term, first, last)
    rows, bottom = _rows(marks, first, last, top)
    legend, height = _legend(marks, term, first.year <= today.year <= last.year, bottom)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="{height}" role="img" '
        f'aria-labelledby="{prefix}-title {prefix}-desc" font-family="{FONT}" font-size="{FONT_SIZE}" fill="{INK}">'
        f'<title id="{prefix}-title">{escape(title)}</title>'
        f'<desc id="{prefix}-desc">{escape(describe(marks, today=today, term=term))}</desc>'
        f"{_grid(first, last, bottom)}{_today(today, first, last, bottom)}{above}{rows}{legend}</svg>"
    )


def describe(marks: tuple[Mark, ...], *, today: date, term: Term = NO_TERM) -> str:
    """The timeline in Dutch sentences, for whoever cannot see it."""
    lines = [f"{mark.name}: {', '.join(_mark_in_words(mark))}." for mark in marks]
    about = [f"{', '.join(_term_in_words(term))}."] if term.days else []
    return " ".join([f"Tijdlijn met {len(marks)} mijlpalen. Vandaag is {_dutch(today)}.", *about, *lines])


def _term_in_words(term: Term) -> Iterator[str]:
    yield "Looptijd van de deal"
    yield from (f"begin {one}" for one in (term.starts,) if one)
    yield from (f"einde {one}" for one in (term.ends,) if one)
    yield from (f"ondertekend {one}" for one in term.signed)
    yield from (f"eerder vastgelegd einde {one}" for one in term.earlier_ends)


def _mark_in_words(mark: Mark) -> Iterator[str]:
    yield f"gepland {_when(mark.planned_on, mark.planned_precision)}"
    if mark.expected_on and not mark.done_on:
        yield f"nu verwacht {_when(mark.expected_on, mark.expected_precision)}"
    if mark.done_on:
        yield f"gehaald op {_dutch(mark.done_on)}"


def _when(day: date, precision: str) -> str:
    """ "op 3 april 2026", or "in het 2e kwartaal 2026"."""
    article = {rough.DAY: "op", rough.QUARTER: "in het", rough.HALF: "in de"}.get(precision, "in")
    return f"{article} {rough.day_in_words(day, precision)}"


def _dutch(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _years(marks: tuple[Mark, ...], term: Term) -> tuple[date, date]:
    """Whole years round all days."""
    days = [*term.days, *(day for mark in marks for day in mark.days)]
    return date(min(days).year, 1, 1), date(max(days).year, 12, 31)


def _at(day: date, first: date, last: date) -> str:
    share = (day - first).days / (last - first).days
    return f"{number(LEFT + share * (RIGHT - LEFT))}%"


def _grid(first: date, last: date, bottom: float) -> str:
    """A line at the start of every year; the number of some when there are many."""
    step = -(-(last.year - first.year + 1) // MOST_YEAR_LABELS)
    drawn = ""
    for year in range(first.year, last.year + 1):
        x = _at(date(year, 1, 1), first, last)
        drawn += f'<line x1="{x}" x2="{x}" y1="20" y2="{number(bottom)}" stroke="{GRID}"/>'
        if (year - first.year) % step == 0:
            drawn += f'<text x="{x}" dx="-1" y="13" fill="{SOFT_INK}">{year}</text>'
    return drawn


def _today(today: date, first: date, last: date, bottom: float) -> str:
    if not first <= today <= last:
        return ""
    x = _at(today, first, last)
    return f'<line x1="{x}" x2="{x}" y1="20" y2="{number(bottom)}" stroke="{RED}" stroke-dasharray="2 3"/>'


def _term_row(term: Term, first: date, last: date) -> tuple[str, float]:
    """A bar from begin to end, with what was signed on it. Returns the SVG and the lowest point."""
    if not term.days:
        return "", float(TOP)
    y = TOP + LINE + TRACK / 2 - 2
    days = [one.on for one in (term.starts, term.ends) if one]
    if len(days) == 2:
        start, end = (_at(day, first, last) for day in days)
        drawn = f'<line x1="{start}" x2="{end}" y1="{number(y)}" y2="{number(y)}" stroke="{BAR}" stroke-width="9"/>'
    else:
        drawn = "".join(_placed(_END, _at(day, first, last), y) for day in days)
    drawn += "".join(_placed(_EARLIER, _at(one.on, first, last), y) for one in term.earlier_ends)
    drawn += "".join(_placed(_SIGNED, _at(one.on, first, last), y) for one in term.signed)
    return _name("Looptijd van de deal", TOP + LINE) + drawn, float(TOP + LINE + TRACK)


def _name(text: str, y: float) -> str:
    """With a white edge, so that lines leave it readable."""
    return (
        f'<text x="{number(LEFT)}%" dx="5" y="{number(y - 4)}" stroke="#fff" stroke-width="3" '
        f'paint-order="stroke">{escape(text)}</text>'
    )


def _rows(marks: tuple[Mark, ...], first: date, last: date, top: float) -> tuple[str, float]:
    """Returns the SVG and the lowest point."""
    drawn, y = "", top
    for mark in marks:
        for line in wrap(mark.name, NARROWEST):
            y += LINE
            drawn += _name(line, y)
        drawn += _track(mark, first, last, y + TRACK / 2 - 2)
        y += TRACK
    return drawn, y


def _track(mark: Mark, first: date, last: date, y: float) -> str:
    planned, ended = _at(mark.planned_on, first, last), _at(mark.last, first, last)
    drawn = f'<line x1="{number(LEFT)}%" x2="{number(RIGHT)}%" y1="{number(y)}" y2="{number(y)}" stroke="{GRID}"/>'
    if mark.last != mark.planned_on:
        drawn += (
            f'<line x1="{planned}" x2="{ended}" y1="{number(y)}" y2="{number(y)}" stroke="{BLUE}" '
            'stroke-width="1.5" stroke-dasharray="5 3"/>'
        )
    if not mark.done_on or mark.done_on != mark.planned_on:
        drawn += _placed(_PLANNED, planned, y)
    if mark.done_on:
        return drawn + _placed(_DONE, ended, y)
    return drawn + (_placed(_EXPECTED, ended, y) if mark.expected_on else "")


def _placed(shape: str, x: str, y: float) -> str:
    return f'<svg x="{x}" y="{number(y)}" overflow="visible">{shape}</svg>'


def _legend(marks: tuple[Mark, ...], term: Term, shows_today: bool, bottom: float) -> tuple[str, int]:
    """Only what is drawn stands in it, two on a row. Returns the SVG and the height of the drawing."""
    entries = [
        (label, shape)
        for label, shape, shown in (
            ("einde" if term.ends else "begin", _END, bool(term.starts) != bool(term.ends)),
            ("ondertekening", _SIGNED, bool(term.signed)),
            ("eerder einde", _EARLIER, bool(term.earlier_ends)),
            ("gepland", _PLANNED, any(mark.done_on != mark.planned_on for mark in marks)),
            ("nu verwacht", _EXPECTED, any(mark.expected_on and not mark.done_on for mark in marks)),
            ("gehaald", _DONE, any(mark.done_on for mark in marks)),
            ("vandaag", _TODAY, shows_today),
        )
        if shown
    ]
    drawn = ""
    for place, (label, shape) in enumerate(entries):
        x, y = 14 + 130 * (place % 2), bottom + 18 + LEGEND_ROW * (place // 2)
        drawn += f'<g transform="translate({x} {number(y)})">{shape}<text x="14" y="4.5">{escape(label)}</text></g>'
    return drawn, int(bottom + 12 + LEGEND_ROW * -(-len(entries) // 2))


_PLANNED = f'<path d="M0-7L7 0L0 7L-7 0z" fill="#fff" stroke="{BLUE}" stroke-width="2"/>'
_EXPECTED = f'<circle r="6" fill="{BLUE}" stroke="#fff" stroke-width="1.5"/>'
_DONE = (
    f'<path d="M-7.5-7.5h15v15h-15z" fill="{GREEN}" stroke="#fff" stroke-width="1.5"/>'
    '<path d="M-4 .5L-1 3.5L4-3" fill="none" stroke="#fff" stroke-width="2"/>'
)
_SIGNED = f'<path d="M-7 6L0-7L7 6z" fill="{INK}" stroke="#fff" stroke-width="1.5"/>'
_EARLIER = f'<path d="M0-8v16" stroke="{INK}" stroke-width="2.5"/>'
_END = f'<path d="M-5-5h10v10h-10z" fill="{BAR}"/>'
_TODAY = f'<path d="M0-8v16" stroke="{RED}" stroke-dasharray="2 3"/>'
