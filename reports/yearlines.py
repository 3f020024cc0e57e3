"""One indicator over the years as a small SVG, and the same in words. Same input, same bytes.

Presentation attributes only: the page's security policy allows no inline style. This deal and all deals look as in the
spider web: green, solid, round marks; and red, dashed, square marks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rendering.spiderweb import DASH, DOTS, EDGE, FONT, GREEN, INK, RED, RING, SOFT_INK
from rendering.svg_text import FONT_SIZE, clean, escape, number
from reports.trend import Line, Point, Tie

WIDTH, HEIGHT = 340, 168
LEFT, RIGHT, TOP, BOTTOM = 26.0, 318.0, 16.0, 140.0
LOWEST, HIGHEST = 1, 5
MOST_YEAR_LABELS = 8

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Look:
    """Whose line it is, and its look as in the web."""

    name: str
    colour: str
    is_square: bool = False


DEAL, ALL_DEALS = Look("Deze deal", GREEN), Look("Alle deals", RED, is_square=True)


def draw(line: Line, *, prefix: str, look: Look = DEAL) -> str:
    """`prefix` keeps ids unique on a page; `look`: whose means they are."""
    points = line.points
    title = f"{clean(line.name)} over de jaren"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-labelledby="{prefix}-title {prefix}-desc">'
        f'<title id="{prefix}-title">{escape(title)}</title>'
        f'<desc id="{prefix}-desc">{escape(describe(line, look))}</desc>'
        f'<g font-family="{FONT}" font-size="{FONT_SIZE}" fill="{INK}">'
        f"{_grid(points)}{_reference(points)}{_own(points, look)}</g></svg>"
    )


def describe(line: Line, look: Look = DEAL) -> str:
    """The line in Dutch sentences, as its text alternative."""
    years = ", ".join(f"{point.year} {_value(point)}" for point in line.points)
    broken = [
        f"{step.year_before} en {point.year}"
        for point in line.points
        if (step := point.since_previous) and step.tie in (Tie.NONE, Tie.UNKNOWN)
    ]
    sentences = [f"{look.name}, schaal 1 (laag) tot 5 (hoog): {years}."]
    reference = [f"{point.year} {_dutch(point.reference)}" for point in line.points if point.reference]
    if reference:
        sentences.append(f"Alle deals: {', '.join(reference)}.")
    if broken:
        sentences.append(f"Geen lijn tussen {'; '.join(broken)}.")
    return " ".join(sentences)


def _value(point: Point) -> str:
    if point.mean is not None:
        return _dutch(point.mean)
    return "geen score" if point.asked else "niet gevraagd"


def _grid(points: Sequence[Point]) -> str:
    rows = "".join(
        f"M{number(LEFT)} {number(_y(score))}H{number(RIGHT)}" for score in range(LOWEST + 1, HIGHEST + 1)
    )
    scores = "".join(
        f'<text x="{number(LEFT - 10)}" y="{number(_y(score) + 4.5)}" text-anchor="end">{score}</text>'
        for score in (LOWEST, 3, HIGHEST)
    )
    gap = -(-len(points) // MOST_YEAR_LABELS) if points else 1
    years = "".join(
        f'<text x="{number(_x(place, len(points)))}" y="{number(BOTTOM + 22)}" text-anchor="middle">{point.year}</text>'
        for place, point in enumerate(points)
        if (len(points) - 1 - place) % gap == 0
    )
    base = f'<path d="M{number(LEFT)} {number(BOTTOM)}H{number(RIGHT)}" stroke="{EDGE}" stroke-width="1"/>'
    return (
        f'<path d="{rows}" stroke="{RING}" stroke-width=".8"/>{base}<g fill="{SOFT_INK}">{scores}{years}</g>'
    )


def _reference(points: Sequence[Point]) -> str:
    """All deals: another set of deals each year, so the line is broken where this deal's is."""
    places = [_place(index, points, point.reference) for index, point in enumerate(points)]
    drawn = "".join(path for path, _tie in _segments(points, places))
    marks = "".join(f"M{number(x - 3.2)} {number(y - 3.2)}h6.4v6.4h-6.4z" for x, y in filter(None, places))
    line = (
        f'<path d="{drawn}" fill="none" stroke="{RED}" stroke-width="1.6" stroke-dasharray="{DASH}"/>'
        if drawn
        else ""
    )
    return line + (f'<path d="{marks}" fill="{RED}"/>' if marks else "")


def _own(points: Sequence[Point], look: Look) -> str:
    places = [_place(index, points, point.mean) for index, point in enumerate(points)]
    segments = list(_segments(points, places))
    whole = "".join(path for path, tie in segments if tie == Tie.ALL)
    partly = "".join(path for path, tie in segments if tie == Tie.SOME)
    dash = f' stroke-dasharray="{DASH}"' if look.is_square else ""
    values = "".join(
        f'<text x="{number(place[0])}" y="{number(_label_y(place[1], point))}" text-anchor="middle">{_dutch(point.mean)}</text>'
        for place, point in zip(places, points, strict=True)
        if place and point.mean is not None
    )
    return (
        (f'<path d="{whole}" fill="none" stroke="{look.colour}" stroke-width="2.6"{dash}/>' if whole else "")
        + (
            f'<path d="{partly}" fill="none" stroke="{look.colour}" stroke-width="2.2" stroke-dasharray="{DOTS}"/>'
            if partly
            else ""
        )
        + _marks(places, look)
        + f'<g font-weight="600" stroke="#fff" stroke-width="3" paint-order="stroke">{values}</g>'
    )


def _marks(places: Sequence[Place | None], look: Look) -> str:
    if look.is_square:
        marks = "".join(
            f"M{number(x - 3.8)} {number(y - 3.8)}h7.6v7.6h-7.6z" for x, y in filter(None, places)
        )
        return f'<path d="{marks}" fill="{look.colour}"/>' if marks else ""
    marks = "".join(f'<circle cx="{number(x)}" cy="{number(y)}" r="4"/>' for x, y in filter(None, places))
    return f'<g fill="{look.colour}">{marks}</g>' if marks else ""


def _segments(points: Sequence[Point], places: Sequence[Place | None]) -> Iterator[tuple[str, Tie]]:
    """Only between consecutive rounds that share statements."""
    for start, end, point in zip(places, places[1:], points[1:], strict=False):
        tie = point.since_previous.tie if point.since_previous else Tie.NONE
        if start and end and tie in (Tie.ALL, Tie.SOME):
            yield f"M{number(start[0])} {number(start[1])}L{number(end[0])} {number(end[1])}", tie


def _label_y(y: float, point: Point) -> float:
    """Above the mark; below it if all deals is just above."""
    above = point.reference is not None and point.mean is not None and 0 < point.reference - point.mean < 1
    return y + 19 if above and y + 19 < BOTTOM + 6 else y - 9


def _place(index: int, points: Sequence[Point], value: Decimal | None) -> Place | None:
    return None if value is None else (_x(index, len(points)), _y(float(value)))


def _x(index: int, count: int) -> float:
    """A single year is centred; the marks at the ends stay inside."""
    return (LEFT + RIGHT) / 2 if count < 2 else LEFT + 14 + (RIGHT - LEFT - 28) * index / (count - 1)


def _y(score: float) -> float:
    return BOTTOM - (BOTTOM - TOP - 6) * (score - LOWEST) / (HIGHEST - LOWEST)


def _dutch(value: Decimal | None) -> str:
    return "" if value is None else str(value).replace(".", ",")
