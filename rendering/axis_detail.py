"""One indicator by itself: the axis of the web from 1 to 5, drawn horizontally. Same input, same bytes.

The marks are those of the web: a green dot for this deal, a red square for all deals, a grey band for the range, and a
green ring for the baseline. Positions are fractions of the axis, so that page, PDF and slide draw the same thing.
"""

from dataclasses import dataclass
from decimal import Decimal

from rendering.spiderweb import EDGE, FONT, GREEN, GREY, INK, RED, SOFT_INK
from rendering.svg_text import clean, escape, number

LOWEST, HIGHEST = 1, 5
WIDTH, HEIGHT = 400, 64
LEFT, RIGHT = 20, 380
LINE_Y = 34


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks on the axis; None is not drawn."""

    label: str
    value: Decimal | None = None
    reference: Decimal | None = None
    baseline: Decimal | None = None
    low: int | None = None
    high: int | None = None


def place(score: Decimal | int) -> float:
    """The position of a score on the axis, 0 to 1."""
    return (float(score) - LOWEST) / (HIGHEST - LOWEST)


def draw(marks: Marks, *, prefix: str) -> str:
    """One SVG without a legend; `prefix` keeps ids unique on a page."""
    title = escape(f"{marks.label} op de schaal van 1 tot 5")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-labelledby="{prefix}-title {prefix}-desc"><title id="{prefix}-title">{title}</title>'
        f'<desc id="{prefix}-desc">{escape(describe(marks))}</desc>'
        f'<g font-family="{FONT}" font-size="13">{_band(marks)}{_axis()}{_reference(marks)}{_baseline(marks)}'
        f"{_value(marks)}</g></svg>"
    )


def describe(marks: Marks) -> str:
    """The drawing in words, as its text alternative."""
    parts = [f"deze deal {_dutch(marks.value)}"] if marks.value is not None else ["deze deal zonder score"]
    if marks.reference is not None:
        parts.append(f"alle deals {_dutch(marks.reference)}")
    if marks.low is not None and marks.high is not None:
        parts.append(f"antwoorden van {marks.low} tot en met {marks.high}")
    if marks.baseline is not None:
        parts.append(f"nulmeting {_dutch(marks.baseline)}")
    return f"{clean(marks.label)}: {'; '.join(parts)}."


def _x(score: Decimal | int) -> float:
    return LEFT + place(score) * (RIGHT - LEFT)


def _axis() -> str:
    ticks = "".join(f"M{number(_x(score))} {LINE_Y - 5}v10" for score in range(LOWEST, HIGHEST + 1))
    numbers = "".join(
        f'<text x="{number(_x(score))}" y="{LINE_Y + 24}">{score}</text>'
        for score in range(LOWEST, HIGHEST + 1)
    )
    line = f'<path d="M{LEFT} {LINE_Y}H{RIGHT}{ticks}" fill="none" stroke="{EDGE}"/>'
    return f'{line}<g fill="{SOFT_INK}" text-anchor="middle">{numbers}</g>'


def _band(marks: Marks) -> str:
    if marks.low is None or marks.high is None:
        return ""
    start, width = _x(marks.low) - 4, _x(marks.high) - _x(marks.low) + 8
    return f'<rect x="{number(start)}" y="{LINE_Y - 9}" width="{number(width)}" height="18" rx="3" fill="{GREY}"/>'


def _reference(marks: Marks) -> str:
    if marks.reference is None:
        return ""
    return (
        f'<rect x="{number(_x(marks.reference) - 5)}" y="{LINE_Y - 5}" width="10" height="10" fill="{RED}"/>'
    )


def _baseline(marks: Marks) -> str:
    if marks.baseline is None:
        return ""
    ring = f'cx="{number(_x(marks.baseline))}" cy="{LINE_Y}" r="5.5" fill="#fff"'
    return f'<circle {ring} stroke="{GREEN}" stroke-width="1.6"/>'


def _value(marks: Marks) -> str:
    if marks.value is None:
        return ""
    x = number(_x(marks.value))
    return (
        f'<circle cx="{x}" cy="{LINE_Y}" r="7" fill="{GREEN}"/>'
        f'<text x="{x}" y="18" text-anchor="middle" font-weight="600" fill="{INK}">{_dutch(marks.value)}</text>'
    )


def _dutch(value: Decimal | None) -> str:
    return "" if value is None else str(value).replace(".", ",")
