"""Text that a spreadsheet would take for a formula goes out with an apostrophe and comes in without it."""

import pytest

from rendering.formulas import escaped, plain


@pytest.mark.parametrize("text", ["=1+1", "+31 6", "-", "@SOM(A1)", "＝1+1", "'=1"])
def test_a_formula_goes_out_as_text_and_comes_in_as_it_was(text):
    assert escaped(text).startswith("'") and plain(escaped(text)) == text


@pytest.mark.parametrize("text", ["'s-Hertogenbosch", "gewoon", "1+1", ""])
def test_other_text_stays_as_it_is(text):
    assert escaped(text) == text == plain(text)
