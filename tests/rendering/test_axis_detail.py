from decimal import Decimal

import pytest
from defusedxml import ElementTree

from rendering import axis_detail
from reports.web_report.drawing import marks_of
from tests.reports.web_report_figures import indicator


def drawn(**changes):
    return axis_detail.draw(marks_of(indicator(1, **changes)), prefix="as-1")


def test_a_score_stands_in_proportion_between_one_and_five():
    assert [axis_detail.place(score) for score in (1, 2, Decimal("3.8"), 5)] == [
        0,
        0.25,
        pytest.approx(0.7),
        1,
    ]
    # from 20 to 380 on the drawing: 20 + 0.7 * 360
    assert '<circle cx="272.0" cy="34" r="7"' in drawn()


def test_what_is_withheld_is_not_drawn():
    nothing = drawn(mean=None, minimum=None, maximum=None, all_deals_mean=None, baseline_mean=None)
    assert "<circle" not in nothing and "<rect" not in nothing
    assert drawn().count("<circle") == 2 and drawn().count("<rect") == 2


def test_it_says_in_words_what_it_shows():
    marks = marks_of(indicator(3, minimum=None, maximum=None))
    assert axis_detail.describe(marks) == "Resultaat: deze deal 3,8; alle deals 3,5; nulmeting 3,4."
    empty = axis_detail.Marks("Resultaat")
    assert axis_detail.describe(empty) == "Resultaat: deze deal zonder score."


def test_a_name_with_markup_stays_text():
    root = ElementTree.fromstring(drawn(name='<b onload="x">&\x07'))
    assert root[0].text == '<b onload="x">& op de schaal van 1 tot 5'
