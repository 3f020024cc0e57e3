"""The positions of a spider web's labels: wrapped, never cut, never overlapping. Cached by their texts."""

import math
from dataclasses import dataclass
from functools import lru_cache

from rendering.svg_text import LINE_HEIGHT, escape, number, text_width, wrap

WIDTH = 400
CENTRE = WIDTH / 2
RADIUS = 108.0
GAP = 10.0  # between the outer ring and a label
MARGIN = 2.0
WIDEST = 150.0
MARK = 40  # in the legend a mark is 32 wide, followed by 8 empty


@dataclass(frozen=True, slots=True)
class LabelBlock:
    """The labels as SVG round the centre (0, 0); `top` is negative, `bottom` positive, both including the rings."""

    svg: str
    top: float
    bottom: float


@dataclass(slots=True)
class _Label:
    lines: tuple[str, ...]
    x: float
    anchor: str
    top: float

    @property
    def bottom(self) -> float:
        return self.top + LINE_HEIGHT * len(self.lines)


@lru_cache(maxsize=32)
def directions(count: int) -> tuple[tuple[float, float], ...]:
    """Unit vectors: the first at twelve o'clock, then clockwise (y points down)."""
    turns = [2 * math.pi * place / count for place in range(count)]
    return tuple(
        (round(math.sin(turn), 9) + 0.0, round(-math.cos(turn), 9) + 0.0) for turn in turns
    )  # no -0.0


@lru_cache(maxsize=256)
def label_block(texts: tuple[str, ...]) -> LabelBlock:
    labels = [_placed(text, place, len(texts)) for place, text in enumerate(texts)]
    for anchor in ("start", "end"):
        _spread([label for label in labels if label.anchor == anchor])
    return LabelBlock(
        svg="".join(map(_drawn, labels)),
        top=min([-RADIUS, *(label.top for label in labels)]) - MARGIN,
        bottom=max([RADIUS, *(label.bottom for label in labels)]),
    )


@lru_cache(maxsize=256)
def legend_rows(entries: tuple[tuple[str, str], ...], note: str, y: float) -> tuple[str, float]:
    """Rows of (label, mark as SVG), each centred, from `y` down. Returns the SVG and its lowest y."""
    rows: list[list[tuple[str, str, float]]] = []
    for label, mark in entries:
        width = MARK + text_width(label)
        if rows and sum(entry[2] + 16 for entry in rows[-1]) + width <= WIDTH - 12:
            rows[-1].append((label, mark, width))
        else:
            rows.append([(label, mark, width)])
    drawn = ""
    for row in rows:
        y += 1.5 * LINE_HEIGHT
        x = (WIDTH - sum(entry[2] for entry in row) - 16 * (len(row) - 1)) / 2
        for label, mark, width in row:
            drawn += (
                f'<g transform="translate({number(x)} {number(y - 4.5)})">{mark}'
                f'<text x="{MARK}" y="4.5">{escape(label)}</text></g>'
            )
            x += width + 16
    if note:
        y += 1.5 * LINE_HEIGHT
        drawn += f'<text x="{number(CENTRE)}" y="{number(y)}" text-anchor="middle">{escape(note)}</text>'
    return drawn, y + 4


def _placed(text: str, place: int, count: int) -> _Label:
    right, down = directions(count)[place]
    x = right * (RADIUS + GAP)
    if abs(right) < 0.05:
        anchor, room = "middle", _room_between_neighbours(count)
    else:
        anchor, room = ("start" if right > 0 else "end"), CENTRE - MARGIN - abs(x)
    lines = wrap(text, min(room, WIDEST))
    height = LINE_HEIGHT * len(lines)
    middle = down * (RADIUS + GAP + height / 2 * abs(down))
    return _Label(lines, x, anchor, middle - height / 2)


def _room_between_neighbours(count: int) -> float:
    """For the label straight above or below, which may not overlap the labels on either side."""
    if count < 5:
        return WIDEST
    return 2 * (math.sin(2 * math.pi / count) * (RADIUS + GAP) - 8)


def _spread(labels: list[_Label]) -> None:
    """Moves labels on one side apart, from the middle outward, until none overlap."""
    labels.sort(key=lambda label: label.top + label.bottom)
    middle = min(range(len(labels)), key=lambda i: abs(labels[i].top + labels[i].bottom), default=0)
    for above, below in zip(labels[middle:], labels[middle + 1 :], strict=False):
        below.top = max(below.top, above.bottom + 3)
    for place in range(middle - 1, -1, -1):
        height = labels[place].bottom - labels[place].top
        labels[place].top = min(labels[place].top, labels[place + 1].top - 3 - height)


def _drawn(label: _Label) -> str:
    x, first = number(label.x), label.top + LINE_HEIGHT - 4
    spans = "".join(
        f'<tspan x="{x}" y="{number(first + LINE_HEIGHT * row)}">{escape(line)}</tspan>'
        for row, line in enumerate(label.lines)
    )
    return f'<text text-anchor="{label.anchor}">{spans}</text>'
