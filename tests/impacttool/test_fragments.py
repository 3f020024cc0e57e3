"""Parts of the form that everybody shares hold nothing of anybody."""

import re

import pytest

from impacttool.disclosure import Thresholds
from impacttool.queries.questionnaires import Item, Section
from impacttool.views import fragments

ITEM = Item(7, 3, "2.1", "Gaat het <goed>?")
SECTION = Section(4, 2, "Partners & co", (ITEM,))


@pytest.mark.parametrize("chosen", ["", "1", "5", "none"])
def test_only_the_chosen_button_is_down(chosen):
    html = fragments.statement_html(ITEM, chosen, False)
    assert re.findall(r'value="(\w+)" checked', html) == ([chosen] if chosen else [])
    assert html.count('type="radio" name="s7"') == 6
    assert "3. Gaat het &lt;goed&gt;?" in html
    assert "style=" not in html


def test_a_remark_is_shared_only_when_it_is_empty():
    empty = fragments.remark_html(SECTION, Thresholds())
    assert fragments.remark_html(SECTION, Thresholds()) is empty
    own = fragments.remark_html(SECTION, Thresholds(), "van mij")
    assert "van mij" in own
    assert fragments.remark_html(SECTION, Thresholds(), "van mij") is not own
    assert "van mij" not in fragments.remark_html(SECTION, Thresholds())


def test_who_sees_what_names_the_thresholds():
    html = fragments.who_html(Thresholds(mean=6, range=12, breakdown=7, deals=4))
    assert "vanaf 6 antwoorden" in html
    assert "pas vanaf 12" in html
    assert html.index("toelichtingen vanaf 12") < html.index("<details") < html.index("vanaf 7 per soort")
    assert "vanaf 7 per soort" in html
    assert "vanaf 4 deals" in html
