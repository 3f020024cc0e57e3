"""Building blocks with content, and figures the Dutch way."""

from datetime import date
from decimal import Decimal

import pytest
from django.template import engines

from dealportaal.templatetags import ui


def render(source, **context):
    return engines["django"].from_string(source).render(context)


def test_a_card_keeps_its_content_and_escapes_its_title():
    html = render(
        '{% card title=name variant="attention" %}<p>{{ text }}</p>{% endcard %}', name="<b>", text="<i>"
    )
    assert "<h2>&lt;b&gt;</h2>" in html
    assert "<p>&lt;i&gt;</p>" in html
    assert "card--attention" in html


def test_a_page_header_shows_its_way_up_and_its_buttons():
    html = render(
        '{% page_header title="Deal" parent_label="Deals" parent_url="/deals/" %}'
        '<a href="/x">Bewerken</a>{% endpage_header %}'
    )
    assert '<a href="/deals/">Deals</a>' in html
    assert '<a href="/x">Bewerken</a>' in html


def test_a_page_header_without_buttons_has_no_box_for_them():
    html = render(
        '{% page_header title="Deal" %}\n  {% if may_edit %}<a>Bewerken</a>{% endif %}\n{% endpage_header %}'
    )
    assert "page-header__actions" not in html


def test_a_piece_of_a_page_header_keeps_its_tags_and_escapes_its_words():
    html = render(
        '{% piece as sub %} <b>{{ name }}</b> {% endpiece %}{% page_header title="Deal" sub=sub %}{% endpage_header %}',
        name="A & B",
    )
    assert '<p class="page-header__sub"><b>A &amp; B</b></p>' in html


@pytest.mark.parametrize(
    ("value", "text"), [("3.4", "3,4"), ("-0.1", "−0,1"), (Decimal("2.5"), "2,5"), (None, "")]
)
def test_a_score_has_a_decimal_comma(value, text):
    assert ui.score(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(40000, "€ 40.000"), (Decimal("1234.50"), "€ 1.234,50"), (None, "")]
)
def test_money_in_euros(value, text):
    assert ui.euro(value) == text


@pytest.mark.parametrize(
    ("precision", "text"), [("dag", "3 april 2025"), ("maand", "april 2025"), ("jaar", "2025")]
)
def test_a_date_is_as_precise_as_it_is_known(precision, text):
    assert ui.dated(date(2025, 4, 3), precision) == text
