"""Text in a drawing is wrapped, never cut."""

from hypothesis import given
from hypothesis import strategies as st

from rendering.svg_text import escape, text_width, wrap


def test_a_word_that_is_too_long_is_broken_with_a_hyphen():
    lines = wrap("Verantwoordelijkheidsgevoel", 80)
    assert all(line.endswith("-") for line in lines[:-1])
    assert "".join(line.removesuffix("-") for line in lines) == "Verantwoordelijkheidsgevoel"


@given(st.text(max_size=80), st.integers(40, 150))
def test_no_line_is_wider_than_the_room(text, width):
    assert all(text_width(line) <= width or len(line) <= 3 for line in wrap(text, width))


def test_text_is_text():
    assert escape("<b>\x00 & 'u'") == "&lt;b&gt; &amp; &#39;u&#39;"
