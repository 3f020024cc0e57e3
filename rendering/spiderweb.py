"""The spider web as one SVG (docs/rules.md 4), and the same in words. Same input, same bytes.

Presentation attributes only: the page's security policy allows no inline style. Units are those of the viewBox,
400 wide: on a phone of 340 px text of 13 units is 11 px.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from rendering.svg_text import FONT_SIZE, LINE_HEIGHT, clean, escape, number
from rendering.web_layout import CENTRE, RADIUS, WIDTH, directions, label_block, legend_rows

HIGHEST = 5
FEWEST_AXES = 3  # fewer make a line or a point, not a web
GREEN, RED, GREY = "#1e5631", "#8e1537", "#d5dae1"  # this deal, all deals, range [003:50-53]
RING, EDGE, INK, SOFT_INK = "#b4bdc9", "#8f9bab", "#1b2733", "#465261"
FONT = "Fira Sans, Arial, sans-serif"
DASH, DOTS = "7 4", "1.5 3"
SMALL = 52  # half the side of a small web
SMALL_RADIUS = 50.0

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Axis:
    """One indicator. None is a gap in the line, never 0; `reason`: why `value` is None, in words."""

    label: str
    value: Decimal | None = None
    minimum: Decimal | int | None = None
    maximum: Decimal | int | None = None
    reference: Decimal | None = None
    baseline: Decimal | None = None
    reason: str = "geen antwoorden"

    def __post_init__(self) -> None:
        for score in (self.value, self.minimum, self.maximum, self.reference, self.baseline):
            if score is not None and not 0 <= score <= HIGHEST:
                raise ValueError(f"{score} is not on the axis from 0 to {HIGHEST}")


@dataclass(frozen=True, slots=True)
class Web:
    title: str
    axes: tuple[Axis, ...]
    value_label: str = "Deze deal"
    reference_label: str = "Alle deals"
    range_label: str = "Bereik van de antwoorden"
    baseline_label: str = "Nulmeting"
    baseline_name: str = "nulmeting"
    note: str = ""

    @property
    def has_own(self) -> bool:
        """Whether it is about one deal; a web of all deals together has no own line or label."""
        return bool(self.value_label)


def draw(web: Web, *, prefix: str = "web") -> str:
    """The whole web with labels and legend. `prefix` keeps ids unique on a page."""
    block = label_block(tuple(axis.label for axis in web.axes))
    legend, height = _legend(web, block.bottom + LINE_HEIGHT)
    height += 6.0
    body = (
        f'<g transform="translate({number(CENTRE)} {number(-block.top)})">'
        f"{_band(web.axes, RADIUS)}{_grid(len(web.axes), RADIUS)}{_lines(web.axes, RADIUS)}"
        f'<g font-size="{FONT_SIZE}" fill="{INK}">{_ring_numbers()}{block.svg}</g></g>'
        f'<g transform="translate(0 {number(-block.top)})" font-size="{FONT_SIZE}" fill="{INK}">{legend}</g>'
    )
    size = f"0 0 {WIDTH} {number(height - block.top)}"
    return _svg(size, prefix, web.title, describe(web), f'<g font-family="{FONT}">{body}</g>')


def draw_small(web: Web, *, prefix: str, alone: bool = False) -> str:
    """Without labels and legend, for many on one page. Needs `grid_symbol` once on that page, unless it is `alone`."""
    axes, side = web.axes, 2 * SMALL
    grid = f'<use href="#web-grid-{len(axes)}" x="-{SMALL}" y="-{SMALL}" width="{side}" height="{side}"/>'
    if alone:
        grid = _grid(len(axes), SMALL_RADIUS)
    body = f"{_band(axes, SMALL_RADIUS)}{grid}{_lines(axes, SMALL_RADIUS, small=True)}"
    return _svg(f"-{SMALL} -{SMALL} {side} {side}", prefix, web.title, describe_small(web), body)


def grid_symbol(axes_count: int) -> str:
    """The grid that all small webs with this number of axes share."""
    side = 2 * SMALL
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="0" height="0" aria-hidden="true" focusable="false">'
        f'<symbol id="web-grid-{axes_count}" viewBox="-{SMALL} -{SMALL} {side} {side}">'
        f"{_grid(axes_count, SMALL_RADIUS)}</symbol></svg>"
    )


def describe(web: Web) -> str:
    """The web in Dutch sentences, as its text alternative."""
    series = ", ".join(clean(label) for label, _mark in _drawn_series(web)) or "nog geen cijfers"
    sentences = [
        f"Spinnenweb met {len(web.axes)} indicatoren, schaal 1 (laag) tot 5 (hoog). Getekend: {series}."
    ]
    sentences += [f"{clean(axis.label)}: {'; '.join(_axis_in_words(axis, web))}." for axis in web.axes]
    if any(axis.value is not None and axis.minimum is None for axis in web.axes):
        sentences.append("Waar het bereik ontbreekt, zijn er te weinig antwoorden om het te tonen.")
    if web.note:
        sentences.append(clean(web.note))
    return " ".join(sentences)


def describe_small(web: Web) -> str:
    """Only the values of this deal: a page with thirty webs must stay short for a screen reader."""
    return "; ".join(f"{clean(axis.label)} {_dutch(axis.value) or axis.reason}" for axis in web.axes) + "."


def _svg(view_box: str, prefix: str, title: str, description: str, body: str) -> str:
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", prefix):
        raise ValueError(f"{prefix!r} cannot be the beginning of an id")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view_box}" overflow="visible" role="img" '
        f'aria-labelledby="{prefix}-title {prefix}-desc">'
        f'<title id="{prefix}-title">{escape(title)}</title><desc id="{prefix}-desc">{escape(description)}</desc>'
        f"{body}</svg>"
    )


@lru_cache(maxsize=32)
def _grid(count: int, radius: float) -> str:
    spokes = "".join(f"M0 0L{_at(direction, radius)}" for direction in directions(count))
    inner = "".join(_ring(count, radius * ring / HIGHEST) for ring in range(1, HIGHEST))
    return (
        f'<g fill="none" stroke-width=".8"><path d="{spokes}{inner}" stroke="{RING}"/>'
        f'<path d="{_ring(count, radius)}" stroke="{EDGE}"/></g>'
    )


def _ring(count: int, radius: float) -> str:
    if count < 3:  # one or two axes make no polygon: draw a circle in two arcs
        r = number(radius)
        return f"M0 -{r}A{r} {r} 0 1 1 0 {r}A{r} {r} 0 1 1 0 -{r}Z"
    return f"M{'L'.join(_at(direction, radius) for direction in directions(count))}Z"


@lru_cache(maxsize=1)
def _ring_numbers() -> str:
    """Next to the first axis, with a white outline to stay readable over lines and band."""
    numbers = "".join(
        f'<text x="4" y="{number(4.5 - RADIUS * ring / HIGHEST)}">{ring}</text>'
        for ring in range(1, HIGHEST + 1)
    )
    return f'<g fill="{SOFT_INK}" stroke="#fff" stroke-width="2.5" paint-order="stroke">{numbers}</g>'


def _lines(axes: Sequence[Axis], radius: float, *, small: bool = False) -> str:
    """The baseline is at the bottom and this deal on top. Small webs mark only points without a neighbour."""
    every = directions(len(axes))
    baseline = [_point(axis.baseline, unit, radius) for axis, unit in zip(axes, every, strict=True)]
    reference = [_point(axis.reference, unit, radius) for axis, unit in zip(axes, every, strict=True)]
    value = [_point(axis.value, unit, radius) for axis, unit in zip(axes, every, strict=True)]
    thin, wide, dash = ("1", "1.6", "4 2.5") if small else ("1.8", "2.6", DASH)
    side, dot = (4.0, "2.2") if small else (7.6, "4")
    return "".join(
        (
            ""
            if small
            else _line(baseline, f'stroke="{GREEN}" stroke-width="1.4" stroke-dasharray="{DOTS}"'),
            "" if small else _dots(_alone(baseline), GREEN, "1.8"),
            _line(reference, f'stroke="{RED}" stroke-width="{thin}" stroke-dasharray="{dash}"'),
            _squares(_alone(reference) if small else reference, side),
            _line(value, f'stroke="{GREEN}" stroke-width="{wide}"'),
            _dots(_alone(value) if small else value, GREEN, dot),
        )
    )


def _line(points: Sequence[Point | None], stroke: str) -> str:
    drawn = "".join(_path(run, closed=whole) for run, whole in _runs(points) if len(run) > 1)
    return f'<path d="{drawn}" fill="none" {stroke} stroke-linejoin="round"/>' if drawn else ""


def _band(axes: Sequence[Axis], radius: float) -> str:
    """Between the lowest and the highest answer; only between axes that both have a range."""
    every = directions(len(axes))
    edges = [
        None
        if axis.minimum is None or axis.maximum is None
        else (_point(axis.minimum, unit, radius), _point(axis.maximum, unit, radius))
        for axis, unit in zip(axes, every, strict=True)
    ]
    filled, bars = "", ""
    for run, whole in _runs(edges):
        inner, outer = [edge[0] for edge in run], [edge[1] for edge in run]
        if len(run) == 1:
            bars += _path([inner[0], outer[0]], closed=False)
        elif whole:
            filled += _path(outer, closed=True) + _path(inner, closed=True)
        else:
            filled += _path([*outer, *reversed(inner)], closed=True)
    band = f'<path d="{filled}" fill="{GREY}" fill-rule="evenodd"/>' if filled else ""
    return band + (f'<path d="{bars}" stroke="{GREY}" stroke-width="{number(radius / 12)}"/>' if bars else "")


def _runs(points: Sequence[Any]) -> Iterator[tuple[list[Any], bool]]:
    """The stretches without a gap, round the circle; True for one that goes all the way round."""
    count = len(points)
    gap = next((place for place, point in enumerate(points) if point is None), None)
    if gap is None:
        yield list(points), count > 2
        return
    run: list[Any] = []
    for step in range(1, count + 1):
        point = points[(gap + step) % count]
        if point is not None:
            run.append(point)
        elif run:
            yield run, False
            run = []


def _alone(points: Sequence[Point | None]) -> list[Point | None]:
    return [run[0] for run, _whole in _runs(points) if len(run) == 1]


def _dots(points: Iterable[Point | None], colour: str, radius: str) -> str:
    drawn = "".join(
        f'<circle cx="{number(point[0])}" cy="{number(point[1])}" r="{radius}"/>' for point in points if point
    )
    return f'<g fill="{colour}">{drawn}</g>' if drawn else ""


def _squares(points: Iterable[Point | None], side: float) -> str:
    size, half = number(side), side / 2
    drawn = "".join(
        f"M{number(x - half)} {number(y - half)}h{size}v{size}h-{size}z" for x, y in filter(None, points)
    )
    return f'<path d="{drawn}" fill="{RED}"/>' if drawn else ""


def _path(points: Sequence[Point], *, closed: bool) -> str:
    return f"M{'L'.join(f'{number(x)} {number(y)}' for x, y in points)}{'Z' if closed else ''}"


def _point(score: Decimal | int | None, direction: Point, radius: float) -> Point | None:
    if score is None:
        return None
    reach = float(score) * radius / HIGHEST
    return direction[0] * reach, direction[1] * reach


def _at(direction: Point, radius: float) -> str:
    return f"{number(direction[0] * radius)} {number(direction[1] * radius)}"


def _legend(web: Web, y: float) -> tuple[str, float]:
    """Lists only what is drawn. Returns the SVG and its lowest y."""
    return legend_rows(tuple(_drawn_series(web)), clean(web.note), y)


def _drawn_series(web: Web) -> list[tuple[str, str]]:
    return [
        (label, mark)
        for label, mark, shown in (
            (web.value_label, _DEAL_MARK, any(axis.value is not None for axis in web.axes)),
            (web.reference_label, _REFERENCE_MARK, any(axis.reference is not None for axis in web.axes)),
            (web.range_label, _RANGE_MARK, any(axis.minimum is not None for axis in web.axes)),
            (web.baseline_label, _BASELINE_MARK, any(axis.baseline is not None for axis in web.axes)),
        )
        if shown
    ]


_DEAL_MARK = (
    f'<path d="M0 0h32" stroke="{GREEN}" stroke-width="2.6"/><circle cx="16" cy="0" r="4" fill="{GREEN}"/>'
)
_REFERENCE_MARK = (
    f'<path d="M0 0h32" stroke="{RED}" stroke-width="1.8" stroke-dasharray="{DASH}"/>'
    f'<path d="M12.2-3.8h7.6v7.6h-7.6z" fill="{RED}"/>'
)
_RANGE_MARK = f'<path d="M0 -6h32v12h-32z" fill="{GREY}"/>'
_BASELINE_MARK = f'<path d="M0 0h32" stroke="{GREEN}" stroke-width="1.4" stroke-dasharray="{DOTS}"/>'


def _axis_in_words(axis: Axis, web: Web) -> Iterator[str]:
    if web.has_own:
        yield f"deze deal {_dutch(axis.value) or axis.reason}"
    if axis.reference is not None:
        yield f"alle deals {_dutch(axis.reference)}"
    elif not web.has_own:
        yield f"alle deals {axis.reason}"
    if axis.minimum is not None and axis.maximum is not None:
        extent = f"{_dutch(axis.minimum)} tot en met {_dutch(axis.maximum)}"
        yield f"antwoorden van {extent}" if web.has_own else f"bereik {extent}"
    if axis.baseline is not None:
        yield f"{web.baseline_name} {_dutch(axis.baseline)}"


def _dutch(value: Decimal | int | None) -> str:
    return "" if value is None else str(value).replace(".", ",")
