"""The drawing of an indicator over the years, and the same in words."""

import re
from decimal import Decimal
from xml.etree import ElementTree

from reports import yearlines
from reports.trend import Line, Point, Step, Tie


def line(*ties, name="Resultaat", **changes):
    """The first round and one for each tie."""
    points = [Point(2020, 1, Decimal("3.4"), 12, reference=Decimal("3.1"))]
    for place, tie in enumerate(ties, 1):
        step = tie and Step(2019 + place, tie)
        points.append(Point(2020 + place, 1, Decimal("3.9"), 12, since_previous=step, **changes))
    return Line(name, points)


def own_strokes(svg):
    return re.findall(rf'stroke="{yearlines.GREEN}"[^>]*', svg)


def test_same_input_same_bytes_and_well_formed():
    svg = yearlines.draw(line(Tie.ALL, name="<b>&\x07"), prefix="a")
    assert svg == yearlines.draw(line(Tie.ALL, name="<b>&\x07"), prefix="a")
    assert ElementTree.fromstring(svg).get("role") == "img"  # noqa: S314 - our own drawing
    assert "style=" not in svg and "<b>" not in svg


def test_a_line_only_between_rounds_that_share_statements():
    assert len(own_strokes(yearlines.draw(line(Tie.ALL), prefix="a"))) == 1
    for broken in (Tie.NONE, Tie.UNKNOWN, None):
        svg = yearlines.draw(line(broken), prefix="a")
        assert own_strokes(svg) == [] and svg.count("<circle") == 2


def test_partly_shared_is_dotted_so_not_told_by_colour_alone():
    [stroke] = own_strokes(yearlines.draw(line(Tie.SOME), prefix="a"))
    assert "stroke-dasharray" in stroke
    [whole] = own_strokes(yearlines.draw(line(Tie.ALL), prefix="a"))
    assert "stroke-dasharray" not in whole


def test_a_withheld_score_is_a_gap_and_never_zero():
    points = [*line(Tie.ALL).points, Point(2022, 1, None, since_previous=Step(2021, Tie.ALL)), Point(2023)]
    made = Line("Resultaat", points)
    svg = yearlines.draw(made, prefix="a")
    assert svg.count("<circle") == 2 and len(own_strokes(svg)) == 1
    assert "2020 3,4, 2021 3,9, 2022 geen score, 2023 niet gevraagd" in yearlines.describe(made)


def test_the_words_say_where_the_line_breaks():
    assert "Geen lijn tussen 2020 en 2021." in yearlines.describe(line(Tie.NONE, Tie.ALL))
    assert "Alle deals: 2020 3,1." in yearlines.describe(line(Tie.ALL))


def test_marks_stay_inside_with_one_year_and_with_many():
    for count in (0, 1, 25):
        svg = yearlines.draw(line(*[Tie.ALL] * count), prefix="a")
        places = [float(value) for value in re.findall(r'cx="([\d.]+)"', svg)]
        assert all(4 <= place <= yearlines.WIDTH - 4 for place in places)
        assert len(re.findall(r">20\d\d</text>", svg)) <= yearlines.MOST_YEAR_LABELS


def test_all_deals_are_red_dashed_and_square_and_say_so():
    of_all = yearlines.draw(line(Tie.ALL, Tie.ALL), prefix="a", look=yearlines.ALL_DEALS)
    of_deal = yearlines.draw(line(Tie.ALL, Tie.ALL), prefix="a")
    assert yearlines.GREEN not in of_all and "<circle" not in of_all and yearlines.DASH in of_all
    assert yearlines.GREEN in of_deal and "<circle" in of_deal
    assert yearlines.describe(line(Tie.ALL), yearlines.ALL_DEALS).startswith("Alle deals, schaal")
