import re
from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest

from rendering.spiderweb import (
    GREEN,
    GREY,
    RED,
    Axis,
    Web,
    describe,
    describe_small,
    draw,
    draw_small,
    grid_symbol,
)
from rendering.web_layout import RADIUS

NAMES = (
    "Vormgeving van het proces", "Samenstelling van de partners", "Resultaat", "Borging van het proces",
    "Ontwikkelen en delen van kennis", "Borging van resultaat", "Borging van partners", "Meetbaarheid van resultaat",
)  # fmt: skip
FULL = Web(
    "Spinnenweb Ruimte voor Lopen 2026",
    tuple(Axis(name, Decimal("3.8"), 2, 5, Decimal("3.5"), Decimal("3.4")) for name in NAMES),
    "Deze deal 2026 (n = 24)", "Alle deals 2026", baseline_label="Nulmeting 2024",
)  # fmt: skip
SVG = "{http://www.w3.org/2000/svg}"


def with_axes(places: set[int], **other) -> Web:
    axes = [replace(axis, **other) if place in places else axis for place, axis in enumerate(FULL.axes)]
    return replace(FULL, axes=tuple(axes))


def line(svg: str, colour: str, width: str) -> str:
    found = re.search(rf'<path d="([^"]*)" fill="none" stroke="{colour}" stroke-width="{width}"', svg)
    return found[1] if found else ""


def deal_line(web: Web) -> str:
    return line(draw(web), GREEN, "2.6")


def band(web: Web) -> str:
    found = re.search(rf'<path d="([^"]*)" fill="{GREY}" fill-rule="evenodd"/>', draw(web))
    return found[1] if found else ""


def points(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", path)]


class TestPlaces:
    def test_first_axis_at_twelve_o_clock_then_clockwise(self):
        four = replace(FULL, axes=tuple(Axis(str(value), Decimal(value)) for value in (5, 4, 3, 2)))
        step = RADIUS / 5
        expected = [(0, -5 * step), (4 * step, 0), (0, 3 * step), (-2 * step, 0)]
        assert points(deal_line(four)) == [pytest.approx(point, abs=0.05) for point in expected]

    @pytest.mark.parametrize("values", [("1", "1"), ("3", "5")])
    def test_the_axis_runs_from_0_to_5_whatever_the_values(self, values):
        web = with_axes(set(range(8)), value=Decimal(values[0]), maximum=None, minimum=None, reference=None)
        assert points(deal_line(web))[0] == pytest.approx((0, -RADIUS * int(values[0]) / 5), abs=0.05)
        assert re.findall(r'<text x="4" y="[^"]*">(\d)</text>', draw(web)) == ["1", "2", "3", "4", "5"]

    @pytest.mark.parametrize("score", [Decimal("5.1"), Decimal("-0.1")])
    def test_a_value_off_the_axis_is_refused(self, score):
        with pytest.raises(ValueError, match="axis"):
            Axis("Resultaat", score)


class TestGaps:
    def test_all_values_make_one_closed_line(self):
        assert deal_line(FULL).count("M") == 1
        assert deal_line(FULL).endswith("Z")

    def test_no_answer_is_a_gap_and_never_the_centre(self):
        path = deal_line(with_axes({2, 5}, value=None))
        assert "Z" not in path
        assert (path.count("M"), len(points(path))) == (2, 6)
        assert (0.0, 0.0) not in points(path)

    def test_the_line_goes_on_past_twelve_o_clock(self):
        path = deal_line(with_axes({4}, value=None))
        assert (path.count("M"), len(points(path))) == (1, 7)

    def test_a_point_without_neighbours_stays_visible_as_a_marker(self):
        lonely = with_axes({0, 2}, value=None)
        assert (draw(lonely).count('r="4"'), len(points(deal_line(lonely)))) == (6 + 1, 5)
        small = draw_small(lonely, prefix="a")
        assert small.count("<circle") == 1
        assert draw_small(FULL, prefix="a").count("<circle") == 0

    def test_a_small_web_that_stands_alone_brings_its_own_grid(self):
        assert "<use" in draw_small(FULL, prefix="a")
        alone = draw_small(FULL, prefix="a", alone=True)
        assert "<use" not in alone and alone.count("<path") > draw_small(FULL, prefix="a").count("<path")

    def test_nothing_at_all_leaves_the_grid_and_the_labels(self):
        nothing = replace(FULL, axes=tuple(Axis(name) for name in NAMES))
        svg = draw(nothing)
        assert GREEN not in svg and RED not in svg and GREY not in svg
        assert svg.count("<tspan") >= 8

    def test_the_band_is_a_ring_between_lowest_and_highest(self):
        assert (band(FULL).count("Z"), len(points(band(FULL)))) == (2, 16)

    def test_the_band_has_a_gap_and_does_not_fall_to_the_centre(self):
        gap = band(with_axes({3}, minimum=None, maximum=None))
        assert (gap.count("Z"), len(points(gap))) == (1, 14)
        assert (0.0, 0.0) not in points(gap)

    def test_a_range_without_neighbours_is_a_bar_along_its_axis(self):
        svg = draw(with_axes({1, 2, 3, 4, 5, 6, 7}, minimum=None, maximum=None))
        assert f'<path d="M0.0 -43.2L0.0 -108.0" stroke="{GREY}"' in svg


class TestNotByColourAlone:
    def test_solid_with_dots_dashed_with_squares_dotted_and_filled(self):
        svg = draw(FULL)
        assert f'stroke="{GREEN}" stroke-width="2.6" stroke-linejoin' in svg
        assert f'stroke="{RED}" stroke-width="1.8" stroke-dasharray="7 4"' in svg
        assert f'stroke="{GREEN}" stroke-width="1.4" stroke-dasharray="1.5 3"' in svg
        assert (svg.count("<circle"), svg.count("h7.6v7.6")) == (8 + 1, 8 + 1)

    def test_the_legend_names_what_is_drawn_and_nothing_else(self):
        assert re.findall(r'<text x="40"[^>]*>([^<]*)', draw(FULL)) == [
            "Deze deal 2026 (n = 24)", "Alle deals 2026", "Bereik van de antwoorden", "Nulmeting 2024",
        ]  # fmt: skip
        few = with_axes(set(range(8)), value=None, minimum=None, maximum=None, baseline=None)
        assert re.findall(r'<text x="40"[^>]*>([^<]*)', draw(few)) == ["Alle deals 2026"]


class TestFile:
    def test_same_input_same_bytes(self):
        assert draw(FULL) == draw(replace(FULL, axes=tuple(replace(axis) for axis in FULL.axes)))

    def test_small_enough(self):
        assert len(draw(FULL).encode()) < 6_000
        assert len(draw_small(FULL, prefix="deal-1").encode()) < 2_000

    @pytest.mark.parametrize(
        "svg", [draw(FULL), draw_small(FULL, prefix="a"), grid_symbol(8)], ids=["whole", "small", "grid"]
    )
    def test_no_inline_style_script_or_comma(self, svg):
        assert not re.search(r"style|<script|on\w+=|nan|inf\b", svg)
        assert not re.search(r' (?:d|x|y|cx|cy|transform)="[^"]*,', svg)
        assert not re.search(r"\d\.\d{3,}", svg)

    def test_text_of_users_stays_text(self):
        svg = draw(replace(FULL, title="<script>alert('x')</script> & \"y\"", value_label="]]><b>"))
        assert "<script" not in svg and "<b>" not in svg
        assert ET.fromstring(svg).find(f"{SVG}title").text == "<script>alert('x')</script> & \"y\""  # noqa: S314

    def test_title_and_description_are_tied_by_ids_of_its_own(self):
        svg = draw(FULL, prefix="deal-7")
        assert 'role="img" aria-labelledby="deal-7-title deal-7-desc"' in svg
        assert re.findall(r' id="([^"]*)"', svg) == ["deal-7-title", "deal-7-desc"]

    @pytest.mark.parametrize("prefix", ["", "1", 'a"b', "a b"])
    def test_a_prefix_that_is_no_id_is_refused(self, prefix):
        with pytest.raises(ValueError, match="id"):
            draw(FULL, prefix=prefix)

    def test_small_webs_share_one_grid(self):
        assert '<symbol id="web-grid-8" viewBox="-52 -52 104 104">' in grid_symbol(8)
        assert '<use href="#web-grid-8"' in draw_small(FULL, prefix="a")


class TestWords:
    def test_every_figure_as_a_dutch_reader_writes_it(self):
        words = describe(FULL)
        assert (
            "Resultaat: deze deal 3,8; alle deals 3,5; antwoorden van 2 tot en met 5; nulmeting 3,4." in words
        )
        assert (
            "Getekend: Deze deal 2026 (n = 24), Alle deals 2026, Bereik van de antwoorden, Nulmeting 2024."
            in words
        )

    def test_what_is_withheld_is_said_with_its_reason(self):
        web = with_axes({2}, value=None, minimum=None, maximum=None, reason="minder dan 5 antwoorden")
        assert "Resultaat: deze deal minder dan 5 antwoorden; alle deals" in describe(web)
        assert "Resultaat minder dan 5 antwoorden;" in describe_small(web)

    def test_a_missing_range_is_explained(self):
        sentence = "zijn er te weinig antwoorden om het te tonen"
        assert sentence in describe(with_axes({1}, minimum=None, maximum=None))
        assert sentence not in describe(FULL)
