"""Only one function says that text may go into a page as it is, and it is given drawings alone."""

from datetime import date
from decimal import Decimal

from deals import timeline
from rendering import spiderweb
from rendering.drawing import in_page
from tests.house import tree

NASTY = "<script>alert(1)</script> & \"o'"


def test_a_drawing_stands_in_a_page_as_it_is():
    assert in_page("<svg></svg>").__html__() == "<svg></svg>"


def test_what_goes_in_has_escaped_its_text():
    axis = spiderweb.Axis(label=NASTY, value=Decimal(3))
    web = spiderweb.Web(title=NASTY, axes=(axis,) * 3, value_label=NASTY, note=NASTY)
    mark = timeline.Mark(NASTY, date(2026, 5, 1), date(2026, 5, 1), None)
    drawn = [
        spiderweb.draw(web),
        spiderweb.draw_small(web, prefix="web-1", alone=True),
        timeline.draw((mark,), title=NASTY, today=date(2026, 1, 1)),
    ]
    assert not [svg for svg in drawn if "<script" in svg]
    assert all("&lt;script" in svg for svg in drawn)


def test_only_drawings_and_pieces_of_templates_say_that_text_is_safe():
    names = [name for name in tree.files("**/*.py") if not name.startswith("tests/")]
    found = [name for name in names if "mark_safe" in tree.text(name)]
    assert found == ["dealportaal/templatetags/ui.py", "rendering/drawing.py"]
