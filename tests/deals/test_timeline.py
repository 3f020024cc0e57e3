"""The timeline shows planned, expected and done in different shapes, and says the same in words."""

from datetime import date
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deals.timeline import Known, Mark, Term, describe, draw

TODAY = date(2026, 6, 1)
PLANNED = Mark("Begin", date(2026, 3, 1))
MOVED = Mark("Handreiking", date(2026, 3, 1), expected_on=date(2027, 3, 1))
DONE = Mark("Slot", date(2026, 3, 1), done_on=date(2026, 4, 1))


def drawn(*marks, today=TODAY):
    return draw(marks, title="Tijdlijn", today=today)


def legend(svg):
    return [text.text for text in ET.fromstring(svg).iter() if text.get("x") == "14"]  # noqa: S314 - our own


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        (PLANNED, ["gepland", "vandaag"]),
        (MOVED, ["gepland", "nu verwacht", "vandaag"]),
        (DONE, ["gepland", "gehaald", "vandaag"]),
        (Mark("Op tijd", date(2026, 3, 1), done_on=date(2026, 3, 1)), ["gehaald", "vandaag"]),
    ],
)
def test_the_legend_holds_what_is_drawn(mark, words):
    assert legend(drawn(mark)) == words


def test_the_shapes_differ_and_not_only_the_colours():
    shapes = [drawn(mark).count("<circle") for mark in (PLANNED, MOVED, DONE)]
    assert shapes == [0, 2, 0]  # in the row and in the legend
    assert drawn(DONE).count("h15v15h-15z") == 2


def test_a_moved_date_is_tied_to_the_planned_one():
    assert 'stroke-dasharray="5 3"' in drawn(MOVED)
    assert 'stroke-dasharray="5 3"' not in drawn(PLANNED)


def test_today_is_drawn_only_within_the_years_of_the_milestones():
    assert "vandaag" not in legend(drawn(PLANNED, today=date(2031, 1, 1)))


def test_the_same_in_words():
    assert describe((MOVED, DONE), today=TODAY) == (
        "Tijdlijn met 2 mijlpalen. Vandaag is 1 juni 2026. "
        "Handreiking: gepland op 1 maart 2026, nu verwacht op 1 maart 2027. "
        "Slot: gepland op 1 maart 2026, gehaald op 1 april 2026."
    )


def test_everything_stays_inside():
    ends = [
        float(node.get("x").rstrip("%"))
        for node in ET.fromstring(drawn(MOVED, DONE)).iter()  # noqa: S314 - our own
        if (node.get("x") or "").endswith("%")
    ]
    assert ends
    assert all(3 <= x <= 97 for x in ends)


@given(
    st.lists(
        st.builds(Mark, st.text(max_size=60), st.dates(date(1990, 1, 1), date(2099, 12, 31))), min_size=1
    )
)
def test_any_milestones_give_a_valid_drawing_without_inline_style(marks):
    svg = drawn(*marks)
    ET.fromstring(svg)  # noqa: S314 - our own
    assert "style=" not in svg
    assert svg == drawn(*marks)


TERM = Term(
    starts=Known(date(2024, 1, 1)),
    ends=Known(date(2028, 12, 31), "maand"),
    signed=(Known(date(2024, 2, 3)),),
    earlier_ends=(Known(date(2026, 12, 31), "jaar"),),
)


def test_the_term_of_the_deal_stands_above_the_milestones():
    svg = draw((PLANNED,), title="Tijdlijn", today=TODAY, term=TERM)
    assert ">2024<" in svg and ">2028<" in svg and "Looptijd van de deal" in svg
    assert legend(svg) == ["ondertekening", "eerder einde", "gepland", "vandaag"]
    words = describe((PLANNED,), today=TODAY, term=TERM)
    for part in ("begin op 1 januari 2024", "einde in december 2028", "ondertekend op 3 februari 2024"):
        assert part in words
    assert "eerder vastgelegd einde in 2026" in words


def test_without_a_term_there_is_no_row_for_it():
    assert "Looptijd" not in drawn(PLANNED) and "Looptijd" not in describe((PLANNED,), today=TODAY)
    only_end = draw((PLANNED,), title="Tijdlijn", today=TODAY, term=Term(ends=Known(date(2028, 1, 1))))
    assert 'stroke-width="9"' not in only_end and ">2028<" in only_end
    assert legend(only_end) == ["einde", "gepland", "vandaag"]
