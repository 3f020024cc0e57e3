"""The order of names in lists, as in a Dutch dictionary; foundation/ordering.py does the same in SQL.

Capitals and accents make no difference, ij sorts as i and j (also as one character), and prefixes ('s-, 't)
and punctuation are skipped: "Gemeente 's-Hertogenbosch" stands between Hengelo and Hilversum.
"""

import re
import unicodedata
from collections.abc import Iterator

TWO_LETTERS = {
    "ĳ": "ij",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
}  # besides: they have their own small letter
NOT_COMPOSED = dict(zip("øØłŁđĐðÐıħĦŧŦ", "oollddddihhtt", strict=True))
QUOTES = "’‘`´ʼ"
LEANING = r"(^|[^a-z0-9])'[snt][- ]+"
SIGNS = "[ !-/:-@[-`{-~\u00a0\u2010-\u2015\u201c-\u201e]+"


def _letters() -> Iterator[tuple[str, str]]:
    """(letter with an accent, large or small; the small letter without)."""
    for code in (*range(0xC0, 0x180), *range(0x218, 0x21C)):
        plain = unicodedata.normalize("NFD", chr(code))[0]
        if plain.isascii() and plain.isalpha():
            yield chr(code), plain.lower()


PLAIN = {**dict(_letters()), **NOT_COMPOSED, **dict.fromkeys(QUOTES, "'")}
LOOSE_ACCENTS = "".join(map(chr, range(0x300, 0x370)))  # written as a sign of their own, after the letter
_TABLE = str.maketrans({**PLAIN, **dict.fromkeys(LOOSE_ACCENTS, "")})


def sort_key(text: str) -> str:
    """The key that two names are compared by."""
    text = text.lower()
    for sign, letters in TWO_LETTERS.items():
        text = text.replace(sign, letters)
    text = re.sub(LEANING, r"\1", text.translate(_TABLE)).replace("'", "")
    return re.sub(SIGNS, " ", text).strip()
