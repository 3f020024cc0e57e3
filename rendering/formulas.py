"""Protects against formula injection: an apostrophe in front when writing a spreadsheet, removed again when reading."""

import re

# Also the full-width, small, superscript and subscript forms: some programs read them as the plain character.
FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠﹦﹢﹣﹫⁼⁺⁻₌₊₋]")
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def escaped(text: str) -> str:
    """`=1+1` becomes `'=1+1`; text that already has the apostrophe gets one more, so that `plain` restores it."""
    return f"'{text}" if FORMULA.match(text) else text


def plain(text: str) -> str:
    """Undoes `escaped`; 's-Hertogenbosch keeps its apostrophe."""
    return text[1:] if text.startswith("'") and FORMULA.match(text[1:]) else text
