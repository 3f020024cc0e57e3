"""Text that a spreadsheet program would take for a formula: an apostrophe in front going out, and off again coming in."""

import re

# Also the wide, small, raised and lowered signs: some programs read them as the plain one.
FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠﹦﹢﹣﹫⁼⁺⁻₌₊₋]")
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def escaped(text: str) -> str:
    """`=1+1` becomes `'=1+1`; an apostrophe that stood there already gets one more, so that `plain` finds the text."""
    return f"'{text}" if FORMULA.match(text) else text


def plain(text: str) -> str:
    """The text as it was before `escaped`; 's-Hertogenbosch keeps its apostrophe."""
    return text[1:] if text.startswith("'") and FORMULA.match(text[1:]) else text
