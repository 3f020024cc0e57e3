"""Parses one cell into a value; an invalid cell says why."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from deals.rough import DAY, RoughDay, month_number, rough_day
from deals.sheet.tables import Column
from foundation.addresses import NotAnAddress, normal
from foundation.input_limits import FIRST_YEAR, HIGHEST_AMOUNT_EUR, LAST_YEAR
from partners.recognition import compared
from rendering.reading.wrong_formulas import is_error

WHOLE_EUROS = re.compile(r"\d{1,3}(\.\d{3})+|\d+")
EUROS = re.compile(rf"({WHOLE_EUROS.pattern})(,\d{{1,2}}|,-+)?|\d+\.\d{{2}}", re.ASCII)
ENGLISH = re.compile(r"\d{1,3}(,\d{3})+\.\d{2}", re.ASCII)  # 10,000.00; but 10,000 is ambiguous
THOUSANDS = re.compile(r"(\d{1,6}(?:[.,]\d{1,3})?)(k|mln|miljoen)", re.ASCII)
TIMES = {"k": 1_000, "mln": 1_000_000, "miljoen": 1_000_000}
AROUND_AN_AMOUNT = re.compile(
    r"[€\s*†]|EUR(?:O'?S?)?|p[./]?j\.?$|per ?jaar|/ ?jaar|\((?:o\.?v\.?b?\.?|onder ?voorbehoud)\)",
    re.IGNORECASE,
)
# Words for an amount that is not known yet: neither an amount nor zero.
STILL_OPEN = {
    *("pm", "ntb", "nnb", "nb", "ov", "tbd", "tbc", "nvt", "volgt", "onbekend", "open", "", "?"),
    *("pro memorie", "nader te bepalen", "nog te bepalen", "nog niet bekend", "nog onbekend", "in overleg"),
}
NOTHING = {"nihil", "nul", "geen"}
# Around a date: a weekday or other word before it, a time or "onder voorbehoud" after it, and a two-digit year.
BEFORE_A_DATE = re.compile(
    r"(?:(?:uiterlijk|rond|omstreeks|circa|ca\.?) |(?:per|op|v[oó]{2}r|vanaf) (?=\d{1,2}[-/. ]))?"
    r"(?:(?:ma|di|wo|do|vr|za|zo|(?:maan|dins|woens|donder|vrij|zater|zon)dag)[.,]* (?=\d))?"
)
BEHIND_A_DATE = re.compile(
    r"(?:[ t]\d{1,2}[:.]\d{2}(?::\d{2})?(?: uur)?| ?\((?:o\.?v\.?b?\.?|onder voorbehoud)\)| ?\*+)$"
)
PART_OF_A_MONTH = re.compile(r"(?:begin|half|medio|midden|eind|einde) (?!van )(?=[a-z]+\.? \d{4}$)")
SHORT_YEAR = re.compile(r"['’](\d\d)$")
DAY_FIRST = re.compile(r"(\d{1,2})[-/. ] ?(\d{1,2}|[a-z]+)\.?[-/. ] ?(\d{4})", re.ASCII)
YEAR_FIRST = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
YES, NO = {"ja", "j", "x", "waar", "true", "1", "yes"}, {"nee", "n", "onwaar", "false", "0", "no", "-"}


BETWEEN = "; "


class Unfit(Exception):
    """`code` selects the message for the user, `value` is its parameter."""

    def __init__(self, code: str, value: str = "") -> None:
        super().__init__(code)
        self.code, self.value = code, value


def read(column: Column, text: str, words: Mapping[str, str]) -> Any:
    """The value of a cell that is not empty. Raises Unfit."""
    if is_error(text):
        raise Unfit("formula_error", text)
    return READERS[column.kind](column, text, words)


def euros(text: str) -> Decimal:
    """40.000, 40.000,00, 40000 and € 40.000,- are all forty thousand. Raises Unfit: low, no_amount or high."""
    bare = AROUND_AN_AMOUNT.sub("", text)
    if bare.startswith(("-", "−")):
        raise Unfit("low")
    amount = _many(bare) or _plain_euros(bare)
    if amount is None:
        raise Unfit("no_amount", text)
    if amount < 1:
        raise Unfit("low")
    if amount > HIGHEST_AMOUNT_EUR:
        raise Unfit("high")
    return amount


def _many(text: str) -> Decimal | None:
    """25k is 25.000; 1,5 mln is 1.500.000."""
    found = THOUSANDS.fullmatch(text.casefold())
    return Decimal(found[1].replace(",", ".")) * TIMES[found[2]] if found else None


def _plain_euros(text: str) -> Decimal | None:
    if ENGLISH.fullmatch(text):
        return Decimal(text.replace(",", ""))
    if not EUROS.fullmatch(text):
        return None
    if not re.fullmatch(r"\d+\.\d{2}", text):
        text = re.sub(",-+", "", text).replace(".", "").replace(",", ".")
    return Decimal(text)


def is_still_open(text: str) -> bool:
    """p.m., n.t.b., o.v., a question mark or a line."""
    bare = text.casefold().strip(" *().").strip("-–—")
    return bare.replace(".", "") in STILL_OPEN or compared(bare) in STILL_OPEN


def is_nothing(text: str) -> bool:
    """€ 0,- and nihil"""
    return (
        text.casefold().strip(" .") in NOTHING
        or re.fullmatch(r"0+(,[0-]+)?", AROUND_AN_AMOUNT.sub("", text)) is not None
    )


def _text(column: Column, text: str, _words: Mapping[str, str]) -> str:
    if len(text) > column.most:
        raise Unfit("too_long", str(column.most))
    return text


def _choice(_column: Column, text: str, words: Mapping[Any, str]) -> Any:
    """The label; for choices with our own codes also the stored code, never a database key."""
    for value, label in words.items():
        if compared(text) == compared(label) or (
            isinstance(value, str) and compared(text) == compared(value)
        ):
            return value
    raise Unfit("no_choice", ", ".join(words.values()))


def _several(column: Column, text: str, words: Mapping[Any, str]) -> tuple[Any, ...]:
    """Labels separated by semicolons; a label may contain one itself, so the longest match wins."""
    pieces, found = text.split(BETWEEN.strip()), set()
    while pieces:
        for size in range(len(pieces), 0, -1):
            piece = ";".join(pieces[:size]).strip()
            try:
                found |= {_choice(column, piece, words)} if piece else set()
            except Unfit:
                if size > 1:
                    continue
                raise
            pieces = pieces[size:]
            break
    return tuple(sorted(found))


def _bare_date(text: str) -> str:
    """ "do 3 juni '27 14:00" is 3 juni 2027."""
    bare = " ".join(text.casefold().split())
    bare = BEHIND_A_DATE.sub("", bare[BEFORE_A_DATE.match(bare).end() :])  # type: ignore[union-attr]
    return PART_OF_A_MONTH.sub("", SHORT_YEAR.sub(r"20\1", bare))


def _date(_column: Column, text: str, _words: Mapping[str, str]) -> date:
    bare = _bare_date(text)
    found = YEAR_FIRST.fullmatch(bare)
    year, month, day = found.groups()[:3] if found else _day_first(bare, text)
    try:
        read_day = date(int(year), int(month), int(day))
    except ValueError as error:
        raise Unfit("no_date", text) from error
    if not FIRST_YEAR <= read_day.year <= LAST_YEAR:
        raise Unfit("absurd_year")
    return read_day


def _day_first(text: str, said: str) -> tuple[str, str, str]:
    found = DAY_FIRST.fullmatch(text)
    if not found:
        raise Unfit("no_date", said)
    day, month, year = found.groups()
    return year, month if month.isdigit() else str(month_number(month)), day


def _rough(column: Column, text: str, words: Mapping[str, str]) -> RoughDay:
    """A day, or the last day of a month, quarter, half year or year."""
    found = rough_day(_bare_date(text))
    if found is None:
        try:
            return RoughDay(_date(column, text, words), DAY)
        except Unfit as unfit:
            raise Unfit("no_rough_date" if unfit.code == "no_date" else unfit.code, text) from unfit
    if not FIRST_YEAR <= found.on.year <= LAST_YEAR:
        raise Unfit("absurd_year")
    return found


def _year(_column: Column, text: str, _words: Mapping[str, str]) -> int:
    if not re.fullmatch(r"\d{4}", text, re.ASCII):
        raise Unfit("no_year", text)
    if not FIRST_YEAR <= int(text) <= LAST_YEAR:
        raise Unfit("absurd_year")
    return int(text)


def _euro(_column: Column, text: str, _words: Mapping[str, str]) -> Decimal:
    return euros(text)


def _yes_no(_column: Column, text: str, _words: Mapping[str, str]) -> bool:
    if text.casefold() not in YES | NO:
        raise Unfit("no_yes_no", text)
    return text.casefold() in YES


def _number(_column: Column, text: str, _words: Mapping[str, str]) -> int:
    if not re.fullmatch(r"\d{1,12}", text, re.ASCII):
        raise Unfit("no_number", text)
    return int(text)


def _e_mail(column: Column, text: str, words: Mapping[str, str]) -> str:
    try:
        return _text(column, normal(text), words)
    except NotAnAddress as error:
        raise Unfit("no_e_mail", text) from error


READERS: Mapping[str, Callable[[Column, str, Mapping[str, str]], Any]] = {
    "text": _text,
    "organisation": _text,
    "choice": _choice,
    "several": _several,
    "date": _date,
    "rough": _rough,
    "year": _year,
    "euro": _euro,
    "yes_no": _yes_no,
    "number": _number,
    "e_mail": _e_mail,
}
