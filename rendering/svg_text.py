"""Text in drawings: without characters that XML does not allow, measured without a browser, wrapped and never cut."""

import re
from functools import lru_cache

FONT_SIZE = 13
LINE_HEIGHT = 15.5

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


@lru_cache(maxsize=1024)
def clean(text: str) -> str:
    """One line, without the control characters that XML does not allow."""
    return " ".join(_NOT_XML.sub("", text).split())


def escape(text: str) -> str:
    return clean(text).translate(_ESCAPES)


def number(value: float) -> str:
    """With a decimal point in every locale; one decimal, which is a tenth of a pixel."""
    return f"{value:.1f}"


def text_width(text: str) -> float:
    return FONT_SIZE * sum(
        _EM.get(character, 0.75 if character < "\u0250" else 1.1) for character in clean(text)
    )


def wrap(text: str, width: float) -> tuple[str, ...]:
    """Lines of at most `width`, as equal as possible; breaks a word that is too long with a hyphen."""
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
    """Whether this adds no hyphen: equal lines are not worth one."""
    return sum(line.endswith("-") for line in narrower) <= sum(line.endswith("-") for line in lines)
