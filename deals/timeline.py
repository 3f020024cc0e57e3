"""The milestones of a deal as one SVG, and the same in words. Same input, same bytes.

Presentation attributes only: the page's security policy allows no inline style. Places on the line are percentages and
sizes pixels, without a viewBox: on a phone the line is shorter and the text as large as on a desk.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from deals.svgtext import FONT_SIZE, escape, number, wrap

BLUE, GREEN, RED, INK, SOFT_INK, GRID = "#154273", "#1e5631", "#8e1537", "#1b2733", "#465261", "#d5dae1"
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

    @property
    def days(self) -> list[date]:
        return [day for day in (self.planned_on, self.expected_on, self.done_on) if day]

    @property
    def last(self) -> date:
        """Where it ended up: the day it was done, else when it is expected now."""
        return self.done_on or self.expected_on or self.planned_on


def draw(marks: tuple[Mark, ...], *, title: str, today: date, prefix: str = "tijdlijn") -> str:
    """Rows from early to late; at least one mark."""
    first, last = _years(marks)
    rows, bottom = _rows(marks, first, last)
    legend, height = _legend(marks, first.year <= today.year <= last.year, bottom)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="{height}" role="img" '
        f'aria-labelledby="{prefix}-title {prefix}-desc" font-family="{FONT}" font-size="{FONT_SIZE}" fill="{INK}">'
        f'<title id="{prefix}-title">{escape(title)}</title>'
        f'<desc id="{prefix}-desc">{escape(describe(marks, today=today))}</desc>'
        f"{_grid(first, last, bottom)}{_today(today, first, last, bottom)}{rows}{legend}</svg>"
    )


def describe(marks: tuple[Mark, ...], *, today: date) -> str:
    """The timeline in Dutch sentences, for who cannot see it."""
    lines = [f"{mark.name}: {', '.join(_in_words(mark))}." for mark in marks]
    return " ".join([f"Tijdlijn met {len(marks)} mijlpalen. Vandaag is {_dutch(today)}.", *lines])


def _in_words(mark: Mark) -> Iterator[str]:
    yield f"gepland op {_dutch(mark.planned_on)}"
    if mark.expected_on and not mark.done_on:
        yield f"nu verwacht op {_dutch(mark.expected_on)}"
    if mark.done_on:
        yield f"gehaald op {_dutch(mark.done_on)}"


def _dutch(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _years(marks: tuple[Mark, ...]) -> tuple[date, date]:
    """Whole years round all days."""
    days = [day for mark in marks for day in mark.days]
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


def _rows(marks: tuple[Mark, ...], first: date, last: date) -> tuple[str, float]:
    """The names with a white edge, so that lines leave them readable. Returns the SVG and the lowest point."""
    drawn, y = "", float(TOP)
    for mark in marks:
        for line in wrap(mark.name, NARROWEST):
            y += LINE
            drawn += (
                f'<text x="{number(LEFT)}%" dx="5" y="{number(y - 4)}" stroke="#fff" stroke-width="3" '
                f'paint-order="stroke">{escape(line)}</text>'
            )
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


def _legend(marks: tuple[Mark, ...], shows_today: bool, bottom: float) -> tuple[str, int]:
    """Only what is drawn stands in it, two on a row. Returns the SVG and the height of the drawing."""
    entries = [
        (label, shape)
        for label, shape, shown in (
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
_TODAY = f'<path d="M0-8v16" stroke="{RED}" stroke-dasharray="2 3"/>'
