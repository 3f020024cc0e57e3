"""Labels are wrapped, never cut, and never lie over each other."""

import re
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rendering.spiderweb import Axis, Web, draw, draw_small
from rendering.svg_text import FONT_SIZE, LINE_HEIGHT, text_width, wrap
from rendering.web_layout import CENTRE, WIDTH
from tests.rendering.test_spiderweb import FULL, NAMES, SVG


def labels(svg: str) -> list[tuple[str, float, float, float, float]]:
    """The lines of the labels round the web: text, left, top, right, bottom, in units of the viewBox."""
    root = ET.fromstring(svg)  # noqa: S314 - our own drawing
    up = float(re.search(r"translate\(200.0 (-?[\d.]+)\)", svg)[1])
    found = []
    for text in root.iter(f"{SVG}text"):
        for span in text.iter(f"{SVG}tspan"):
            width, x, y = text_width(span.text), float(span.get("x")) + CENTRE, float(span.get("y")) + up
            left = {"start": x, "middle": x - width / 2, "end": x - width}[text.get("text-anchor")]
            found.append((span.text, left, y - LINE_HEIGHT + 4, left + width, y + 4))
    return found


LONG = ("Gezamenlijk ontwikkelen en delen van kennis", "Verantwoordelijkheidsgevoelsontwikkelingen",
        "Samenwerkingsbereidheid van alle partners", "Doorwerking in beleid en in de uitvoering")  # fmt: skip


class TestLabels:
    @pytest.mark.parametrize("count", range(1, 13))
    @pytest.mark.parametrize("names", [NAMES, LONG, ("Kort",), ("W" * 60,)])
    def test_whole_inside_the_drawing_and_not_over_each_other(self, count, names):
        wanted = [names[place % len(names)] for place in range(count)]
        svg = draw(replace(FULL, axes=tuple(Axis(name, Decimal(3)) for name in wanted)))
        drawn = labels(svg)
        height = float(re.search(r'viewBox="0 0 400 ([\d.]+)"', svg)[1])
        assert "".join(text for text, *_box in drawn).replace("-", "").replace(" ", "") == "".join(
            wanted
        ).replace(" ", "")
        assert all(
            left >= 0 and right <= WIDTH and top >= 0 and bottom <= height
            for _t, left, top, right, bottom in drawn
        )
        for (one, l1, t1, r1, b1), (other, l2, t2, r2, b2) in combinations(drawn, 2):
            assert min(r1, r2) <= max(l1, l2) or min(b1, b2) <= max(t1, t2) + 0.11, (one, other)

    def test_wrapped_in_lines_of_about_the_same_length(self):
        assert [text for text, *_box in labels(draw(FULL))][:2] == ["Vormgeving", "van het proces"]

    def test_readable_on_a_phone(self):
        assert FONT_SIZE * 340 / WIDTH >= 11
        assert set(re.findall(r'font-size="(\d+)"', draw(FULL))) == {str(FONT_SIZE)}

    @given(st.lists(st.text(max_size=60), min_size=1, max_size=12))
    def test_any_text_gives_a_valid_drawing(self, names):
        web = Web("\x00Titel <&>\x0b", tuple(Axis(name, Decimal(3)) for name in names), note="\ufffe")
        for svg in (draw(web), draw_small(web, prefix="a")):
            ET.fromstring(svg)  # noqa: S314 - our own drawing


class TestWrap:
    def test_a_word_that_is_too_long_is_broken_with_a_hyphen(self):
        lines = wrap("Verantwoordelijkheidsgevoel", 80)
        assert all(line.endswith("-") for line in lines[:-1])
        assert "".join(line.removesuffix("-") for line in lines) == "Verantwoordelijkheidsgevoel"

    @given(st.text(max_size=80), st.integers(40, 150))
    def test_no_line_is_wider_than_the_room(self, text, width):
        assert all(text_width(line) <= width or len(line) <= 3 for line in wrap(text, width))
