"""Where the labels of a spider web go: wrapped, never cut, never over each other. Cached by their texts."""

import math
import re
from dataclasses import dataclass
from functools import lru_cache

WIDTH = 400
CENTRE = WIDTH / 2
RADIUS = 108.0
FONT_SIZE = 13
LINE_HEIGHT = 15.5
GAP = 10.0  # between the outer ring and a label
MARGIN = 2.0
WIDEST = 150.0
MARK = 40  # in the legend a mark is 32 wide, then 8 empty

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
# Widths in em, a little above those of Fira Sans, so that a fallback font fits too.
_EM = {
    character: width
    for characters, width in (
        (" !,.:;'", 0.29),
        ("()IJ[]`ijl{}", 0.34),
        ("ft", 0.40),
        ('"-r|', 0.45),
        ("*17?sz", 0.50),
        ("#+/2359<=>FLTZ\\_cgkvxy~", 0.55),
        ("$0468ACESVXY^ae", 0.61),
        ("BKPRbdhnopqu", 0.66),
        ("DGU", 0.71),
        ("HNOQw", 0.76),
        ("&M", 0.86),
        ("%Wm", 0.92),
    )
    for character in characters
}


@dataclass(frozen=True, slots=True)
class LabelBlock:
    """The labels as SVG round the centre (0, 0); `top` is negative, `bottom` positive, the rings included."""

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


@lru_cache(maxsize=1024)
def clean(text: str) -> str:
    """One line, without the control characters that XML does not allow."""
    return " ".join(_NOT_XML.sub("", text).split())


def escape(text: str) -> str:
    return clean(text).translate(_ESCAPES)


def number(value: float) -> str:
    """With a dot whatever the language; a tenth of a unit is a tenth of a pixel."""
    return f"{value:.1f}"


def text_width(text: str) -> float:
    return FONT_SIZE * sum(
        _EM.get(character, 0.75 if character < "\u0250" else 1.1) for character in clean(text)
    )


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


def wrap(text: str, width: float) -> tuple[str, ...]:
    """Lines of at most `width`, as equal as they can be; a word that is too long is broken with a hyphen."""
    lines = _greedy(text, width)
    if len(lines) < 2:
        return tuple(lines)
    low, high = width / 2, width
    for _halving in range(6):
        middle = (low + high) / 2
        narrower = _greedy(text, middle)
        if (
            len(narrower) == len(lines)
            and max(map(text_width, narrower)) <= width
            and _unbroken(narrower, lines)
        ):
            lines, high = narrower, middle
        else:
            low = middle
    return tuple(lines)


@lru_cache(maxsize=256)
def legend_rows(entries: tuple[tuple[str, str], ...], note: str, y: float) -> tuple[str, float]:
    """Rows of (label, mark as SVG), each in the middle, from `y` down. Returns the SVG and the lowest point."""
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
    """For the label straight above or below: it may not reach over the labels on either side."""
    if count < 5:
        return WIDEST
    return 2 * (math.sin(2 * math.pi / count) * (RADIUS + GAP) - 8)


def _spread(labels: list[_Label]) -> None:
    """Push labels on one side apart, from the middle outward, so that none lies over another."""
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


def _greedy(text: str, width: float) -> list[str]:
    lines: list[str] = []
    for word in clean(text).split():
        for piece in _pieces(word, width):
            if lines and text_width(f"{lines[-1]} {piece}") <= width:
                lines[-1] = f"{lines[-1]} {piece}"
            else:
                lines.append(piece)
    return lines


def _pieces(word: str, width: float) -> list[str]:
    pieces, rest = [], word
    while text_width(rest) > width and len(rest) > 2:
        fits = next(
            (size for size in range(len(rest) - 1, 1, -1) if text_width(rest[:size] + "-") <= width), 2
        )
        pieces.append(rest[:fits] + "-")
        rest = rest[fits:]
    return [*pieces, rest]


def _unbroken(narrower: list[str], lines: list[str]) -> bool:
    """Making lines more equal may not cost a hyphen."""
    return sum(line.endswith("-") for line in narrower) <= sum(line.endswith("-") for line in lines)
